/** What one chapter has to work with: a local AWS of its own, and a seed that makes a failure come again. */
export interface Stand {
  /** Where its local AWS listens; nobody else uses it. */
  endpoint: string
  /** An empty folder of its own. */
  folder: string
  seed: number
  /** The short run (some seconds, part of `npm test`) takes a sample by the seed, the long one everything. */
  long: boolean
  /** Nothing new is begun after this instant (milliseconds of `Date.now()`). */
  ends: number
}

/** One line of the report: a promise of the desk, what was done to break it, and how often it was broken. */
export interface Finding {
  /** What was tried, as a reader names it. */
  title: string
  /** The promise it is about; absent on a row that only measures, as that of a naive design. */
  promise?: Promised
  operations: number
  faults: number
  /** What broke the promise, in words that lead to it; an empty list is what is wanted. */
  violations: string[]
  /** A figure or a remark beside it. */
  note?: string
}

/** What the desk promises, by the number that the report gives it. */
export const promises = {
  1: 'An acknowledged write is never lost; an unacknowledged one never half done.',
  2: 'One idempotency key makes one thing, whatever is retried, lost or killed.',
  3: 'A reminder that is due is sent once, or its record says why not.',
  4: 'The journal is gapless, each event is published once per version, and consumers converge whatever the order.',
  5: 'A poison record stands alone in a dead letter queue; its neighbours go on.',
  6: 'A service that is down breaks no other’s requests, and catches up.',
} as const
export type Promised = keyof typeof promises

/** A part of the harness that runs by itself. */
export interface Chapter {
  title: string
  run(stand: Stand): Promise<Finding[]>
}
