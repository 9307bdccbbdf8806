import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sorted, take } from '../../../functions/integrations/feed.ts'
import { inOrder, memoryShelf } from './memory-shelf.ts'
import { told, ward } from './sample.ts'

const names = (events: { subject: string; version: number }[]) =>
  events.map(({ subject, version }) => `${subject}${version}`)
const at = (positions: Record<string, number>) => new Map(Object.entries(positions))

describe('Of events that have come', () => {
  it('those are next that follow what is in the feed, each subject for itself', () => {
    const { next, early } = sorted([told('B', 3), told('A', 2), told('A', 1), told('B', 4)], at({ B: 2 }))
    expect([names(next), names(early)]).toEqual([['B3', 'B4', 'A1', 'A2'], []])
  })

  it('those are held that have one missing before them', () => {
    const { next, early } = sorted([told('A', 3), told('A', 1), told('A', 5), told('A', 4)], at({}))
    expect([names(next), names(early)]).toEqual([['A1'], ['A3', 'A4', 'A5']])
  })

  it('nothing becomes of what is in the feed already, and what comes twice is once', () => {
    const { next, early } = sorted([told('A', 2), told('A', 3), told('A', 3), told('A', 5), told('A', 5)], at({ A: 2 }))
    expect([names(next), names(early)]).toEqual([['A3'], ['A5']])
  })
})

const quiet = () =>
  memoryShelf(
    async () => undefined,
    () => undefined,
  )
const turn = { pause: async () => undefined }

describe('The feed', () => {
  it('holds version 3 back until 2 is there', async () => {
    const { shelf, of, held } = quiet()
    await take(shelf, [told('A', 3)], turn)
    await take(shelf, [told('A', 1), told('B', 1)], turn)
    expect([names(of(ward)), held.size]).toEqual([['A1', 'B1'], 1])
    await take(shelf, [told('A', 2)], turn)
    expect([names(of(ward)), held.size]).toEqual([['A1', 'B1', 'A2', 'A3'], 0])
  })

  it('counts each agency for itself, even where a subject should have moved', async () => {
    const { shelf, of } = quiet()
    await take(shelf, [told('A', 2, 'H26.999'), told('A', 3), told('A', 1), told('B', 1)], turn)
    expect(of('H26.999').map(({ sequence, version }) => [sequence, version])).toEqual([[1, 2]])
    expect(names(of(ward))).toEqual(['A1', 'A3', 'B1'])
  })

  it('takes a long row of held events in, some at a time', async () => {
    const { shelf, of, held } = quiet()
    const versions = Array.from({ length: 120 }, (_, index) => index + 2)
    for (const version of versions.toReversed()) await take(shelf, [told('A', version)], turn)
    await take(shelf, [told('A', 1)], turn)
    inOrder(of(ward))
    expect([of(ward).length, held.size]).toEqual([121, 0])
  })

  it('gives up when others are always faster, so that the queue brings the event again', async () => {
    const { shelf } = quiet()
    const taken = { ...shelf, append: async () => false }
    await expect(take(taken, [told('A', 1)], turn)).rejects.toThrow('the end of the feed could not be reached')
  })
})

/** Deliveries of the bus: batches of events of three subjects, some of them several times, in any order. */
const lengths = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 })
const deliveries = lengths
  .map((all) => all.flatMap((length, at) => Array.from({ length }, (_, n) => told('ABC'[at] ?? 'A', n + 1))))
  .chain((events) =>
    fc.record({
      events: fc.constant(events),
      // Every event at least once; then any again.
      order: fc
        .tuple(fc.shuffledSubarray(events, { minLength: events.length }), fc.array(fc.constantFrom(...events)))
        .map(([once, again]) => [...again.slice(0, 4), ...once, ...again.slice(4)]),
      sizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1 }),
      workers: fc.integer({ min: 1, max: 4 }),
      faults: fc.array(
        fc.constantFrom('before' as const, 'after' as const, undefined, undefined, undefined, undefined),
      ),
    }),
  )

it('Whatever comes twice, in any order, through several workers, and dies between any two calls: each feed is whole and in order', async () => {
  const property = fc.asyncProperty(
    deliveries,
    fc.scheduler(),
    async ({ events, order, sizes, workers, faults }, scheduler) => {
      const left = [...faults]
      const { shelf, of, held } = memoryShelf(
        () => scheduler.schedule(Promise.resolve()),
        () => left.shift(),
      )
      const batches: (typeof order)[] = []
      for (const rest = [...order]; rest.length > 0; ) {
        batches.push(rest.splice(0, sizes[batches.length % sizes.length] ?? 1))
      }
      const worker = async () => {
        for (let batch = batches.shift(); batch; batch = batches.shift()) {
          // What a worker died over comes again, as from a queue.
          await take(shelf, batch, turn).catch(() => batches.push(batch as typeof order))
          inOrder(of(ward))
        }
      }
      await scheduler.waitFor(Promise.all(Array.from({ length: workers }, worker)))
      expect(names(of(ward)).sort()).toEqual(names(events).sort())
      expect(held.size).toBe(0)
    },
  )
  await fc.assert(property, { numRuns: 1_500, seed: 20_261_126 })
})
