import type { Pause } from '../../shared/calendar/deadline.ts'
import type { Appointment, Dossier } from './dossier.ts'

/** The clock stands from now; what has not been accepted has none. */
export const paused = ({ acceptedAt }: Dossier, at: string): Partial<Dossier> => (acceptedAt ? { pausedAt: at } : {})

/** The clock runs again: the due date follows from all pauses since the appointment or the extension (R7). */
export function resumed(dossier: Dossier, at: string, due: (pauses: Pause[]) => Appointment): Partial<Dossier> {
  const { pausedAt, deadlineVersion, pauses: before = [] } = dossier
  if (!pausedAt) return {}
  const pauses = [...before, { from: pausedAt, to: at }]
  const { dueAt, provisional } = due(pauses)
  const moved = dueAt === dossier.dueAt ? 0 : 1
  return { pauses, dueAt, provisional, deadlineVersion: deadlineVersion + moved }
}
