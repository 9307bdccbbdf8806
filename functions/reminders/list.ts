import { withOfficeOffset } from '../../shared/calendar/instant.ts'
import type { Deadline } from './deadline.ts'
import { type Rung, stepOf } from './ladder.ts'
import type { PastReminder } from './store.ts'

const office = (instant: string | undefined) => (instant === undefined ? undefined : withOfficeOffset(instant))

/** What a rung says to the desk. What has no addressee is told to machines only, by its event. */
function shown(rung: Rung, { dueAt, deadlineVersion }: Pick<PastReminder, 'dueAt' | 'deadlineVersion'>) {
  const { kind, number, at } = rung
  const { to } = stepOf(rung)
  if (kind === 'MISSED' || to === undefined) return []
  return [{ kind, number, to, plannedFor: withOfficeOffset(at), dueAt: office(dueAt), deadlineVersion }]
}

/** Whom and when the desk has reminded of a deadline, what was left out and why, and what is planned; the oldest first. */
export function remindersOf(deadline: Pick<Deadline, 'plan' | 'dueAt' | 'deadlineVersion'>, past: PastReminder[]) {
  const before = past.flatMap((reminder) =>
    shown(reminder, reminder).map((row) => ({
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
