import { type Facts, hoursText } from '../../functions/notifications/facts.ts'
import type { TemplateName } from '../../functions/notifications/templates.ts'

const code = 'H26.125-261126-0007'

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

/** Facts for each template, as its event would bring them. */
export const samples: Record<TemplateName, Facts> = {
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
}
