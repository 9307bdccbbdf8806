import seed from '../../../functions/procedures/seed/calendar.json' with { type: 'json' }
import { type Calendar, defaultOffice } from '../../../shared/calendar/calendar.ts'
import { type DeadlineRequest, deadline, defaultPolicy, type Limit } from '../../../shared/calendar/deadline.ts'
import { withOfficeOffset } from '../../../shared/calendar/instant.ts'

/** The calendar that the service ships. */
export const calendar = seed as Calendar
export const office = defaultOffice(calendar)

/** The same calendar once the proposed swap of November 2026 is confirmed. */
export const confirmed: Calendar = {
  ...calendar,
  version: 2,
  days: calendar.days.map((day) => (day.status === 'PROPOSED' ? { ...day, status: 'CONFIRMED' } : day)),
}

/** Local 'YYYY-MM-DD HH:MM[:SS]' as an instant. */
export const at = (local: string) => `${local.replace(' ', 'T')}+07:00`

/** Local due time 'YYYY-MM-DD HH:MM' under the defaults. */
export function due(
  limit: Limit,
  accepted: string,
  rest: Partial<DeadlineRequest> = {},
  policy = {},
  by = calendar,
): string {
  const request: DeadlineRequest = { limit, acceptedAt: at(accepted), channel: 'DESK', ...rest }
  const { dueAt } = deadline(request, by, office, { ...defaultPolicy, ...policy })
  return withOfficeOffset(dueAt).slice(0, 16).replace('T', ' ')
}

export const workingDays = (value: number): Limit => ({ unit: 'WORKING_DAY', value })
export const calendarDays = (value: number): Limit => ({ unit: 'CALENDAR_DAY', value })
export const workingHours = (value: number): Limit => ({ unit: 'WORKING_HOUR', value })
export const sameDay: Limit = { unit: 'SAME_DAY' }
