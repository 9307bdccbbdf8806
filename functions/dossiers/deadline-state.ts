import { type Status, statuses } from './status.ts'

export const deadlineStates = [
  'NOT_STARTED',
  'ON_TRACK',
  'DUE_SOON',
  'OVERDUE',
  'PAUSED',
  'DONE_EARLY',
  'DONE_ON_TIME',
  'DONE_LATE',
  'CLOSED',
] as const
export type DeadlineState = (typeof deadlineStates)[number]

/** What the state of a deadline is derived from; instants in UTC, days in the office's zone. */
export interface Clocked {
  status: Status
  dueAt?: string
  endedAt?: string
  /** Since when the clock of a running status stands, by the agency's policy. */
  pausedAt?: string
}

/** The derived state of a deadline: never stored, so that it can't be wrong tomorrow. */
export function deadlineState(
  { status, dueAt, endedAt, pausedAt }: Clocked,
  now: string,
  dueSoonFrom: (dueAt: string) => string,
  dayOf: (instant: string) => string,
): DeadlineState {
  const { clock } = statuses[status]
  if (clock === 'PAUSED' || clock === 'CLOSED' || clock === 'NOT_STARTED') return clock
  if (clock === 'RUNNING' && pausedAt) return 'PAUSED'
  if (!dueAt) return 'NOT_STARTED'
  if (clock === 'DONE') {
    if (!endedAt || endedAt > dueAt) return 'DONE_LATE'
    return dayOf(endedAt) < dayOf(dueAt) ? 'DONE_EARLY' : 'DONE_ON_TIME'
  }
  if (now > dueAt) return 'OVERDUE'
  return now >= dueSoonFrom(dueAt) ? 'DUE_SOON' : 'ON_TRACK'
}
