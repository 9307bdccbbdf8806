import type { Calendar, Office } from '../../shared/calendar/calendar.ts'
import { closeOfWorkingDayAfter, localDate, plusDays, workingDaysAfter } from '../../shared/calendar/instant.ts'
import { officeOf } from '../../shared/calendar/office.ts'
import { Refusal } from '../../shared/problems/refusal.ts'
import type { Reference } from './reference.ts'

/** The last working day whose office has closed by now. */
function lastClosed(now: string, calendar: Calendar, office: Office): string {
  const today = localDate(now)
  const latest = workingDaysAfter(plusDays(today, 1), -1, calendar)
  return closeOfWorkingDayAfter(latest, 0, calendar, office) <= now ? latest : workingDaysAfter(latest, -1, calendar)
}

/**
 * The span of due instants of a view: overdue lies before now; due soon is what `deadlineState` calls so,
 * whose last day is n + 1 working days after the last one that is over.
 */
export async function instants(view: 'overdue' | 'due-soon', now: string, agencyId: string, reference: Reference) {
  if (view === 'overdue') return { sortTo: now }
  const agency = await reference.agency(agencyId)
  const point = agency?.receivingPoints[0]
  const calendar = point && (await reference.calendar(point.calendar))
  if (!agency || !point || !calendar) throw new Refusal('agency-not-found')
  const office = officeOf(agency, point.id)
  const closed = lastClosed(now, calendar, office)
  return { sortFrom: now, sortTo: closeOfWorkingDayAfter(closed, agency.policy.dueSoonWd + 1, calendar, office) }
}
