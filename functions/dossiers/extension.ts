import { type Calendar, dayKind, type Office } from '../../shared/calendar/calendar.ts'
import { instantOf, localDate, plusDays } from '../../shared/calendar/instant.ts'
import { closingMinute, sessionMinutes } from '../../shared/calendar/office-hours.ts'
import { Refusal } from '../../shared/problems/refusal.ts'
import { type Acted, act, type By, type Dossier } from './dossier.ts'

/** A slip of the year would bind the one extension that a dossier has. */
const longestDays = 366

/** Why this can't be the new date, or undefined. */
function objection({ dueAt = '' }: Dossier, newDueAt: string, at: string, calendar: Calendar, office: Office) {
  if (newDueAt <= dueAt) return 'Not later than the present due date'
  if (newDueAt <= at) return 'Lies in the past'
  const day = localDate(newDueAt)
  if (day > plusDays(localDate(at), longestDays)) return `More than ${longestDays} days from now`
  const { working, provisional } = dayKind(calendar, day)
  const opens = instantOf(day, sessionMinutes(office)[0]?.from ?? 0, calendar.zone)
  const open = opens <= newDueAt && newDueAt <= instantOf(day, closingMinute(office), calendar.zone)
  return working && open ? { provisional } : 'Not within the hours of a working day'
}

/**
 * Extend with an apology (gia hạn, Form 04): a reason and a new date on a working day; `originalDueAt` stays for ever (R8).
 * @throws Refusal `extension-used` (409) when the policy allows no further one.
 */
export function extend(
  dossier: Dossier,
  how: { reason: string; newDueAt: string; note?: string },
  around: { calendar: Calendar; office: Office; policy: { extensionMax: number } },
  by: By,
  at: string,
): Acted {
  const { newDueAt } = how
  const found = objection(dossier, newDueAt, at, around.calendar, around.office)
  const provisional = typeof found === 'object' && found.provisional
  const acted = act(
    'extend',
    dossier,
    by,
    {
      dueAt: newDueAt,
      extendedTo: newDueAt,
      pauses: undefined,
      promised: undefined,
      provisional,
      deadlineVersion: dossier.deadlineVersion + 1,
      extensions: dossier.extensions + 1,
    },
    { ...how },
  )
  if (dossier.extensions >= around.policy.extensionMax) throw new Refusal('extension-used')
  if (typeof found === 'string') {
    throw new Refusal('invalid-request', { errors: [{ pointer: '/newDueAt', detail: found }] })
  }
  return acted
}
