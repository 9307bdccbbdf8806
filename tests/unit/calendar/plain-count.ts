import type { Limit } from '../../../shared/calendar/deadline.ts'
import { calendar } from './office.ts'

// A second reading of R1–R7 to check the first against: it looks at one minute after another, knows only 08:00–12:00,
// 13:00–17:00 and the Saturday desk 08:00–11:30, and shares no code with it.
const MINUTE = 60_000
const rows = new Map(calendar.days.filter((row) => row.status !== 'PROPOSED').map((row) => [row.on, row.kind]))

const local = (time: number) => new Date(time + 7 * 60 * MINUTE).toISOString()
const day = (time: number) => local(time).slice(0, 10)
const clock = (time: number) => local(time).slice(11, 19)
const tomorrow = (time: number) => time + 24 * 60 * MINUTE
const close = (time: number) => Date.parse(`${day(time)}T17:00:00+07:00`)

function isWorked(time: number): boolean {
  const weekday = new Date(`${day(time)}T00:00:00Z`).getUTCDay()
  const row = rows.get(day(time))
  return row ? row === 'WORKED' : weekday !== 0 && weekday !== 6
}

function isWorkingMinute(time: number): boolean {
  const now = clock(time)
  return isWorked(time) && ((now >= '08:00' && now < '12:00') || (now >= '13:00' && now < '17:00'))
}

function nextWorked(time: number): number {
  let at = tomorrow(time)
  while (!isWorked(at)) at = tomorrow(at)
  return at
}

function effective(time: number, channel: string): number {
  if (isWorked(time)) return clock(time) <= '17:00:00' ? time : nextWorked(time)
  const saturday = new Date(`${day(time)}T00:00:00Z`).getUTCDay() === 6
  const holiday = rows.get(day(time)) === 'OFF' || /-(01-01|04-30|05-01|09-02|11-24)$/.test(day(time))
  const desk = saturday && !holiday && channel === 'DESK' && clock(time) >= '08:00:00' && clock(time) <= '11:30:00'
  return desk ? time : nextWorked(time)
}

function run(time: number, minutes: number): number {
  let at = time - (time % MINUTE)
  for (let left = minutes; left > 0; at += MINUTE) if (isWorkingMinute(at)) left--
  return at
}

/** Due time in milliseconds of the epoch, for times within the data. */
export function plainDue(
  limit: Limit,
  acceptedAt: number,
  channel: string,
  pause?: { from: number; to: number },
): number {
  const value = limit.value ?? 0
  let due = effective(acceptedAt, channel)
  if (limit.unit === 'WORKING_HOUR') due = run(acceptedAt, value * 60)
  else if (limit.unit === 'WORKING_DAY') {
    for (let left = value; left > 0; left--) due = nextWorked(due)
    due = close(due)
  } else if (limit.unit === 'CALENDAR_DAY') {
    for (let left = value; left > 0; left--) due = tomorrow(due)
    due = close(isWorked(due) ? due : nextWorked(due))
  } else {
    const early = isWorked(acceptedAt) && clock(acceptedAt) <= '15:00:00'
    due = close(early ? acceptedAt : nextWorked(acceptedAt))
  }
  if (!pause) return due
  let paused = 0
  for (let at = pause.from; at < pause.to; at += MINUTE) if (isWorkingMinute(at)) paused++
  const moved = run(due, paused)
  return limit.unit === 'WORKING_HOUR' || paused === 0 ? moved : close(moved)
}
