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
  it('is what the golden file says: one unit more fails', async () => {
    const { store, end, give, cost } = await measured()
    const code = '000.00.01.H29-261126-0001'
    const ended = await cost(() => end(code))
    const { rows, rcu } = await cost(() => give(code))
    const of = (mark: string) => rows.filter(({ item }) => item.includes(mark)).reduce((sum, { wcu }) => sum + wcu, 0)
    for (let n = 2; n <= 20; n += 1) {
      const another = `000.00.01.H29-261126-${String(n).padStart(4, '0')}`
      await end(another)
      await give(another)
    }
    const totals = await cost(() => store.month('000.00.01.H29', '2026-11'))
    const costs = {
      'the end of a dossier heard': { wcu: ended.wcu, rcu: ended.rcu },
      'a rating: its entry and its row in the month': { wcu: of('RATING#') + of('RATINGS#'), rcu },
      'a rating: the budgets of address and dossier': { wcu: of('BUDGET#'), rcu: 0 },
      'the totals of a month of twenty': { wcu: totals.wcu, rcu: totals.rcu },
    }
    expect(rows.reduce((sum, { wcu }) => sum + wcu, 0)).toBe(of('RATING#') + of('RATINGS#') + of('BUDGET#'))
    await expect(`${JSON.stringify(costs, null, 2)}\n`).toMatchFileSnapshot('./ratings-capacity.golden.json')
  })
})
