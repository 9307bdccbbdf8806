import { Temporal } from 'temporal-polyfill'
import { type Calendar, type DayKind, dayKind, type Office } from './calendar.ts'
import { localMinute, plusDays } from './instant.ts'
import { closingMinute, minutesOf } from './office-hours.ts'
import type { DeadlinePolicy } from './policy.ts'

/** Why a date between receipt and due date counts or does not: the kind of day, or what happened on it. */
export type CountReason =
  | DayKind['reason']
  | 'AFTER_CLOSE'
  | 'RECEIPT_DAY'
  | 'SATURDAY_DESK'
  | 'AFTER_CUTOFF'
  | 'SAME_DAY'
  | 'CALENDAR_DAY'
  | 'NEXT_WORKING_DAY'
  | 'PAUSED'
  | 'PARTLY_PAUSED'
  | 'RESTARTED'

export type CountedDay = { on: string; counted: boolean; reason: CountReason; name?: string; provisional: boolean }

/** When a filing came in and the date it counts as received on; `days` runs from the one to the other. */
export type Receipt = { on: string; minute: number; seconds: number; effectiveOn: string; days: CountedDay[] }

/** The date that a filing counts as received on (R1): times compare to the second, 17:00:00 is still the day. */
export function receive(
  acceptedAt: string,
  channel: 'DESK' | 'ONLINE' | 'POST',
  calendar: Calendar,
  office: Office,
  policy: DeadlinePolicy,
): Receipt {
  const at = localMinute(acceptedAt, calendar.zone)
  const kind = dayKind(calendar, at.on)
  const until = (closing: number) => at.minute < closing || (at.minute === closing && at.seconds === 0)
  if (kind.working && until(closingMinute(office))) {
    return { ...at, effectiveOn: at.on, days: [dated(at.on, kind, false, 'RECEIPT_DAY')] }
  }
  // A holiday closes the Saturday desk, so only a plain weekend day will do.
  const desk =
    policy.saturdayDesk && channel === 'DESK' && isPlainSaturday(at.on, kind) ? office.saturdayDesk : undefined
  const hours = desk && minutesOf(desk)
  if (hours && hours.from <= at.minute && until(hours.to)) {
    return { ...at, effectiveOn: at.on, days: [dated(at.on, kind, false, 'SATURDAY_DESK')] }
  }
  const days = [dated(at.on, kind, false, kind.working ? 'AFTER_CLOSE' : kind.reason)]
  const next = nextWorkingDay(at.on, calendar, days)
  days.push(dated(next.on, next.kind, false, 'RECEIPT_DAY'))
  return { ...at, effectiveOn: next.on, days }
}

/** The first working day after a date; the days passed over are added to `days` as not counted. */
export function nextWorkingDay(on: string, calendar: Calendar, days: CountedDay[]): { on: string; kind: DayKind } {
  for (let day = plusDays(on, 1); ; day = plusDays(day, 1)) {
    const kind = dayKind(calendar, day)
    if (kind.working) return { on: day, kind }
    days.push(dated(day, kind, false, kind.reason))
  }
}

/** A line of the explanation of one date. */
export function dated(on: string, kind: DayKind, counted: boolean, reason: CountReason): CountedDay {
  return { on, counted, reason, ...(kind.name === undefined ? {} : { name: kind.name }), provisional: kind.provisional }
}

function isPlainSaturday(on: string, kind: DayKind): boolean {
  return kind.reason === 'WEEKEND' && Temporal.PlainDate.from(on).dayOfWeek === 6
}
