import { describe, expect, it } from 'vitest'
import { type StreamRecord, type StreamRules, stream } from '../../faults/delivery/stream.ts'

const rules: StreamRules = { batchSize: 8, bisects: true, retries: -1, maxAgeSeconds: 600, parallel: 1, partial: false }

/** One shard with these records, the function that throws for some of them, and what it was handed. */
function opened(items: string[], poison: string[], changes: Partial<StreamRules> = {}) {
  const made = stream<string>({ ...rules, ...changes }, 1)
  for (const item of items) made.put(item, item, 0)
  const seen: string[] = []
  const invoke = async (records: StreamRecord<string>[]) => {
    seen.push(records.map(({ item }) => item).join(''))
    const bad = records.filter(({ item }) => poison.includes(item))
    if (changes.partial) return { batchItemFailures: bad.map(({ sequence }) => ({ itemIdentifier: String(sequence) })) }
    if (bad.length > 0) throw new Error('poison')
    return undefined
  }
  /** Goes on until nothing is left or the time is over. */
  let now = 0
  const run = async (until: number) => {
    for (; now <= until && made.left() > 0; now += 1) await made.step(0, now, invoke)
  }
  return { made, seen, run }
}

describe('a stream by the rules of Lambda', () => {
  it('hands over the next batch only when the one before is done', async () => {
    const { seen, run } = opened([...'abcdefghij'], [])
    await run(10)
    expect(seen).toEqual(['abcdefgh', 'ij'])
  })

  it('splits a batch that fails until the poison stands alone, and tells what stands before it', async () => {
    const { seen, run } = opened([...'abcd'], ['c'])
    await run(40)
    expect(seen.slice(0, 5)).toEqual(['abcd', 'ab', 'cd', 'c', 'c'])
  })

  it('discards a record that is too old to the dead letters, for which all behind it have waited', async () => {
    const { made, seen, run } = opened([...'abc'], ['c'])
    await run(99)
    made.put('d', 'd', 100)
    await run(600)
    expect(seen.join('')).not.toContain('d')
    await run(700)
    expect([made.dead().map(({ item }) => item), made.left(), seen.at(-1)]).toEqual([['c'], 0, 'd'])
  })

  it('discards what is as old as the poison before it, too', async () => {
    const { made, run } = opened([...'cd'], ['c'])
    await run(700)
    expect(made.dead().map(({ item }) => item)).toEqual(['c', 'd'])
  })

  it('does not count a split as a try', async () => {
    const { made, run } = opened([...'abcdefgh'], ['h'], { retries: 1 })
    await run(300)
    expect(made.dead().map(({ item }) => item)).toEqual(['h'])
  })

  it('gives a whole batch up together where it is not split', async () => {
    const { made, run } = opened([...'abc'], ['c'], { retries: 0, bisects: false })
    await run(10)
    expect(made.dead().map(({ item }) => item)).toEqual(['a', 'b', 'c'])
  })

  it('goes on from the lowest record that a partial answer names', async () => {
    const { seen, run } = opened([...'abcd'], ['b', 'd'], { partial: true, bisects: false, retries: 1 })
    await run(20)
    expect(seen.slice(0, 2)).toEqual(['abcd', 'bcd'])
  })

  it('tells the records of one key in their order, however many batches run at once', async () => {
    const made = stream<number>({ ...rules, batchSize: 2, parallel: 4 }, 2)
    for (let version = 1; version <= 6; version += 1) for (const key of ['x', 'y', 'z']) made.put(key, version, 0)
    const told = new Map<string, number[]>()
    for (let now = 0; made.left() > 0; now += 1) {
      await made.step(now * 5, now, async (records) => {
        for (const { key, item } of records) told.set(key, [...(told.get(key) ?? []), item])
      })
    }
    expect([...told.values()]).toEqual(Array.from({ length: 3 }, () => [1, 2, 3, 4, 5, 6]))
  })
})
