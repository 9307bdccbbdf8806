import type { Office, Session } from './calendar.ts'

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/

/** Minutes after local midnight of 'HH:MM'; RangeError if it is no time of day. */
export function minuteOfDay(clock: string): number {
  if (!CLOCK.test(clock)) throw new RangeError(`"${clock}" is no time of day`)
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
}

/** A session as minutes after local midnight. */
export function minutesOf(session: Session): { from: number; to: number } {
  return { from: minuteOfDay(session.from), to: minuteOfDay(session.to) }
}

/** The sessions of a working day in minutes after midnight; RangeError if there is none or they are out of order. */
export function sessionMinutes(office: Office): { from: number; to: number }[] {
  const sessions = office.sessions.map(minutesOf)
  if (sessions.length === 0) throw new RangeError('an office without hours has no deadlines')
  let last = -1
  for (const session of sessions) {
    if (session.from < last || session.to <= session.from) throw new RangeError('sessions must follow one another')
    last = session.to
  }
  return sessions
}

/** When a working day ends, in minutes after local midnight. */
export function closingMinute(office: Office): number {
  return Math.max(...sessionMinutes(office).map((session) => session.to))
}
