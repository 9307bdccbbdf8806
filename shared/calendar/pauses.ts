import { type Calendar, dayKind, type Office } from './calendar.ts'
import type { Count } from './count.ts'
import { instantOf, inUtc, localMinute, plusDays } from './instant.ts'
import { closingMinute } from './office-hours.ts'
import { type CountedDay, dated } from './receipt.ts'
import { addWorkingMinutes, minutesWithin, workingMinutesBetween } from './working-minutes.ts'

const END_OF_DAY = 24 * 60
// Longer than any file lives; a bound, since every day of a pause is visited.
const TEN_YEARS = 3653 * END_OF_DAY * 60_000

/** A time when the clock stood: from the request for papers to the receipt of the last of them (ISO instants). */
export type Pause = { from: string; to: string }
export type MeasuredPause = Pause & { workingMinutes: number }

/**
 * Pauses in order, overlapping ones joined, each with the working minutes that it took since receipt (R7).
 * RangeError if one ends before it begins or lasts beyond ten years.
 */
export function measurePauses(pauses: Pause[], since: string, calendar: Calendar, office: Office): MeasuredPause[] {
  const receivedAt = inUtc(since)
  return joined(pauses).map(({ from, to }) => {
    const stoodFrom = from.localeCompare(receivedAt) < 0 ? receivedAt : from
    return { from, to, workingMinutes: workingMinutesBetween(stoodFrom, to, calendar, office) }
  })
}

/**
 * The due time advanced by the working minutes that the pauses took (R7): to the minute for a limit in working hours,
 * else up to the close of that day. The added days are explained, and the paused ones marked.
 */
export function pauseClock(
  base: Count,
  pauses: MeasuredPause[],
  roundToClose: boolean,
  calendar: Calendar,
  office: Office,
): Count {
  const paused = pauses.reduce((sum, pause) => sum + pause.workingMinutes, 0)
  if (paused === 0) return base
  const advanced = addWorkingMinutes(base.dueAt, paused, calendar, office)
  const due = localMinute(advanced, calendar.zone)
  const days = [...base.days]
  for (let on = plusDays(localMinute(base.dueAt, calendar.zone).on, 1); on <= due.on; on = plusDays(on, 1)) {
    const kind = dayKind(calendar, on)
    days.push(dated(on, kind, kind.working, kind.reason))
  }
  return {
    dueAt: roundToClose ? instantOf(due.on, closingMinute(office), calendar.zone) : advanced,
    days: days.map((day) => (day.counted ? markPaused(day, pauses, calendar, office) : day)),
  }
}

/** Whether a pause touches a date that is only provisionally free or worked. */
export function pausesAreProvisional(pauses: Pause[], calendar: Calendar): boolean {
  return pauses.some((pause) => {
    const last = localMinute(pause.to, calendar.zone).on
    for (let on = localMinute(pause.from, calendar.zone).on; on <= last; on = plusDays(on, 1)) {
      if (dayKind(calendar, on).provisional) return true
    }
    return false
  })
}

function joined(pauses: Pause[]): Pause[] {
  const sorted = pauses.map(({ from, to }) => ({ from: inUtc(from), to: inUtc(to) }))
  sorted.sort((a, b) => a.from.localeCompare(b.from))
  const result: Pause[] = []
  for (const pause of sorted) {
    const lasted = Date.parse(pause.to) - Date.parse(pause.from)
    if (!(lasted >= 0 && lasted <= TEN_YEARS)) throw new RangeError('a pause ends after it begins, within ten years')
    const last = result.at(-1)
    if (!last || last.to < pause.from) result.push(pause)
    else if (last.to < pause.to) last.to = pause.to
  }
  return result
}

function markPaused(day: CountedDay, pauses: Pause[], calendar: Calendar, office: Office): CountedDay {
  const all = minutesWithin(day.on, 0, END_OF_DAY, calendar, office)
  let paused = 0
  for (const pause of pauses) {
    const from = localMinute(pause.from, calendar.zone)
    const to = localMinute(pause.to, calendar.zone)
    if (from.on < day.on && day.on < to.on) return { ...day, counted: false, reason: 'PAUSED' }
    if (day.on < from.on || to.on < day.on) continue
    const first = day.on === from.on ? from.minute : 0
    paused += minutesWithin(day.on, first, day.on === to.on ? to.minute : END_OF_DAY, calendar, office)
  }
  if (paused === 0) return day
  return paused === all ? { ...day, counted: false, reason: 'PAUSED' } : { ...day, reason: 'PARTLY_PAUSED' }
}
