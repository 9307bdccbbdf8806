/** Where a feedback stands (domain.md §8.2). */
export const statuses = [
  'RECEIVED',
  'REJECTED',
  'NEED_INFO',
  'INFO_ADDED',
  'FORWARDED',
  'IN_PROGRESS',
  'ANSWERED',
  'PUBLISHED',
] as const
export type Status = (typeof statuses)[number]

interface Transition {
  from: readonly Status[]
  to: Status
  event: string
}

/** The status machine: every act, from where, to where, and the event that it publishes. All else is refused (409). */
export const transitions = {
  reject: { from: ['RECEIVED'], to: 'REJECTED', event: 'feedback.rejected' },
  'request-info': { from: ['RECEIVED', 'IN_PROGRESS'], to: 'NEED_INFO', event: 'feedback.info-requested' },
  'add-info': { from: ['NEED_INFO'], to: 'INFO_ADDED', event: 'feedback.info-added' },
  forward: { from: ['RECEIVED', 'INFO_ADDED'], to: 'FORWARDED', event: 'feedback.forwarded' },
  start: { from: ['RECEIVED', 'INFO_ADDED'], to: 'IN_PROGRESS', event: 'feedback.started' },
  answer: { from: ['RECEIVED', 'INFO_ADDED', 'IN_PROGRESS'], to: 'ANSWERED', event: 'feedback.answered' },
  publish: { from: ['ANSWERED'], to: 'PUBLISHED', event: 'feedback.published' },
  reopen: { from: ['ANSWERED', 'PUBLISHED'], to: 'IN_PROGRESS', event: 'feedback.reopened' },
} as const satisfies Record<string, Transition>

/** The event of a due date that moved because the calendar did: nobody's act, hence no row of the machine. */
export const deadlineChanged = 'feedback.deadline-changed'

export type Act = keyof typeof transitions
