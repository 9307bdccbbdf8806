/** A record of a table's stream. */
export interface StreamRecord<Item> {
  sequence: number
  /** The partition key: records of one are told in their order. */
  key: string
  at: number
  item: Item
}

/** What an event source mapping is told of a stream. */
export interface StreamRules {
  batchSize: number
  bisects: boolean
  /** Tries after the first; -1: as long as the age lets it. */
  retries: number
  maxAgeSeconds: number
  /** So many batches of one shard at once. */
  parallel: number
  /** The function answers from where on it failed. */
  partial: boolean
}

type Answer = { batchItemFailures: { itemIdentifier: string }[] } | undefined
/** A function as the stream sees it. */
export type InvokeStream<Item> = (records: StreamRecord<Item>[]) => Promise<Answer>

interface Batch<Item> {
  records: StreamRecord<Item>[]
  tries: number
}
interface Lane<Item> {
  pending: StreamRecord<Item>[]
  /** Batches that failed, or halves of them, the first to be tried again first. */
  again: Batch<Item>[]
  restsUntil: number
  failures: number
}

/** Lambda waits longer after each failure, a minute at most. */
const restSeconds = (failures: number) => Math.min(60, 2 ** failures)

/** Where a key goes among so many. */
const place = (key: string, among: number): number =>
  [...key].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7) % among

/**
 * The stream of a table and the mapping that hands its records to a function, by Lambda's rules: a batch per lane (shard ×
 * parallelization factor), the next one only when that is done; what throws is split where splitting is on, which does not count
 * as a try, and tried again until its tries or its age are over, when it is discarded to the dead letters; a partial answer
 * moves the checkpoint to the lowest record named. Time is what the caller says it is, in seconds.
 */
export function stream<Item>(rules: StreamRules, shards = 2) {
  const lanes: Lane<Item>[] = Array.from({ length: shards * rules.parallel }, () => {
    return { pending: [], again: [], restsUntil: 0, failures: 0 }
  })
  const dead: StreamRecord<Item>[] = []
  let sequence = 0

  const isOld = (record: StreamRecord<Item>, now: number) => now - record.at > rules.maxAgeSeconds
  const isSpent = ({ tries }: Batch<Item>) => rules.retries >= 0 && tries > rules.retries

  /** The next batch of a lane; what is too old is discarded on the way. */
  function taken(lane: Lane<Item>, now: number): Batch<Item> | undefined {
    for (;;) {
      const batch = lane.again.shift() ?? { records: lane.pending.splice(0, rules.batchSize), tries: 0 }
      if (batch.records.length === 0) return undefined
      dead.push(...batch.records.filter((record) => isOld(record, now)))
      const records = batch.records.filter((record) => !isOld(record, now))
      if (records.length > 0) return { ...batch, records }
    }
  }

  /** What is left to do of a batch that failed, in its order. */
  function left(batch: Batch<Item>, answer: Answer): Batch<Item>[] {
    const named = answer?.batchItemFailures.map(({ itemIdentifier }) => Number(itemIdentifier)) ?? []
    const from = named.length > 0 ? Math.min(...named) : Number.NEGATIVE_INFINITY
    const records = batch.records.filter((record) => record.sequence >= from)
    if (rules.bisects && records.length > 1) {
      const middle = Math.ceil(records.length / 2)
      return [records.slice(0, middle), records.slice(middle)].map((half) => ({ records: half, tries: batch.tries }))
    }
    const again = { records, tries: batch.tries + 1 }
    if (!isSpent(again)) return [again]
    dead.push(...records)
    return []
  }

  const has = ({ pending, again }: Lane<Item>) => pending.length + again.length > 0

  return {
    lanes: lanes.length,
    dead: (): readonly StreamRecord<Item>[] => dead,
    left: (): number =>
      lanes.flatMap(({ pending, again }) => [...pending, ...again.flatMap(({ records }) => records)]).length,
    /** When the first lane that has something goes on. */
    next: () => Math.min(...lanes.filter(has).map(({ restsUntil }) => restsUntil)),

    put(key: string, item: Item, now: number): void {
      sequence += 1
      const shard = place(key, shards)
      const lane = lanes[shard * rules.parallel + place(`lane ${key}`, rules.parallel)]
      lane?.pending.push({ sequence, key, at: now, item })
    },

    /** Hands the next batch of a lane to the function. @returns the records it had. */
    async step(index: number, now: number, invoke: InvokeStream<Item>): Promise<StreamRecord<Item>[]> {
      const lane = lanes[index % lanes.length]
      const batch = lane && lane.restsUntil <= now ? taken(lane, now) : undefined
      if (!lane || !batch) return []
      const answer = await invoke(batch.records).catch(() => 'thrown' as const)
      const failed = answer === 'thrown' || (rules.partial && (answer?.batchItemFailures.length ?? 0) > 0)
      if (failed) {
        lane.again.unshift(...left(batch, answer === 'thrown' ? undefined : answer))
        lane.failures += 1
        lane.restsUntil = now + restSeconds(lane.failures)
      } else Object.assign(lane, { failures: 0, restsUntil: now })
      return batch.records
    },

    clear(): void {
      for (const lane of lanes) Object.assign(lane, { pending: [], again: [], restsUntil: 0, failures: 0 })
      dead.length = 0
    },
  }
}

export type SimulatedStream<Item> = ReturnType<typeof stream<Item>>
