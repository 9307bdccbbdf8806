import { journalKey } from '../../../shared/dynamodb/journal.ts'

/** A decision that counts. */
export const counted = (head: { n: number }, at = '2026-11-26T02:00:00.000Z') => ({
  head: { ...head, n: head.n + 1 },
  entry: { type: 'thing.counted', at, by: { id: 'p1', role: 'clerk' }, data: { n: head.n + 1 } },
})

/** The first state of a thing. */
export const first = { head: { n: 0 }, entry: { ...counted({ n: -1 }).entry, type: 'thing.made' } }

/** The idempotency key of a request. */
export const keyOf = (key: string, requestHash = 'one', actor = 'p1') => ({ actor, key, requestHash })

/** The sort keys of so many entries. */
export const entryKeys = (count: number) => Array.from({ length: count }, (_, index) => journalKey(index + 1))
