import { hoursIn } from '../../shared/calendar/office.ts'
import { dueOf, type Place } from './clocks.ts'
import type { AgencyCopy } from './copies.ts'
import { type Acted, type Feedback, listed } from './feedback.ts'
import { deadlineChanged } from './transitions.ts'

/** Whether clocks may come out otherwise by what an agency has become. */
export const countsOtherwise = (before: AgencyCopy, after: AgencyCopy): boolean =>
  JSON.stringify(hoursIn(before)) !== JSON.stringify(hoursIn(after))

/**
 * Counts the due date of a feedback anew by what holds now (R10): another date makes a new deadline version and an event.
 * Undefined when nothing moves: nothing is waited for, the date is the same, or the new one has passed already.
 */
export function replan(feedback: Feedback, place: Place, at: string): Acted | undefined {
  const { running, dueAt: promised, deadlineVersion } = feedback
  const dueAt = running && dueOf(running, place)
  if (dueAt === undefined || dueAt === promised || dueAt <= at) return undefined
  const moved = { ...feedback, dueAt, deadlineVersion: deadlineVersion + 1 }
  return { feedback: listed(moved), event: deadlineChanged }
}
