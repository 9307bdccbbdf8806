import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { Temporal } from 'temporal-polyfill'
import { Problem } from './problem.ts'

/** How far the sandbox's clock is ahead of the real one, in milliseconds. */
export function readOffset(clockFile: string): number {
  return (JSON.parse(readFileSync(clockFile, 'utf8')) as { offsetMs: number }).offsetMs
}

/** Writes the offset in one rename, so that a function never reads half a file. */
export function writeOffset(clockFile: string, offsetMs: number): void {
  writeFileSync(`${clockFile}.new`, JSON.stringify({ offsetMs }))
  renameSync(`${clockFile}.new`, clockFile)
}

/**
 * The offset that a request for `{"advance": "P3D"}` or `{"at": "2026-12-01T08:00:00+07:00"}` asks for, in milliseconds.
 * Days, weeks, months and years are of the office's zone. Throws Problem 422 when it can't be read, 409 when it is the past.
 */
export function offsetFor(body: unknown, offsetMs: number, realNow: number): number {
  const present = Temporal.Instant.fromEpochMilliseconds(realNow + offsetMs)
  const wanted = wantedInstant(body, present)
  if (Temporal.Instant.compare(wanted, present) < 0) {
    throw new Problem(
      409,
      'clock-goes-forward',
      `The clock stands at ${present} and only goes forward; ${wanted} is before that.`,
    )
  }
  if (wanted.epochMilliseconds - present.epochMilliseconds > longestMs) {
    throw new Problem(422, 'clock-body', 'The clock goes forward by a year at most in one step.')
  }
  return wanted.epochMilliseconds - realNow
}

/** Whatever falls due looks at every hour on the way. */
const longestMs = 366 * 24 * 3_600_000

/** When offices open and close: what has an hour of its own falls due then. */
const stopHours = [8, 17]
/** Ten days; of a longer way only the last stretch is gone in steps. */
const stopsMost = 20

/**
 * The moments at which a clock that goes forward stops on its way, the last where it shall stand: at eight and at five of
 * each day, so that what falls due on the way is told in its order and with its date, as if the time had passed.
 */
export function stopsBetween(from: number, to: number): number[] {
  const stops: number[] = []
  const lastStretch = Math.max(from, to - (stopsMost / stopHours.length) * 24 * 3_600_000)
  const first = Temporal.Instant.fromEpochMilliseconds(lastStretch).toZonedDateTimeISO('Asia/Ho_Chi_Minh').startOfDay()
  for (let day = first; day.epochMilliseconds < to; day = day.add({ days: 1 })) {
    stops.push(...stopHours.map((hour) => day.with({ hour }).epochMilliseconds))
  }
  return [...stops.filter((stop) => lastStretch < stop && stop < to), to]
}

function wantedInstant(body: unknown, present: Temporal.Instant): Temporal.Instant {
  const { advance, at, ...rest } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const one = (typeof advance === 'string') !== (typeof at === 'string')
  if (!one || Object.keys(rest).length > 0 || (advance !== undefined && at !== undefined)) {
    throw new Problem(
      422,
      'clock-body',
      'Send {"advance": "P3D"} or {"at": "2026-12-01T08:00:00+07:00"}, one of the two.',
    )
  }
  try {
    if (typeof at === 'string') return Temporal.Instant.from(at)
    return present
      .toZonedDateTimeISO('Asia/Ho_Chi_Minh')
      .add(Temporal.Duration.from(advance as string))
      .toInstant()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new Problem(
      422,
      'clock-body',
      `${JSON.stringify(at ?? advance)} is no ISO 8601 ${at ? 'instant' : 'duration'}.`,
    )
  }
}
