import type { FeedbackEvent, ReminderEvent } from './copies.ts'
import type { Notice } from './notices.ts'
import type { AuthorTemplateName, StaffTemplateName } from './templates.ts'

/** What the author is told of his feedback. Its publication and his own acts are no news to him. */
const ofFeedback: Record<string, AuthorTemplateName> = {
  'feedback.received': 'feedback-received',
  'feedback.info-requested': 'feedback-info-requested',
  'feedback.answered': 'feedback-answered',
  'feedback.rejected': 'feedback-rejected',
  'feedback.forwarded': 'feedback-forwarded',
}

const ofReminder: Record<NonNullable<ReminderEvent['data']['kind']>, StaffTemplateName> = {
  DUE_SOON: 'feedback-due-soon',
  DUE: 'feedback-due',
  OVERDUE: 'feedback-overdue',
}

/** Their first date is not that of an answer. */
const apart = new Set(['KHIEU_NAI', 'TO_CAO'])

/** What a feedback's event gives cause to say: to its author, and of a denunciation to the leaders. */
export function noticesOfFeedback({ type, time: at, data }: FeedbackEvent): Notice[] {
  const { kind, dueAt, deadlineVersion: version, restricted } = data
  const template = ofFeedback[type]
  if (!template) return []
  const deadline = { version }
  const promised = type === 'feedback.received' && dueAt && !apart.has(kind) ? { dueAt } : {}
  const told: Notice = { template, to: 'AUTHOR', facts: { at, ...promised }, deadline }
  if (type !== 'feedback.received' || !restricted) return [told]
  const facts = { at, ...(dueAt ? { dueAt } : {}) }
  return [{ template: 'denunciation-received', to: { to: 'LEADER', restricted }, facts, deadline }, told]
}

/** What an event of a feedback's deadline gives cause to say. Who has his answer is not told that its publication is late. */
export function noticesOfFeedbackReminder({ type, time: at, data }: ReminderEvent): Notice[] {
  const { kind, to = 'OFFICER', officer, unit, dueAt, overdueDays, deadlineVersion: version, toDo, restricted } = data
  const deadline = { version }
  if (type === 'deadline.missed') {
    return toDo === 'PUBLISH' ? [] : [{ template: 'feedback-late', to: 'AUTHOR', facts: { at, dueAt }, deadline }]
  }
  if (kind === undefined) throw new Error('a reminder has a kind')
  const facts = {
    ...{ at, dueAt, toDo },
    ...(unit ? { unit } : {}),
    ...(overdueDays === undefined ? {} : { overdueDays }),
  }
  const meant = { to, ...(officer ? { officer } : {}), ...(restricted ? { restricted } : {}) }
  return [{ template: ofReminder[kind], to: meant, facts, deadline, ...(officer ? { officer } : {}) }]
}
