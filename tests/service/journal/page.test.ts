import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Table } from '../../../shared/dynamodb/client.ts'
import { page } from '../../../shared/dynamodb/page.ts'
import { freshTable } from '../harness.ts'

let table: Table
beforeAll(async () => {
  table = await freshTable('page', { inbox: { keys: ['inbox', 'due'] } })
  for (let n = 1; n <= 9; n += 1) {
    const item = { pk: `THING#${n}`, sk: 'HEAD', inbox: n === 9 ? 'other' : 'mine', due: `2026-11-0${n}` }
    await table.client.send(new PutCommand({ TableName: table.name, Item: item }))
  }
})

const ask = async (more: object = {}) => {
  const index = { name: 'inbox', partition: 'inbox', sort: 'due' }
  const { rows, nextCursor } = await page<{ due: string }>(table, {
    index,
    partition: 'mine',
    question: 'q',
    limit: 3,
    ...more,
  })
  return { days: rows.map(({ due }) => Number(due.slice(-1))), nextCursor }
}

describe('a page', () => {
  it('follows the one before until there is none', async () => {
    const first = await ask()
    const second = await ask({ cursor: first.nextCursor })
    const third = await ask({ cursor: second.nextCursor })
    expect([first.days, second.days, third.days]).toEqual([
      [1, 2, 3],
      [4, 5, 6],
      [7, 8],
    ])
    expect(third.nextCursor).toBeUndefined()
  })

  it('of another partition cannot be had with a cursor', async () => {
    const { nextCursor } = await ask({ partition: 'other', limit: 1 })
    expect((await ask({ cursor: nextCursor })).days).toEqual([])
  })

  it('begins where the span begins now, when that has passed the cursor', async () => {
    const { nextCursor } = await ask({ sortFrom: '2026-11-01' })
    expect((await ask({ sortFrom: '2026-11-06', cursor: nextCursor })).days).toEqual([6, 7, 8])
  })

  it('goes the other way when the newest are asked for first, within the span as well', async () => {
    const newestFirst = true
    const first = await ask({ newestFirst })
    const second = await ask({ newestFirst, cursor: first.nextCursor })
    const third = await ask({ newestFirst, cursor: second.nextCursor })
    expect([first.days, second.days, third.days, third.nextCursor]).toEqual([[8, 7, 6], [5, 4, 3], [2, 1], undefined])
    const moved = { newestFirst, cursor: first.nextCursor }
    expect((await ask({ ...moved, sortTo: '2026-11-04' })).days).toEqual([4, 3, 2])
    expect(await ask({ ...moved, sortFrom: '2026-11-07' })).toEqual({ days: [], nextCursor: undefined })
  })

  it('is empty when the span ends before the cursor', async () => {
    const { nextCursor } = await ask({})
    expect(await ask({ sortTo: '2026-11-02', cursor: nextCursor })).toEqual({ days: [], nextCursor: undefined })
  })
})
