import type { Calendar } from '../../shared/calendar/calendar.ts'
import { closeOfWorkingDayAfter, localDate } from '../../shared/calendar/instant.ts'
import { Refusal } from '../../shared/problems/refusal.ts'
import { type AgencyCopy, officeOf } from './reference.ts'

interface Reference {
  agency: (id: string) => Promise<AgencyCopy | undefined>
  calendar: (id: string) => Promise<Calendar | undefined>
}

/** The span of due instants of a view: overdue lies before now, due soon reaches to the close of the n-th working day. */
export async function instants(view: 'overdue' | 'due-soon', now: string, agencyId: string, reference: Reference) {
  if (view === 'overdue') return { sortTo: now }
  const agency = await reference.agency(agencyId)
  const point = agency?.receivingPoints[0]
  const calendar = point && (await reference.calendar(point.calendar))
  if (!agency || !point || !calendar) throw new Refusal('agency-not-found')
  const office = officeOf(agency, point.id)
  return { sortFrom: now, sortTo: closeOfWorkingDayAfter(localDate(now), agency.policy.dueSoonWd, calendar, office) }
}
