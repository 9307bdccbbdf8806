import { Temporal } from 'temporal-polyfill'
import { type Calendar, dayKind, type Office } from './calendar.ts'
import { closingMinute, sessionMinutes } from './office-hours.ts'

const OFFICE_ZONE = 'Asia/Ho_Chi_Minh'

/** An instant in one spelling (UTC, milliseconds), so that instants compare as strings. RangeError if it is none. */
export function inUtc(iso: string): string {
  return Temporal.Instant.from(iso).toString({ fractionalSecondDigits: 3 })
}

/** An instant as people here read it: '2026-11-26T17:00:00.000+07:00'. RangeError if it is no ISO instant. */
export function withOfficeOffset(iso: string): string {
  const local = Temporal.Instant.from(iso).toZonedDateTimeISO(OFFICE_ZONE)
  return local.toString({ fractionalSecondDigits: 3, timeZoneName: 'never' })
}

/** The local date ('YYYY-MM-DD') of an instant in Vietnam. RangeError if it is no ISO instant. */
export function localDate(iso: string): string {
  return Temporal.Instant.from(iso).toZonedDateTimeISO(OFFICE_ZONE).toPlainDate().toString()
}

/** Date and minute of the day of an instant in a zone, with the whole seconds that the minute has run. */
export function localMinute(iso: string, zone: string): { on: string; minute: number; seconds: number } {
  const local = Temporal.Instant.from(iso).toZonedDateTimeISO(zone)
  return { on: local.toPlainDate().toString(), minute: local.hour * 60 + local.minute, seconds: local.second }
}

/** The instant (ISO, UTC, milliseconds) of a minute after midnight of a local date. */
export function instantOf(on: string, minute: number, zone: string): string {
  const local = Temporal.PlainDate.from(on).toPlainDateTime().add({ minutes: minute })
  return local.toZonedDateTime(zone).toInstant().toString({ fractionalSecondDigits: 3 })
}

/** The local date some calendar days later, or earlier if negative. */
export function plusDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}

/** The n-th working day after a local date, which is itself not counted; before it if n is negative, itself if 0. */
export function workingDaysAfter(date: string, n: number, calendar: Calendar): string {
  if (!Number.isInteger(n)) throw new RangeError('working days are counted whole')
  let day = date
  for (let left = Math.abs(n); left > 0; ) {
    day = plusDays(day, Math.sign(n))
    if (dayKind(calendar, day).working) left--
  }
  return day
}

/** Closing time (ISO, UTC) of the n-th working day after a local date. */
export function closeOfWorkingDayAfter(date: string, n: number, calendar: Calendar, office: Office): string {
  return instantOf(workingDaysAfter(date, n, calendar), closingMinute(office), calendar.zone)
}

/** Opening time (ISO, UTC) of the n-th working day after a local date; before it if n is negative. */
export function openingOfWorkingDayAfter(date: string, n: number, calendar: Calendar, office: Office): string {
  return instantOf(workingDaysAfter(date, n, calendar), sessionMinutes(office)[0]?.from ?? 0, calendar.zone)
}

/** How many working days lie after a local date up to another one, which is counted; 0 if it is no later. */
export function workingDaysUpTo(from: string, to: string, calendar: Calendar): number {
  let count = 0
  for (let day = plusDays(from, 1); day <= to; day = plusDays(day, 1)) if (dayKind(calendar, day).working) count++
  return count
}

/** The instant itself (ISO, UTC) while the office is open, else the start of the next session. */
export function nextOpening(iso: string, calendar: Calendar, office: Office): string {
  const { on, minute } = localMinute(iso, calendar.zone)
  const session = dayKind(calendar, on).working ? sessionMinutes(office).find(({ to }) => minute < to) : undefined
  if (session && session.from <= minute) return inUtc(iso)
  if (session) return instantOf(on, session.from, calendar.zone)
  return openingOfWorkingDayAfter(on, 1, calendar, office)
}
