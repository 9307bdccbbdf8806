import type { CalendarVersion, WorkingCalendar } from './calendar-schema.ts'

/** A calendar's new version, its rows in the order of their dates. */
export function calendarVersion(id: string, version: number, body: CalendarVersion): WorkingCalendar {
  const { zone, sessions, from, to } = body
  const days = body.days.toSorted((a, b) => (a.on < b.on ? -1 : 1))
  return { id, version, zone, sessions, from, to, days }
}
