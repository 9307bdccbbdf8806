import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, it } from 'vitest'
import { type Budget, spending } from '../../../shared/dynamodb/budget.ts'
import { Refusal } from '../../../shared/problems/refusal.ts'
import { freshTable } from '../harness.ts'

const table = await freshTable('budget')
const hourly: Budget = { kind: 'guess', most: 7, seconds: 3_600 }
const hour = Date.UTC(2026, 10, 26, 2) // a full hour
let time = hour
const spend = spending(table, () => time)

/** Seconds to wait for the next try; 0 when one was taken. */
async function wait(budget: Budget, key: string): Promise<number> {
  try {
    await spend(budget, key)
    return 0
  } catch (error) {
    if (!(error instanceof Refusal) || error.problem !== 'too-many-requests') throw error
    return Number(error.facts.headers?.['retry-after'])
  }
}
const taken = async (budget: Budget, key: string, times: number) =>
  (await Promise.all(Array.from({ length: times }, () => wait(budget, key)))).filter((seconds) => seconds === 0).length

describe('a budget', () => {
  it('gives exactly its tries to two hundred who come at once', async () => {
    expect(await taken(hourly, 'at once', 200)).toBe(7)
  })

  it('is of one key: what one spends is not taken from another', async () => {
    const [one, other] = await Promise.all([taken(hourly, 'one', 20), taken(hourly, 'other', 20)])
    expect([one, other]).toEqual([7, 7])
  })

  it('is of one kind: an address has its tries for each thing apart', async () => {
    expect(await taken(hourly, 'kinds', 20)).toBe(7)
    expect(await taken({ ...hourly, kind: 'ticket', most: 3 }, 'kinds', 20)).toBe(3)
  })

  it('tells how long to wait, to the end of its period and never nothing', async () => {
    await taken(hourly, 'waits', 7)
    time = hour + 1_000
    expect(await wait(hourly, 'waits')).toBe(3_599)
    time = hour + 3_599_999
    expect(await wait(hourly, 'waits')).toBe(1)
  })

  it('is new in the next period, and is as long as it says', async () => {
    time = hour + 3_600_000
    expect(await wait(hourly, 'waits')).toBe(0)
    const minute = { kind: 'short', most: 1, seconds: 60 }
    expect([await wait(minute, 'k'), await wait(minute, 'k')]).toEqual([0, 60])
    time += 60_000
    expect(await wait(minute, 'k')).toBe(0)
  })

  it('keeps a counter per key and period that expires after the period is over', async () => {
    const { Items: items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }))
    const period = hour / 3_600_000
    const rows = items.filter(({ pk }) => pk === 'BUDGET#guess#waits')
    expect(rows).toHaveLength(2)
    expect(rows).toContainEqual({
      pk: 'BUDGET#guess#waits',
      sk: String(period),
      tries: 7,
      expiresAt: (period + 2) * 3_600,
    })
  })

  it('lets the store’s own failure through: it is no refusal', async () => {
    const lost = spending({ ...table, name: 'no-such-table' })
    await expect(lost(hourly, 'k')).rejects.toThrow(expect.objectContaining({ name: 'ResourceNotFoundException' }))
  })
})
