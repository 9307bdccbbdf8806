import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Told } from '../../../functions/integrations/city-event.ts'
import { inOrder } from '../../unit/integrations/memory-shelf.ts'
import type { Fault } from '../due/failing.ts'
import { event, now, openStand, ward } from './order-stand.ts'

const names = (events: { subject: string; version: number }[]) =>
  events.map(({ subject, version }) => `${subject} ${version}`)

/** One call in ten fails, half of them after it was done; the same integer makes the same sequence. */
function oneInTen(seed: number): () => Fault {
  let state = seed
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0
    const at = (state >>> 0) / 2 ** 32
    if (at < 0.05) return 'before'
    return at < 0.1 ? 'after' : undefined
  }
}

const batchesOf = (events: Told[], sizes: number[]): Told[][] => {
  const batches: Told[][] = []
  for (const rest = [...events]; rest.length > 0; ) batches.push(rest.splice(0, sizes[batches.length % sizes.length]))
  return batches
}

describe('the ordered feed', () => {
  it('is whole and in order whatever comes twice, late, in any order, through several workers that die at any call', {
    timeout: 90_000,
  }, async () => {
    const stand = await openStand()
    let dossiers = 0
    const history = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 })
    const property = fc.asyncProperty(
      history,
      fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 4 }),
      fc.nat(),
      fc.infiniteStream(fc.nat()),
      async (lengths, sizes, workers, seed, dice) => {
        const agency = `H26.${100 + (dossiers % 900)}`
        const events = lengths.flatMap((length) => {
          dossiers += 1
          return Array.from({ length }, (_, n) => event(dossiers, n + 1, agency))
        })
        const roll = () => dice.next().value as number
        const shuffled = [...events, ...events.filter(() => roll() % 3 === 0)]
          .map((one) => [roll(), one] as const)
          .sort(([a], [b]) => a - b)
          .map(([, one]) => one)
        const batches = batchesOf(shuffled, sizes)
        stand.faults.follow(oneInTen(seed))
        const worker = async () => {
          for (let batch = batches.shift(); batch; batch = batches.shift()) {
            const again = batch
            await stand
              .fresh()
              .take(batch)
              .catch(() => batches.push(again))
          }
        }
        await Promise.all(Array.from({ length: workers }, worker))
        stand.faults.mend()
        const feed = await stand.whole(agency)
        inOrder(feed)
        expect(names(feed).sort()).toEqual(names(events).sort())
        expect(await stand.items('HELD#')).toEqual([])
      },
    )
    await fc.assert(property, { numRuns: 25, seed: 20_261_126, endOnFailure: true, interruptAfterTimeLimit: 40_000 })
  })

  it('takes ten batches of one agency at once, and none gives up', { timeout: 60_000 }, async () => {
    const stand = await openStand()
    const batches = Array.from({ length: 10 }, (_, batch) =>
      Array.from({ length: 10 }, (_, n) => event(batch * 10 + n, 1)),
    )
    await Promise.all(batches.map((batch) => stand.store.take(batch)))
    const feed = await stand.whole()
    inOrder(feed)
    expect(feed.length).toBe(100)
  })

  it('takes in what meets the transactions of others all the time, once they are over', async () => {
    const stand = await openStand()
    const conflict = Object.assign(new Error('conflict'), {
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
    })
    // Held, positions and end are read; then five transactions in a row meet another one, past the tries of the first.
    stand.faults.follow((n) => ([4, 5, 6, 7, 10].includes(n) ? conflict : undefined))
    await stand.fresh().take([event(1, 1)])
    expect(stand.faults.log().filter((name) => name.startsWith('TransactWrite')).length).toBe(6)
    expect((await stand.whole()).length).toBe(1)
  })

  it('shows each event exactly once to who stops anywhere and goes on from there', async () => {
    const stand = await openStand()
    const seen: number[] = []
    let [after, dossier] = [0, 0]
    // What comes while he reads is seen as well.
    for (const most of [1, 3, 2, 7, 1, 100, 5, 100]) {
      dossier += 1
      await stand.store.take([event(dossier, 1), event(dossier, 3), event(dossier, 2)])
      const { events: page } = await stand.reads.page(ward, after, most, '/query/after')
      seen.push(...page.map(({ sequence }) => sequence))
      after = page.at(-1)?.sequence ?? after
    }
    expect(seen).toEqual(Array.from({ length: 24 }, (_, index) => index + 1))
  })
})

describe('an event that is held back', () => {
  const woken: string[] = []
  const wake = async (agency: string) => void woken.push(agency)

  const due = async (stand: Awaited<ReturnType<typeof openStand>>) =>
    (await stand.items('DUE#')).map(({ sk }) => {
      const [at = '', ...subject] = String(sk).split('#')
      return { at, subject: subject.join('#') }
    })

  it('is looked at after ten minutes, written to the log while it waits, and looked at again', async () => {
    const stand = await openStand()
    await stand.store.take([event(1, 3)])
    const [first] = await due(stand)
    expect(first).toMatchObject({ at: '2026-11-26T02:10:00.000Z' })
    const lines: string[] = []
    woken.length = 0
    stand.setClock('2026-11-26T02:10:30.000Z')
    await stand.store.heldLong(first ?? { subject: '', at: '' }, wake, (line) => lines.push(line))
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { heldBack: 1, subject: `${ward}-261126-0001`, version: 3, agency: ward },
    ])
    expect(lines[0]).toMatch(/^\{"heldBack":1[,}]/)
    expect(await due(stand)).toEqual([{ subject: first?.subject, at: '2026-11-26T02:20:30.000Z' }])
    expect([await stand.whole(), woken]).toEqual([[], []])
    await stand.store.take([event(1, 2), event(1, 1)])
    expect((await stand.whole()).map(({ version }) => version)).toEqual([1, 2, 3])
    const [again] = await due(stand)
    await stand.store.heldLong(again ?? { subject: '', at: '' }, wake, (line) => lines.push(line))
    expect([lines.length, await due(stand)]).toEqual([1, []])
  })

  it('is let in by the look at it, should nobody have done so, and webhooks hear of it', async () => {
    const stand = await openStand()
    woken.length = 0
    await stand.store.take([event(1, 2)])
    const [first] = await due(stand)
    // The worker that appended the first dies before it looks for what waits, and his message is lost with him.
    stand.faults.follow((n) => (n > 4 ? 'before' : undefined))
    await expect(stand.fresh().take([event(1, 1)])).rejects.toThrow()
    stand.faults.mend()
    const lines: string[] = []
    await stand.store.heldLong(first ?? { subject: '', at: '' }, wake, (line) => lines.push(line))
    expect([lines, woken]).toEqual([[], [ward]])
    expect((await stand.whole()).map(({ version }) => version)).toEqual([1, 2])
    expect([await stand.items('HELD#'), await due(stand)]).toEqual([[], []])
  })
})

it('a day of the feed begins with its first event', async () => {
  const stand = await openStand()
  await stand.store.take([event(1, 1), event(1, 2)])
  await stand.store.take([event(2, 1)])
  expect((await stand.items('FEEDDAY#')).map(({ sk, first }) => [sk, first])).toEqual([[now.slice(0, 10), 1]])
})
