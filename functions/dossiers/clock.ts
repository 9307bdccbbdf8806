import type { Pause } from '../../shared/calendar/deadline.ts'
import type { Appointment, Dossier } from './dossier.ts'

/** The clock stands from now; what has not been accepted has none. */
export const paused = ({ acceptedAt }: Dossier, at: string): Partial<Dossier> => (acceptedAt ? { pausedAt: at } : {})

/** The clock runs again: the due date follows from all pauses since the appointment or the extension (R7). */
export function resumed(dossier: Dossier, at: string, due: (pauses: Pause[]) => Appointment): Partial<Dossier> {
  const { pausedAt, deadlineVersion, pauses: before = [] } = dossier
  if (!pausedAt) return {}
  // The clocks of two machines differ by a little; no pause ends before it began.
  const pauses = [...before, { from: pausedAt, to: at < pausedAt ? pausedAt : at }]
  const { dueAt, provisional } = due(pauses)
  // A calendar, hours or a policy that came meanwhile take nothing back of what was promised.
  if (dossier.dueAt && dueAt < dossier.dueAt) return { pauses, promised: true }
  const moved = dueAt === dossier.dueAt ? 0 : 1
  return { pauses, dueAt, provisional, promised: undefined, deadlineVersion: deadlineVersion + moved }
}
