import { createHash, randomUUID } from 'node:crypto'
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb'
import { describe, expect, it } from 'vitest'
import { firstQuestionnaire } from '../../../functions/feedback/questionnaire.ts'
import { endings } from '../../../functions/feedback/store-endings.ts'
import { ratings } from '../../../functions/feedback/store-ratings.ts'
import { documents } from '../../../shared/dynamodb/client.ts'
import { countCapacity } from '../../../shared/testing/capacity.ts'
import { freshTable } from '../harness.ts'
import { indexes } from './office.ts'

const token = 'K7Q2M9X4RT0W'
const tokenHash = createHash('sha256').update(token).digest('base64url')
const scores = Object.fromEntries(firstQuestionnaire.criteria.map(({ code }) => [code, 2]))

/** Ratings with a counter of what they cost by the rules of the store. */
async function measured() {
  const { base, name } = await freshTable('feedback', indexes)
  const { Table: shape } = await base.send(new DescribeTableCommand({ TableName: name }))
  const counter = countCapacity(base, async () => (shape ? [shape] : []))
  const table = { client: documents(base), name }
  const hash = async (text: string) => createHash('sha256').update(text).digest('base64url')
  const { of: ended, keep } = endings(table)
  const store = ratings(table, { hash, ended })
  const end = (code: string) => keep(code, 5, { agency: '000.00.01.H29', tokenHash })
  const give = (code: string) =>
    store.give(code, token, scores, {
      now: '2026-11-26T02:00:00.000Z',
      clientAddress: randomUUID().slice(0, 22),
      idempotency: { actor: 'address:somewhere', key: randomUUID(), requestHash: 'r'.repeat(22) },
    })
  async function cost(work: () => Promise<unknown>) {
    counter.reset()
    await work()
    return counter.report()
  }
  return { store, end, give, cost }
}

describe('what a rating costs by the rules of the store', () => {
  it('is four write units for itself, beside the budgets of address and dossier', async () => {
    const { end, give, cost } = await measured()
    const code = '000.00.01.H29-261126-0001'
    expect((await cost(() => end(code))).wcu).toBe(1)
    const { rows, rcu } = await cost(() => give(code))
    const of = (mark: string) => rows.filter(({ item }) => item.includes(mark)).reduce((sum, { wcu }) => sum + wcu, 0)
    expect({ entry: of('RATING#'), row: of('RATINGS#'), budgets: of('BUDGET#') }).toEqual({
      entry: 2,
      row: 2,
      budgets: 2,
    })
    expect(rows.reduce((sum, { wcu }) => sum + wcu, 0)).toBe(6)
    expect(rcu).toBe(1.5)
  })

  it('is half a read unit for the totals of a month of twenty', async () => {
    const { store, end, give, cost } = await measured()
    for (let n = 1; n <= 20; n += 1) {
      const code = `000.00.01.H29-261126-${String(n).padStart(4, '0')}`
      await end(code)
      await give(code)
    }
    const { rcu } = await cost(() => store.month('000.00.01.H29', '2026-11'))
    expect(rcu).toBeLessThanOrEqual(1)
  })
})
