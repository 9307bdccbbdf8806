import { DescribeTableCommand } from '@aws-sdk/client-dynamodb'
import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Told } from '../../../functions/integrations/city-event.ts'
import { toldOf } from '../../../functions/integrations/city-state.ts'
import { eventTypes } from '../../../functions/integrations/schemas.ts'
import { feeding } from '../../../functions/integrations/store.ts'
import { reading } from '../../../functions/integrations/store-reading.ts'
import { documents } from '../../../shared/dynamodb/client.ts'
import { countCapacity } from '../../../shared/testing/capacity.ts'
import { itemSize } from '../../../shared/testing/item-size.ts'
import { freshTable } from '../harness.ts'
import { realEvents } from './real-events.ts'

const [ward, now] = ['H26.125', '2026-11-26T02:00:00.000Z']
const pointer = '/query/after'

async function measured() {
  const { base, name } = await freshTable('integrations')
  const { Table: shape } = await base.send(new DescribeTableCommand({ TableName: name }))
  const counter = countCapacity(base, async () => (shape ? [shape] : []))
  const table = { client: documents(base), name }
  async function cost(work: () => Promise<unknown>) {
    counter.reset()
    await work()
    const { wcu, rcu } = counter.report()
    return { wcu, rcu }
  }
  const store = feeding(table, () => now)
  // What a first call of the process does once.
  await store.take([like(told('warm', 2), 'warm', 2, 'H26.1')])
  return { table, cost, store, fresh: () => reading(table) }
}

let events: Told[]
let stand: Awaited<ReturnType<typeof measured>>
beforeAll(async () => {
  events = (await realEvents()).flatMap((event) => toldOf(event) ?? [])
  stand = await measured()
})

let dossier = 0
/** An event as if it were of another subject and another version, of the same length. */
const like = (event: Told, subject: string, version: number, agency = ward): Told => ({
  ...event,
  ...{ id: `${event.id.slice(0, event.id.indexOf('#'))}#${subject}:${version}`, subject, version, agency },
})
/** The longest event of a dossier that there is, as one of another. */
function told(subject: string, version: number): Told {
  const longest = events.find(({ type }) => type === 'dossier.returned')
  if (!longest) throw new Error('no dossier was returned')
  return like(longest, subject, version)
}
const next = () => {
  dossier += 1
  return `${ward}-261126-${String(dossier).padStart(4, '0')}`
}

describe('what the feed costs by the rules of the store', () => {
  it('is what the golden file says: one unit more fails', { timeout: 60_000 }, async () => {
    const { cost, store, fresh } = stand
    const costs: Record<string, { wcu: number; rcu: number }> = {}
    const first = next()
    costs['first event of the day, of a new dossier'] = await cost(() => store.take([told(first, 1)]))
    costs['event of a known dossier'] = await cost(() => store.take([told(first, 2)]))
    costs['the same event again'] = await cost(() => store.take([told(first, 2)]))
    costs['ten events of ten dossiers in one batch'] = await cost(() =>
      store.take(Array.from({ length: 10 }, () => told(next(), 1))),
    )
    costs['event that is held back'] = await cost(() => store.take([told(first, 4)]))
    costs['event that lets a held one in'] = await cost(() => store.take([told(first, 3)]))
    const idle = fresh()
    const { sequence } = (await idle.eventsAfter(ward, 0, 100, true)).events.at(-1) ?? { sequence: 0 }
    const read = (store: ReturnType<typeof fresh>, after: number | undefined, most: number) => async () => {
      const from = await store.start(ward, after, now, pointer)
      return expect((await store.page(ward, from, most, pointer)).events.length).toBe(after === sequence ? 0 : most)
    }
    costs['nothing new, in a new process'] = await cost(read(idle, sequence, 100))
    costs['nothing new'] = await cost(read(idle, sequence, 100))
    for (let batch = 0; batch < 10; batch += 1) await store.take(Array.from({ length: 10 }, () => told(next(), 1)))
    costs['page of 100 of the longest events, in a new process'] = await cost(read(fresh(), undefined, 100))
    for (const { wcu } of Object.values(costs).slice(0, 3)) expect(wcu).toBeLessThanOrEqual(8)
    expect(costs['page of 100 of the longest events, in a new process']?.rcu).toBeLessThanOrEqual(7)
    await expect(`${JSON.stringify(costs, null, 2)}\n`).toMatchFileSnapshot('./capacity.golden.json')
  })

  it('stays that of a small row, whatever the event', async () => {
    expect([...new Set(events.map(({ type }) => type))].sort()).toEqual(eventTypes.toSorted())
    const { store, table } = stand
    const sizes: Record<string, number> = {}
    for (const [index, event] of events.entries()) {
      // Each alone, in a feed of its own.
      const agency = `H26.${String(200 + index)}`
      await store.take([like(event, `${event.subject.slice(0, -3)}${800 + index}`, 1, agency)])
      const key = { pk: `EVENTS#${agency}`, sk: '000000000001' }
      const { Item: item } = await table.client.send(new GetCommand({ TableName: table.name, Key: key }))
      sizes[event.type] = itemSize(marshall(item))
    }
    for (const [type, bytes] of Object.entries(sizes)) expect([type, bytes]).toEqual([type, Math.min(bytes, 560)])
  })
})
