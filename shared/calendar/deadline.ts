import { type Calendar, dayKind, type Office } from './calendar.ts'
import { type Count, count } from './count.ts'
import { inUtc, plusDays } from './instant.ts'
import { type MeasuredPause, measurePauses, type Pause, pauseClock, pausesAreProvisional } from './pauses.ts'
import { type DeadlinePolicy, defaultPolicy, type Limit } from './policy.ts'
import { type CountReason, dated, type Receipt, receive } from './receipt.ts'

export type { MeasuredPause, Pause } from './pauses.ts'
export { type DeadlinePolicy, defaultPolicy, type Limit } from './policy.ts'

export type DeadlineRequest = {
  limit: Limit
  /** ISO instant of acceptance. */
  acceptedAt: string
  channel: 'DESK' | 'ONLINE' | 'POST'
  pauses?: Pause[]
}

export type Deadline = {
  /** ISO, UTC, milliseconds. */
  dueAt: string
  /** The local date that the filing counts as received on. */
  effectiveOn: string
  calendar: { id: string; version: number }
  /** True if it rests on a row that is not yet decreed or on dates beyond the calendar. */
  provisional: boolean
  /** Every date from receipt to due, and why it counts or does not. */
  days: { on: string; counted: boolean; reason: CountReason; name?: string }[]
  pauses: MeasuredPause[]
}

/** When a filing is due (rules R1–R7), with the reasons. RangeError for a limit, instant, pause or hours without sense. */
export function deadline(
  request: DeadlineRequest,
  calendar: Calendar,
  office: Office,
  policy: DeadlinePolicy = defaultPolicy,
): Deadline {
  const { limit, acceptedAt, channel } = request
  const receipt = receive(acceptedAt, channel, calendar, office, policy)
  const pauses = measurePauses(request.pauses ?? [], acceptedAt, calendar, office)
  const sinceReceipt = pauses.filter((pause) => pause.to > inUtc(acceptedAt))
  const last = sinceReceipt.at(-1)
  let result = count(limit, receipt, calendar, office, policy)
  if (last && policy.supplementClock === 'RESTART') {
    const again = receive(last.to, channel, calendar, office, policy)
    result = afterRestart(receipt, again, count(limit, again, calendar, office, policy), calendar)
  } else if (last) {
    result = pauseClock(result, sinceReceipt, limit.unit !== 'WORKING_HOUR', calendar, office)
  }
  return {
    dueAt: result.dueAt,
    effectiveOn: receipt.effectiveOn,
    calendar: { id: calendar.id, version: calendar.version },
    provisional: result.days.some((day) => day.provisional) || pausesAreProvisional(sinceReceipt, calendar),
    days: result.days.map(({ provisional: _, ...day }) => day),
    pauses,
  }
}

/**
 * A due date that was set by hand (an extension, R8), advanced by the working minutes of the pauses since then (R7);
 * with `supplementClock: RESTART` the whole limit runs again, but never to an earlier date than was promised.
 */
export function extendedDeadline(
  dueAt: string,
  { limit, channel, pauses }: Pick<DeadlineRequest, 'limit' | 'channel'> & { pauses: Pause[] },
  calendar: Calendar,
  office: Office,
  policy: DeadlinePolicy = defaultPolicy,
): Pick<Deadline, 'dueAt' | 'provisional'> {
  const [first] = pauses
  if (!first) return { dueAt: inUtc(dueAt), provisional: pausesAreProvisional([{ from: dueAt, to: dueAt }], calendar) }
  const measured = measurePauses(pauses, first.from, calendar, office)
  const last = measured.at(-1) ?? first
  if (policy.supplementClock === 'RESTART') {
    const again = deadline({ limit, acceptedAt: last.to, channel }, calendar, office, policy)
    if (again.dueAt > inUtc(dueAt)) return { dueAt: again.dueAt, provisional: again.provisional }
  }
  const stood = policy.supplementClock === 'PAUSE' ? measured : []
  const result = pauseClock({ dueAt: inUtc(dueAt), days: [] }, stood, limit.unit !== 'WORKING_HOUR', calendar, office)
  const touched = [...pauses, { from: dueAt, to: result.dueAt }]
  return { dueAt: result.dueAt, provisional: pausesAreProvisional(touched, calendar) }
}

// What ran before the last paper came no longer counts; the dates stay in the list so that it still begins at receipt.
function afterRestart(receipt: Receipt, again: Receipt, result: Count, calendar: Calendar): Count {
  const before = []
  for (let on = receipt.on; on < again.on; on = plusDays(on, 1)) {
    const kind = dayKind(calendar, on)
    const known = receipt.days.find((day) => day.on === on)
    before.push(known ?? dated(on, kind, false, kind.working ? 'RESTARTED' : kind.reason))
  }
  return { dueAt: result.dueAt, days: [...before, ...result.days] }
}
