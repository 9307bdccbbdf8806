/** Seconds from one failure in a row to the next try; after the last of them always as long as that. */
export const waits = [5, 5 * 60, 30 * 60, 2 * 3_600, 5 * 3_600, 10 * 3_600] as const

const longest = 10 * 3_600
/** A receiver that has failed for so long is not asked any more. */
const givenUpAfterMs = 5 * 86_400_000

/** Statuses with which a receiver may say when he wants to be asked again. */
const mayDefer = new Set([429, 503])

/** Seconds that a receiver asked for, as a number or as a date; undefined where he said nothing that can be understood. */
export function deferredBy(status: number, retryAfter: string | undefined, nowMs: number): number | undefined {
  if (!mayDefer.has(status) || retryAfter === undefined) return undefined
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter)
  // A date of HTTP always begins with the name of its day; what else Date.parse understands is no date for us.
  const until = /^[A-Z][a-z]{2},/.test(retryAfter) ? Date.parse(retryAfter) : Number.NaN
  return Number.isNaN(until) ? undefined : Math.max(0, Math.ceil((until - nowMs) / 1000))
}

/** Seconds until the next try after so many failures in a row: never sooner than the receiver asked, ten hours at most. */
export function waitAfter(failures: number, deferred = 0): number {
  const planned = waits[Math.min(failures, waits.length) - 1] ?? longest
  return Math.min(longest, Math.max(planned, deferred))
}

/** Whether a receiver that has failed since an instant is given up. */
export const isGivenUp = (failingSince: string, now: string): boolean =>
  Date.parse(now) - Date.parse(failingSince) >= givenUpAfterMs
