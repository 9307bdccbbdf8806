import { hoursIn } from '../../shared/calendar/office.ts'
import { type Acted, type Appointment, type Dossier, listed } from './dossier.ts'
import type { AgencyCopy } from './reference.ts'
import { statuses } from './status.ts'
import { deadlineChanged } from './transitions.ts'

/** What of an agency its deadlines are counted by. */
const basis = (agency: AgencyCopy) => ({
  hours: hoursIn(agency),
  dueTimePolicy: agency.policy.dueTimePolicy,
  supplementClock: agency.policy.supplementClock,
  sameDayCutoff: agency.policy.sameDayCutoff,
})

/** Whether deadlines may come out otherwise by what an agency has become. */
export const countsOtherwise = (before: AgencyCopy, after: AgencyCopy): boolean =>
  JSON.stringify(basis(before)) !== JSON.stringify(basis(after))

/**
 * Counts the deadline of a dossier anew by what holds now (R10): another date makes a new deadline version and an event.
 * Undefined when nothing moves: no clock runs (one that stands is counted when it goes on), the date is the same, the new
 * one has passed already, or it would take back what was promised before a pause.
 */
export function replan(dossier: Dossier, due: (dossier: Dossier) => Appointment, at: string): Acted | undefined {
  const { status, dueAt: before, pausedAt, promised, deadlineVersion } = dossier
  if (statuses[status].clock !== 'RUNNING' || pausedAt || !before) return undefined
  const { dueAt, provisional } = due(dossier)
  if (dueAt === before || dueAt <= at || (promised && dueAt < before)) return undefined
  const moved = { ...dossier, dueAt, provisional, promised: undefined, deadlineVersion: deadlineVersion + 1 }
  return { dossier: listed(moved), event: deadlineChanged }
}
