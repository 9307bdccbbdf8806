import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Table } from '../../../shared/dynamodb/client.ts'
import { change, create, entryHash, head, type JournalItem, madeBefore } from '../../../shared/dynamodb/journal.ts'
import { keepNewest, readItem, remembered } from '../../../shared/dynamodb/projection.ts'
import { freshTable } from '../harness.ts'
import { counted, entryKeys, first, keyOf } from './store.ts'

type Thing = { n: number }
let table: Table
let serial = 0
beforeAll(async () => {
  table = await freshTable('journal')
})

async function fresh(): Promise<string> {
  serial += 1
  const pk = `THING#${serial}`
  expect(await create(table, pk, `${serial}`, first, undefined)).toBe(true)
  return pk
}
const current = async (pk: string) => {
  const found = await head<Thing>(table, pk)
  if (!found) throw new Error(`${pk} is gone`)
  return found
}
const entries = async (pk: string) => {
  const { Items: items = [] } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :journal)',
      ExpressionAttributeValues: { ':pk': pk, ':journal': 'JOURNAL#' },
      ConsistentRead: true,
    }),
  )
  return items as JournalItem[]
}
const refuses = (problem: string) => expect.objectContaining({ problem })

describe('a new aggregate', () => {
  it('is made once: the second time says so and changes nothing', async () => {
    const pk = await fresh()
    expect(await create(table, pk, 'other', { ...first, head: { n: 99 } }, undefined)).toBe(false)
    expect((await current(pk)).n).toBe(0)
  })

  it('is all or nothing: where the key was used the aggregate is not made', async () => {
    expect(await create(table, 'THING#a', 'a', first, keyOf('same'))).toBe(true)
    expect(await create(table, 'THING#b', 'b', first, keyOf('same'))).toBe(false)
    expect(await head(table, 'THING#b')).toBeUndefined()
    expect(await entries('THING#b')).toEqual([])
    expect(await madeBefore(table, keyOf('same'))).toBe('a')
    await expect(madeBefore(table, keyOf('same', 'two'))).rejects.toEqual(refuses('idempotency-key-reused'))
    expect(await madeBefore(table, keyOf('same', 'one', 'p2'))).toBeUndefined()
  })
})

describe('a change', () => {
  it('is refused with an old version and tells the present one', async () => {
    const pk = await fresh()
    await change<Thing>(table, await current(pk), { ifMatch: 1 }, counted)
    await expect(change<Thing>(table, await current(pk), { ifMatch: 1 }, counted)).rejects.toMatchObject({
      problem: 'stale-version',
      facts: { headers: { etag: '"2"' } },
    })
  })

  it('is refused when the version was right at reading and is old at writing', async () => {
    const pk = await fresh()
    const read = await current(pk)
    await change<Thing>(table, read, { ifMatch: 1 }, counted)
    await expect(change<Thing>(table, read, { ifMatch: 1 }, counted)).rejects.toEqual(refuses('stale-version'))
    expect((await current(pk)).n).toBe(1)
  })

  it('without a version is decided again on the newest head', async () => {
    const pk = await fresh()
    const read = await current(pk)
    await change<Thing>(table, read, {}, counted)
    const { head: changed } = await change<Thing>(table, read, {}, counted)
    expect(changed).toMatchObject({ n: 2, version: 3 })
  })

  it('that decides nothing writes nothing', async () => {
    const pk = await fresh()
    const { head: same, replayed } = await change<Thing>(table, await current(pk), {}, () => undefined)
    expect({ version: same.version, replayed }).toEqual({ version: 1, replayed: false })
    expect(await entries(pk)).toHaveLength(1)
  })

  it('writes nothing when the decision throws', async () => {
    const pk = await fresh()
    const refused = () => {
      throw new Error('no')
    }
    await expect(change<Thing>(table, await current(pk), {}, refused)).rejects.toThrow('no')
    expect(await entries(pk)).toHaveLength(1)
  })

  it('keeps the keys of the last four acts in the head', async () => {
    const pk = await fresh()
    for (let n = 0; n < 6; n += 1) await change<Thing>(table, await current(pk), { key: keyOf(`k${n}`) }, counted)
    expect((await current(pk)).keys).toHaveLength(4)
    const repeated = await change<Thing>(table, await current(pk), { key: keyOf('k2') }, counted)
    expect(repeated.replayed).toBe(true)
    const other = change<Thing>(table, await current(pk), { key: keyOf('k5', 'two') }, counted)
    await expect(other).rejects.toEqual(refuses('idempotency-key-reused'))
    const oldest = await change<Thing>(table, await current(pk), { ifMatch: 1, key: keyOf('k0') }, counted)
    expect(oldest.replayed).toBe(true)
    expect((await current(pk)).n).toBe(6)
  })
})

describe('many at once', () => {
  it('on one version: one is done, the others are stale, and the chain holds', async () => {
    const pk = await fresh()
    const read = await current(pk)
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => change<Thing>(table, read, { ifMatch: 1 }, counted)),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toEqual(refuses('stale-version'))
    }
    expect((await current(pk)).n).toBe(1)
  })

  it('without a version: every one that is done is counted once, the others say that they were not', async () => {
    const pk = await fresh()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, async () => change<Thing>(table, await current(pk), {}, counted)),
    )
    const done = outcomes.filter(({ status }) => status === 'fulfilled').length
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toEqual(refuses('unavailable'))
    }
    const log = await entries(pk)
    expect((await current(pk)).n).toBe(done)
    expect(log.map(({ sk }) => sk)).toEqual(entryKeys(done + 1))
    expect(log.map(({ previous }) => previous)).toEqual(['', ...log.slice(0, -1).map(entryHash)])
    expect((await current(pk)).chain).toBe(entryHash(log.at(-1) as JournalItem))
  })
})

describe('the hash of an entry', () => {
  const item: JournalItem = { ...first.entry, pk: 'THING#1', sk: 'JOURNAL#000001', version: 1, previous: '' }

  it('is the same in whatever order the store gives the names, and for what is absent', () => {
    const turned = Object.fromEntries(Object.entries(item).reverse()) as unknown as JournalItem
    expect(entryHash(turned)).toBe(entryHash(item))
    expect(entryHash({ ...item, agency: undefined })).toBe(entryHash(item))
  })

  it('is another for any other entry', () => {
    for (const other of [
      { version: 2 },
      { data: { n: 1 } },
      { sealed: new Uint8Array([1]) },
      { by: { id: 'p2', role: 'clerk' } },
    ]) {
      expect(entryHash({ ...item, ...other })).not.toBe(entryHash(item))
    }
  })
})

describe("the copy of another service's record", () => {
  it('keeps the newest, in whatever order and however often the versions come', async () => {
    const key = { pk: 'COPY#1', sk: 'COPY' }
    const kept = []
    for (const version of [2, 1, 2, 5, 3, 5]) kept.push(await keepNewest(table, key, version, { seen: version }))
    expect(kept).toEqual([true, false, false, true, false, false])
    expect(await readItem(table, key.pk, key.sk)).toEqual({ ...key, version: 5, seen: 5 })
  })

  it('is remembered for a while; what is absent is asked for again', async () => {
    let asked = 0
    const find = remembered(async (name: string) => {
      asked += 1
      return name === 'there' ? asked : undefined
    })
    expect([await find('there'), await find('there')]).toEqual([1, 1])
    expect([await find('gone'), await find('gone'), asked]).toEqual([undefined, undefined, 3])
  })
})
