import { randomUUID } from 'node:crypto'
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb'
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { beforeAll, describe, expect, it } from 'vitest'
import { desk as openDesk } from '../../../functions/dossiers/desk.ts'
import { handOver, note } from '../../../functions/dossiers/dossier.ts'
import { Intake } from '../../../functions/dossiers/schemas.ts'
import { type Found, open } from '../../../functions/dossiers/store.ts'
import { envelope } from '../../../shared/crypto/envelope.ts'
import { lookupSecret } from '../../../shared/crypto/secret.ts'
import { documents } from '../../../shared/dynamodb/client.ts'
import type { Actor } from '../../../shared/permission/actor.ts'
import type { StaffRole } from '../../../shared/permission/table.ts'
import { countCapacity } from '../../../shared/testing/capacity.ts'
import { freshTable } from '../harness.ts'
import { marriage } from './desk.ts'
import { furnish, indexes } from './office.ts'

const now = '2026-11-25T02:00:00.000Z'
// Subjects of an identity provider have 36 characters.
const who = (role: StaffRole): Actor => ({
  kind: 'person',
  id: randomUUID(),
  memberships: [{ agency: 'H26.125', role, unit: 'ho-tich', name: 'Nguyễn Văn Thường' }],
})
const [clerk, specialist] = [who('clerk'), who('specialist')]

async function measured() {
  const { base, name } = await freshTable('dossiers', indexes)
  const kms = new KMSClient({})
  const { KeyMetadata: key } = await kms.send(new CreateKeyCommand({}))
  const { Table: shape } = await base.send(new DescribeTableCommand({ TableName: name }))
  await furnish(open({ client: documents(base), name }, envelope(kms, key?.KeyId ?? '')))
  const counter = countCapacity(base, async () => (shape ? [shape] : []))
  const sealing = envelope(kms, key?.KeyId ?? '')
  let opened = 0
  const store = open(
    { client: documents(base), name },
    {
      ...sealing,
      open: (...sealed) => {
        opened += 1
        return sealing.open(...sealed)
      },
    },
  )
  const desk = openDesk({ store, hash: async (text) => text.slice(-43), secret: lookupSecret })
  const request = (actor: Actor) => ({
    actor,
    now,
    language: 'vi' as const,
    proven: async () => false,
    idempotency: { actor: actor.id, key: randomUUID(), requestHash: 'r'.repeat(22) },
  })
  const filing = (form: object) => Intake.parse(marriage({ form }))
  const file = async (form: object = {}) => (await desk.file(filing(form), request(clerk))).body
  const find = async (code: string) => (await store.find(code)) as Found
  return { counter, store, desk, request, filing, file, find, opened: () => opened }
}

let stand: Awaited<ReturnType<typeof measured>>
beforeAll(async () => {
  stand = await measured()
  await stand.file()
})

/** What a use case costs; the reference copies are remembered by then, as in a warm function. */
async function cost(work: () => Promise<unknown>) {
  stand.counter.reset()
  await work()
  const { wcu, rcu } = stand.counter.report()
  return { wcu, rcu }
}

/** What an act costs beside reading the record for the answer: the head is read and written with its entry. */
const act = async (code: string, actor: Actor, version: number, text?: string) => {
  const { desk, request, find } = stand
  const context = { ...request(actor), ifMatch: version }
  const to = { unit: 'ho-tich', person: specialist.id }
  if (text !== undefined) return desk.act(await find(code), 'note', context, (head, by) => note(head, text, by))
  return desk.act(await find(code), 'hand-over', context, (head, by) => handOver(head, to, by))
}

describe('the answer to a filing', () => {
  it('comes from what is in hand: nothing is unsealed; sent again, it is read and is the same', async () => {
    const { desk, request, filing, opened, counter } = stand
    const [context, body, before] = [request(clerk), filing({}), opened()]
    counter.reset()
    const first = await desk.file(body, context)
    expect({ opened: opened() - before, read: counter.report().rcu }).toEqual({ opened: 0, read: 1 })
    const again = await desk.file(body, context)
    expect(opened() - before).toBe(1)
    expect(JSON.parse(JSON.stringify(again))).toEqual({ ...JSON.parse(JSON.stringify(first)), replayed: true })
  })
})

describe('what a use case costs by the rules of the store', () => {
  it('is what the golden file says: one unit more fails', async () => {
    const { desk, file, find } = stand
    const form = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`field${n}`, 'x'.repeat(36)]))
    expect(JSON.stringify(form).length).toBeGreaterThan(1_900)
    const costs: Record<string, { wcu: number; rcu: number }> = {}
    costs['create with a 2 KB form'] = await cost(() => file(form))
    const { code = '', secret = '' } = await file()
    costs['hand over'] = await cost(() => act(code, clerk, 1))
    costs['hand over again'] = await cost(() => act(code, specialist, 2))
    await act(code, specialist, 3)
    await act(code, specialist, 4)
    costs['hand over with four keys kept'] = await cost(() => act(code, specialist, 5))
    costs['note of 200 characters'] = await cost(() => act(code, specialist, 6, 'ghi chú '.repeat(25)))
    costs['read the record'] = await cost(async () => {
      const found = await find(code)
      await desk.traced(found, { ...stand.request(clerk), requestId: 'r' })
      return desk.show(found, stand.request(clerk))
    })
    const lookUp = () => desk.lookUp({ code, secret }, stand.request(clerk))
    costs['look up'] = await cost(lookUp)
    for (let n = 0; n < 48; n += 1) {
      const { code: other = '' } = await file()
      if (n % 2) await act(other, clerk, 1)
    }
    const list = () => desk.list({ limit: 50 }, stand.request(clerk))
    let rows = 0
    costs['inbox page of 50'] = await cost(async () => {
      rows = (await list()).body.items.length
    })
    expect(rows).toBe(50)
    await expect(`${JSON.stringify(costs, null, 2)}\n`).toMatchFileSnapshot('./capacity.golden.json')
  })
})
