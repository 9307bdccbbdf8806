import { type Calendar, dayKind, type Office } from './calendar.ts'
import { instantOf, localMinute, plusDays } from './instant.ts'
import { sessionMinutes } from './office-hours.ts'

/** Working minutes from one instant to a later one: only inside sessions of working days, seconds dropped at both ends (R4). */
export function workingMinutesBetween(from: string, to: string, calendar: Calendar, office: Office): number {
  const start = localMinute(from, calendar.zone)
  const end = localMinute(to, calendar.zone)
  let minutes = 0
  for (let on = start.on; on <= end.on; on = plusDays(on, 1)) {
    const first = on === start.on ? start.minute : 0
    const last = on === end.on ? end.minute : Number.POSITIVE_INFINITY
    minutes += minutesWithin(on, first, last, calendar, office)
  }
  return minutes
}

/** Working minutes of one local date between two minutes after midnight. */
export function minutesWithin(on: string, first: number, last: number, calendar: Calendar, office: Office): number {
  if (!dayKind(calendar, on).working) return 0
  return sessionMinutes(office)
    .map((session) => Math.max(0, Math.min(session.to, last) - Math.max(session.from, first)))
    .reduce((sum, each) => sum + each, 0)
}

/**
 * The instant (ISO, UTC) that lies some working minutes after another (R4). Seconds of the start are dropped; what ends
 * exactly with a session is due then, not at the next session's start. RangeError unless minutes are whole and ≥ 0.
 */
export function addWorkingMinutes(from: string, minutes: number, calendar: Calendar, office: Office): string {
  if (!Number.isInteger(minutes) || minutes < 0) throw new RangeError('working minutes are whole and not negative')
  const start = localMinute(from, calendar.zone)
  if (minutes === 0) return instantOf(start.on, start.minute, calendar.zone)
  const sessions = sessionMinutes(office)
  let left = minutes
  for (let on = start.on; ; on = plusDays(on, 1)) {
    if (!dayKind(calendar, on).working) continue
    for (const session of sessions) {
      const begin = Math.max(session.from, on === start.on ? start.minute : 0)
      if (begin + left <= session.to) return instantOf(on, begin + left, calendar.zone)
      left -= Math.max(0, session.to - begin)
    }
  }
}
