import { DescribeTableCommand } from '@aws-sdk/client-dynamodb'
import { beforeAll, describe, expect, it } from 'vitest'
import { delivery, type Message } from '../../../functions/integrations/delivery.ts'
import { feeding } from '../../../functions/integrations/store.ts'
import { reading } from '../../../functions/integrations/store-reading.ts'
import { delivering, newWebhookId, type Stored, webhooks } from '../../../functions/integrations/store-webhooks.ts'
import { documents, type Table } from '../../../shared/dynamodb/client.ts'
import { beginWatermark } from '../../../shared/dynamodb/due.ts'
import { countCapacity } from '../../../shared/testing/capacity.ts'
import { told } from '../../unit/integrations/sample.ts'
import { freshTable } from '../harness.ts'

const now = '2026-11-26T02:00:00.000Z'
const client = 'machine:ward-system'
const by = { id: client, role: 'integration' }

let table: Table
let cost: (work: () => Promise<unknown>) => Promise<{ wcu: number; rcu: number }>
beforeAll(async () => {
  const { base, name } = await freshTable('integrations')
  const { Table: shape } = await base.send(new DescribeTableCommand({ TableName: name }))
  const counter = countCapacity(base, async () => (shape ? [shape] : []))
  table = { client: documents(base), name }
  // What a first failure of the process does once.
  await beginWatermark(table, now)
  cost = async (work) => {
    counter.reset()
    await work()
    const { wcu, rcu } = counter.report()
    return { wcu, rcu }
  }
})

let agencies = 0
/** A webhook with some events before it, and a worker whose receiver answers always the same. */
async function stand(events: number, status: number) {
  agencies += 1
  const [agency, id] = [`H26.${agencies}`, newWebhookId(undefined)]
  const asked = { id, agency, url: 'https://city.example.vn/hook', secret: 's'.repeat(240), client }
  await webhooks(table).make({ ...asked, state: 'ACTIVE', position: 0, createdAt: now }, by)
  const subjects = Array.from(
    { length: events },
    (_, index) => `${agency}-261126-${String(index + 1).padStart(4, '0')}`,
  )
  if (events > 0) await feeding(table, () => now).take(subjects.map((subject) => told(subject, 1, agency)))
  let posted = 0
  const work = delivery<Stored>({
    ...delivering(table),
    disable: async (found) => found,
    isEntitled: async () => true,
    pause: async () => undefined,
    events: async (of, after) => (await reading(table).eventsAfter(of, after, 50, true)).events,
    open: async () => '',
    async post() {
      posted += 1
      return { status }
    },
    send: async (_: Message[]) => undefined,
    newId: () => newWebhookId(undefined),
    now: () => now,
    realMs: () => 0,
  })
  return { deliver: () => work({ webhook: id }), posted: () => posted }
}

describe('what a delivery costs by the rules of the store', () => {
  it('is what the golden file says: one unit more fails', async () => {
    const costs: Record<string, { wcu: number; rcu: number }> = {}
    for (const [name, events, status, posts] of [
      ['woken for nothing', 0, 204, 0],
      ['one event delivered', 1, 204, 1],
      ['ten events delivered', 10, 204, 10],
      ['one event that failed', 1, 500, 1],
    ] as const) {
      const { deliver, posted } = await stand(events, status)
      costs[name] = await cost(deliver)
      expect([name, posted()]).toEqual([name, posts])
      if (status === 500) costs['woken while it waits'] = await cost(deliver)
    }
    await expect(`${JSON.stringify(costs, null, 2)}\n`).toMatchFileSnapshot('./delivery-capacity.golden.json')
  })
})
