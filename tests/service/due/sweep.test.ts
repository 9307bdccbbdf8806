import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, it } from 'vitest'
import { documents, type Table } from '../../../shared/dynamodb/client.ts'
import { beginWatermark, type Due, dueKey, sweep } from '../../../shared/dynamodb/due.ts'
import { freshTable } from '../harness.ts'
import { failing } from './failing.ts'
import { store } from './open.ts'

const start = '2026-11-16T02:10:00.000Z'
const plus = (minutes: number, from = start) => new Date(Date.parse(from) + minutes * 60_000).toISOString()
const day = 24 * 60

let table: Table
let faults: ReturnType<typeof failing>
beforeEach(async () => {
  const fresh = await freshTable('due')
  faults = failing(fresh.base)
  table = { client: documents(fresh.base), name: fresh.name }
  await beginWatermark(table, start)
})

/** Sweeps as a service does: what is handled has its row removed, what is refused keeps it. */
async function swept(now: string, refused: (due: Due) => boolean = () => false) {
  const handled: string[] = []
  const { due, failed, hours } = await sweep(table, now, async (row) => {
    if (refused(row)) throw new Error('refused')
    handled.push(row.subject)
    await table.client.send(new DeleteCommand({ TableName: table.name, Key: dueKey(row) }))
  })
  return { due, hours, handled, failed: failed.map(({ subject }) => subject) }
}

describe('a sweep finds what is due', () => {
  it('at the turn of an hour, on either side of it', async () => {
    const [before, at, later] = ['2026-11-16T02:59:59.999Z', '2026-11-16T03:00:00.000Z', '2026-11-16T03:00:00.001Z']
    await store(table, [
      { subject: 'before', at: before },
      { subject: 'at', at },
      { subject: 'later', at: later },
    ])
    expect((await swept(at)).handled).toEqual(['before', 'at'])
    expect((await swept(plus(1, at))).handled).toEqual(['later'])
  })

  it('that was planned by a clock five minutes behind its own, also at the turn of an hour', async () => {
    for (const turn of ['2026-11-16T03:00:00.000Z', '2026-11-16T03:04:59.000Z', '2026-11-16T03:30:00.000Z']) {
      await swept(turn)
      // Seen only after the sweep, and planned as now by the other clock.
      await store(table, [{ subject: turn, at: plus(-5, turn) }])
      expect((await swept(plus(1, turn))).handled).toEqual([turn])
    }
  })

  it('by a first sweep that comes hours after the first row was planned', async () => {
    await store(table, [{ subject: 'first', at: plus(1) }])
    expect((await swept(plus(6 * 60))).handled).toEqual(['first'])
  })

  it('once its clock has jumped by days, the oldest first, and nothing of it is looked at again', async () => {
    const rows = Array.from({ length: 10 }, (_, n) => ({ subject: `n${n}`, at: plus((n * day) / 2) }))
    await store(table, rows)
    faults.mend()
    const jumped = await swept(plus(5 * day))
    expect(jumped.handled).toEqual(rows.map(({ subject }) => subject))
    // Sixteen partitions of each hour, once: a jump of 300 days asks 115 000 times, for 0.5 units each.
    expect(faults.log().filter((name) => name === 'QueryCommand')).toHaveLength(16 * jumped.hours)
    expect(jumped.hours).toBe(5 * 24 + 1)
    expect(await swept(plus(5 * day + 1))).toMatchObject({ due: 0, hours: 1 })
  })
})

describe('a sweep that is cut off', () => {
  it('leaves less for the next: what it has looked through is noted', async () => {
    const [near, far] = [
      { subject: 'near', at: plus(day) },
      { subject: 'far', at: plus(9 * day) },
    ]
    await store(table, [near, far])
    const seen: string[] = []
    faults.killAt(1_000)
    await expect(sweep(table, plus(10 * day), async ({ subject }) => seen.push(subject))).rejects.toThrow('killed')
    expect(seen).toEqual(['near'])
    faults.mend()
    const next = await swept(plus(10 * day))
    expect(next.handled).toEqual(['far'])
    expect(next.hours).toBeLessThan(10 * 24 - 50)
  })

  it('has lost nothing of the hours in which it stood', async () => {
    const rows = Array.from({ length: 48 }, (_, n) => ({ subject: `n${n}`, at: plus(n * 60) }))
    await store(table, rows)
    const handled: string[] = []
    for (const calls of [50, 90, 200, 300, 500]) {
      faults.killAt(calls)
      await swept(plus(2 * day)).then(
        (done) => handled.push(...done.handled),
        () => undefined,
      )
      faults.mend()
    }
    await swept(plus(2 * day))
    expect((await swept(plus(2 * day + 1))).due).toBe(0)
    const left = await Promise.all(rows.map(({ at }) => sweep(table, at, async () => undefined)))
    expect(left.map(({ due }) => due)).toEqual(rows.map(() => 0))
  })
})

describe('a row that cannot be handled', () => {
  it('is tried at every sweep for days, and its neighbours go on, old and new', async () => {
    await store(table, [
      { subject: 'bad', at: plus(5) },
      { subject: 'good', at: plus(5) },
    ])
    const refused = ({ subject }: Due) => subject === 'bad'
    expect(await swept(plus(10), refused)).toMatchObject({ handled: ['good'], failed: ['bad'] })
    for (const days of [1, 2, 3]) {
      await store(table, [{ subject: `new${days}`, at: plus(days * day - 60) }])
      expect(await swept(plus(days * day), refused)).toMatchObject({ handled: [`new${days}`], failed: ['bad'] })
    }
    expect(await swept(plus(3 * day + 1))).toMatchObject({ handled: ['bad'], failed: [] })
    expect(await swept(plus(3 * day + 2))).toMatchObject({ due: 0, hours: 1 })
  })

  it('does not let the watermark pass it when another one fails later', async () => {
    await store(table, [
      { subject: 'older', at: plus(5) },
      { subject: 'newer', at: plus(20 * 60) },
    ])
    expect((await swept(plus(day), () => true)).failed).toEqual(['older', 'newer'])
    expect((await swept(plus(2 * day))).handled).toEqual(['older', 'newer'])
  })
})
