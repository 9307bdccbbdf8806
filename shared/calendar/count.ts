import { type Calendar, dayKind, type Office } from './calendar.ts'
import { instantOf, localMinute, plusDays } from './instant.ts'
import { closingMinute, minuteOfDay, sessionMinutes } from './office-hours.ts'
import type { DeadlinePolicy, Limit } from './policy.ts'
import { type CountedDay, dated, nextWorkingDay, type Receipt } from './receipt.ts'
import { addWorkingMinutes, minutesWithin } from './working-minutes.ts'

export type Count = { dueAt: string; days: CountedDay[] }

// Days or hours; far beyond any statutory limit, since every day up to the due date is visited.
const LONGEST = 2_000

/** When a limit ends that runs from a receipt without a pause (R2–R6), and how each date counted. */
export function count(
  limit: Limit,
  receipt: Receipt,
  calendar: Calendar,
  office: Office,
  policy: DeadlinePolicy,
): Count {
  switch (limit.unit) {
    case 'WORKING_DAY':
      return workingDays(wholeValue(limit), receipt, calendar, office, policy)
    case 'CALENDAR_DAY':
      return calendarDays(wholeValue(limit), receipt, calendar, office)
    case 'WORKING_HOUR':
      return workingHours(minutesOfLimit(limit), receipt, calendar, office)
    case 'SAME_DAY':
    case 'IMMEDIATE':
      return sameDay(receipt, calendar, office, policy)
  }
}

function workingDays(n: number, receipt: Receipt, calendar: Calendar, office: Office, policy: DeadlinePolicy): Count {
  const days = [...receipt.days]
  let on = receipt.effectiveOn
  for (let day = 1; day <= n; day++) {
    const next = nextWorkingDay(on, calendar, days)
    on = next.on
    days.push(dated(on, next.kind, true, next.kind.reason))
  }
  const minute = policy.dueTimePolicy === 'SAME_CLOCK' ? clockWithinHours(receipt, office) : closingMinute(office)
  return { dueAt: instantOf(on, minute, calendar.zone), days }
}

// The same clock time must be a time when someone is there: early morning, lunch and after close move to the next session.
function clockWithinHours(receipt: Receipt, office: Office): number {
  const sessions = sessionMinutes(office)
  const opening = sessions[0]?.from ?? 0
  if (receipt.effectiveOn !== receipt.on) return opening
  const session = sessions.find(({ to }) => receipt.minute <= to)
  return session ? Math.max(session.from, receipt.minute) : closingMinute(office)
}

function calendarDays(n: number, receipt: Receipt, calendar: Calendar, office: Office): Count {
  const days = [...receipt.days]
  for (let day = 1; day <= n; day++) {
    days.push({ on: plusDays(receipt.effectiveOn, day), counted: true, reason: 'CALENDAR_DAY', provisional: false })
  }
  let on = plusDays(receipt.effectiveOn, n)
  const last = dayKind(calendar, on)
  // Only the last day's kind bears on the result, so only it can make the result provisional.
  days[days.length - 1] = dated(on, last, true, 'CALENDAR_DAY')
  if (!last.working) {
    const next = nextWorkingDay(on, calendar, days)
    on = next.on
    days.push(dated(on, next.kind, false, 'NEXT_WORKING_DAY'))
  }
  return { dueAt: instantOf(on, closingMinute(office), calendar.zone), days }
}

function workingHours(minutes: number, receipt: Receipt, calendar: Calendar, office: Office): Count {
  const receivedAt = instantOf(receipt.on, receipt.minute, calendar.zone)
  const dueAt = addWorkingMinutes(receivedAt, minutes, calendar, office)
  const due = localMinute(dueAt, calendar.zone)
  const known = new Map(receipt.days.map((day) => [day.on, day]))
  const days: CountedDay[] = []
  for (let on = receipt.on; on <= due.on; on = plusDays(on, 1)) {
    const kind = dayKind(calendar, on)
    const first = on === receipt.on ? receipt.minute : 0
    const used = minutesWithin(on, first, on === due.on ? due.minute : Number.POSITIVE_INFINITY, calendar, office)
    days.push(used > 0 ? dated(on, kind, true, kind.reason) : (known.get(on) ?? dated(on, kind, false, kind.reason)))
  }
  return { dueAt, days }
}

function sameDay(receipt: Receipt, calendar: Calendar, office: Office, policy: DeadlinePolicy): Count {
  const cutoff = minuteOfDay(policy.sameDayCutoff)
  const kind = dayKind(calendar, receipt.on)
  const inTime = receipt.minute < cutoff || (receipt.minute === cutoff && receipt.seconds === 0)
  if (kind.working && receipt.effectiveOn === receipt.on && inTime) {
    return dueAtClose(receipt.on, [dated(receipt.on, kind, true, 'SAME_DAY')], calendar, office)
  }
  // After the cut-off, off hours or at the Saturday desk: the next working day after receipt is the day itself.
  const late = kind.working && receipt.effectiveOn === receipt.on
  const days = late ? [dated(receipt.on, kind, false, 'AFTER_CUTOFF')] : receipt.days.slice(0, 1)
  const next = nextWorkingDay(receipt.on, calendar, days)
  return dueAtClose(next.on, [...days, dated(next.on, next.kind, true, next.kind.reason)], calendar, office)
}

function dueAtClose(on: string, days: CountedDay[], calendar: Calendar, office: Office): Count {
  return { dueAt: instantOf(on, closingMinute(office), calendar.zone), days }
}

function wholeValue(limit: Limit): number {
  const value = limit.value ?? Number.NaN
  if (!Number.isInteger(value) || value < 1 || value > LONGEST)
    throw new RangeError('a limit in days is a whole number')
  return value
}

function minutesOfLimit(limit: Limit): number {
  const minutes = (limit.value ?? Number.NaN) * 60
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > LONGEST * 60) {
    throw new RangeError('a limit in hours comes to whole minutes')
  }
  return minutes
}
