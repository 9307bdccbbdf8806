import { withOfficeOffset } from '../../shared/calendar/instant.ts'
import { type Deadline, type InHand, toldTo } from './deadline.ts'
import type { Rung } from './ladder.ts'
import type { PastReminder } from './store.ts'

const office = (instant: string | undefined) => (instant === undefined ? undefined : withOfficeOffset(instant))

type Said = Pick<PastReminder, 'dueAt' | 'deadlineVersion' | 'to'> & InHand

/** What a rung says to the desk. What has no addressee is told to machines only, by its event. */
function shown(rung: Rung, said: Said) {
  const { kind, number, at } = rung
  const { dueAt, deadlineVersion, to = toldTo(rung, said) } = said
  if (kind === 'MISSED' || to === undefined) return []
  return [{ kind, number, to, plannedFor: withOfficeOffset(at), dueAt: office(dueAt), deadlineVersion }]
}

type Listed = Pick<Deadline, 'plan' | 'dueAt' | 'deadlineVersion'> & InHand

/** Whom and when the desk has reminded of a deadline, what was left out and why, and what is planned; the oldest first. */
export function remindersOf(deadline: Listed, past: PastReminder[]) {
  const { feedback, assignee, receiver } = deadline
  const before = past.flatMap((reminder) =>
    shown(reminder, { ...reminder, feedback, assignee, receiver }).map((row) => ({
      ...row,
      status: reminder.skipped === undefined ? ('SENT' as const) : ('SKIPPED' as const),
      reason: reminder.skipped,
      at: office(reminder.toldAt),
    })),
  )
  const planned = deadline.plan.flatMap((rung) =>
    shown(rung, deadline).map((row) => ({ ...row, status: 'PLANNED' as const })),
  )
  return [...before, ...planned]
}
