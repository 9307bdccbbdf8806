import { type Facts, hoursText, type Place } from '../../functions/notifications/facts.ts'
import type { TemplateName } from '../../functions/notifications/templates.ts'

const code = 'H26.125-261126-0007'
const feedback = '7K3M9QX2VA'
const webhook = '01KB0W3B00K0SAMPLE00000000'

/** What every text knows. The ward, its address, its telephone and the official are invented. */
const known = {
  message: '01KAZY3T7Q0000000000SAMPLE',
  code,
  agency: 'Ủy ban nhân dân Phường Ví Dụ',
  point: {
    name: 'Bộ phận Một cửa Phường Ví Dụ',
    address: 'Số 1 đường Minh Họa, Phường Ví Dụ',
    hours: hoursText([
      { from: '08:00', to: '12:00' },
      { from: '13:00', to: '17:00' },
    ]),
    hotline: '024 0000 0000',
  },
  dueAt: '2026-12-01T10:00:00.000Z',
}
const forStaff = {
  ...known,
  link: `https://desk.example.vn/dossiers/${code}`,
  officer: 'Hoàng Thị Tập Dượt',
  unit: 'Tư pháp - Hộ tịch',
}
const forApplicant = { ...known, link: `https://desk.example.vn/lookup?code=${code}` }

const ofFeedback = {
  ...{ ...forStaff, code: feedback, dueAt: '2026-12-17T10:00:00.000Z' },
  ...{ link: `https://desk.example.vn/feedback/${feedback}`, toDo: 'ANSWER' as const },
}
const forAuthor = {
  ...{ ...known, code: feedback, dueAt: '2026-12-17T10:00:00.000Z' },
  link: `https://desk.example.vn/feedback-lookup?id=${feedback}`,
}

/** Facts for each template, as its event would bring them. */
export const samples: Record<TemplateName, Facts & { point: Place }> = {
  'due-soon': { ...forStaff, at: '2026-11-30T01:00:00.000Z' },
  due: { ...forStaff, at: '2026-12-01T10:00:00.000Z' },
  overdue: { ...forStaff, at: '2026-12-02T01:00:00.000Z', overdueDays: 1 },
  accepted: { ...forApplicant, at: '2026-11-26T02:14:00.000Z', officer: 'Lê Thị Ví Dụ' },
  'supplement-requested': { ...forApplicant, at: '2026-11-27T03:05:00.000Z' },
  'supplement-received': { ...forApplicant, at: '2026-11-27T08:20:00.000Z', dueAt: '2026-12-02T10:00:00.000Z' },
  'fee-requested': { ...forApplicant, at: '2026-11-27T03:05:00.000Z' },
  'result-ready': { ...forApplicant, at: '2026-11-30T08:40:00.000Z' },
  refused: { ...forApplicant, at: '2026-11-27T03:05:00.000Z' },
  stopped: { ...forApplicant, at: '2026-11-27T03:05:00.000Z' },
  'deadline-changed': {
    ...forApplicant,
    at: '2026-11-30T07:30:00.000Z',
    originalDueAt: known.dueAt,
    dueAt: '2026-12-04T10:00:00.000Z',
  },
  late: { ...forApplicant, at: '2026-12-02T01:00:00.000Z', officer: 'Hoàng Thị Tập Dượt' },
  'feedback-due-soon': { ...ofFeedback, at: '2026-12-16T01:00:00.000Z' },
  'feedback-due': { ...ofFeedback, at: '2026-12-17T10:00:00.000Z' },
  'feedback-overdue': { ...ofFeedback, at: '2026-12-18T01:00:00.000Z', overdueDays: 1, toDo: 'PUBLISH' },
  'denunciation-received': { ...ofFeedback, at: '2026-11-26T02:14:00.000Z', dueAt: '2026-12-07T10:00:00.000Z' },
  'feedback-received': { ...forAuthor, at: '2026-11-26T02:14:00.000Z' },
  'feedback-info-requested': { ...forAuthor, at: '2026-11-27T03:05:00.000Z' },
  'feedback-answered': { ...forAuthor, at: '2026-12-10T03:05:00.000Z' },
  'feedback-rejected': { ...forAuthor, at: '2026-11-27T03:05:00.000Z' },
  'feedback-forwarded': { ...forAuthor, at: '2026-11-27T03:05:00.000Z' },
  'feedback-late': { ...forAuthor, at: '2026-12-18T01:00:00.000Z' },
  'webhook-disabled': {
    ...{ ...known, dueAt: undefined, code: webhook, link: `https://desk.example.vn/webhooks/${webhook}` },
    ...{ at: '2026-12-01T03:05:00.000Z', since: '2026-11-26T02:14:00.000Z' },
    ...{ host: 'city.example.org', reason: 'FAILED_TOO_LONG' },
  },
}
