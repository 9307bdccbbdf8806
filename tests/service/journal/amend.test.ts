import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { amend, begin } from '../../../shared/dynamodb/amend.ts'
import type { Table } from '../../../shared/dynamodb/client.ts'
import { change, type HeadItem, head, journalKey } from '../../../shared/dynamodb/journal.ts'
import { readItem } from '../../../shared/dynamodb/projection.ts'
import { freshTable } from '../harness.ts'

interface Counter {
  count: number
  told?: number
}

let table: Table
beforeAll(async () => {
  table = await freshTable('amend')
})

async function counter(): Promise<Counter & HeadItem> {
  const pk = `COUNTER#${randomUUID()}`
  expect(await begin<Counter>(table, pk, { head: { count: 0 } })).toBe(true)
  return (await head<Counter>(table, pk)) as Counter & HeadItem
}
const entry = { type: 'counter.told', at: '2026-11-26T01:00:00.000Z', by: { id: 'test', role: 'system' }, data: {} }

describe('an amended head', () => {
  it('begins at version 0, once, with what belongs to it', async () => {
    const { pk } = await counter()
    expect(await begin<Counter>(table, pk, { head: { count: 9 } })).toBe(false)
    expect(await head<Counter>(table, pk)).toMatchObject({ version: 0, count: 0 })
  })

  it('changes without a version and without a journal entry', async () => {
    const found = await counter()
    const after = await amend<Counter>(table, found, (current) => ({ head: { ...current, count: current.count + 1 } }))
    expect(after).toMatchObject({ version: 0, count: 1 })
    expect(await readItem(table, found.pk, journalKey(1))).toBeUndefined()
  })

  it('loses nothing when it is amended and changed by many at once, each from what it was at first', async () => {
    const found = await counter()
    const patient = async (work: () => Promise<unknown>): Promise<void> => {
      for (;;) {
        try {
          await work()
          return
        } catch (error) {
          if ((error as Error).message !== 'unavailable') throw error
        }
      }
    }
    const amending = () =>
      amend<Counter>(table, found, (current) => ({ head: { ...current, count: current.count + 1 } }))
    const telling = () =>
      change<Counter>(table, found, {}, (current) => ({ head: { ...current, told: (current.told ?? 0) + 1 }, entry }))
    await Promise.all(Array.from({ length: 20 }, (_, index) => patient(index % 2 ? amending : telling)))
    expect(await head<Counter>(table, found.pk)).toMatchObject({ count: 10, told: 10, version: 10, amended: 10 })
  })

  it('stays as it is when the decision is to change nothing, or when what belongs to it can not be written', async () => {
    const found = await counter()
    await amend<Counter>(table, found, () => undefined)
    const there = {
      TableName: table.name,
      Item: { pk: found.pk, sk: 'HEAD' },
      ConditionExpression: 'attribute_exists(nothing)',
    }
    const impossible = { ...there, Item: { pk: found.pk, sk: 'OTHER' } }
    await expect(
      amend<Counter>(table, found, (current) => ({ head: { ...current, count: 5 }, also: [{ Put: impossible }] })),
    ).rejects.toThrow('unavailable')
    expect(await head<Counter>(table, found.pk)).toMatchObject({ count: 0 })
  })
})
