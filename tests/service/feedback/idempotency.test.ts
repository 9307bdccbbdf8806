import { randomUUID } from 'node:crypto'
import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { beforeAll, describe, expect, it } from 'vitest'
import * as acts from '../../../functions/feedback/acts.ts'
import { desk as openTools } from '../../../functions/feedback/desk.ts'
import { Sent } from '../../../functions/feedback/schemas.ts'
import { anonymous, type Membership } from '../../../shared/permission/actor.ts'
import type { Refusal } from '../../../shared/problems/refusal.ts'
import { type Desk, note, openDesk, report } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
const heads = async () => (await desk.dump()).filter(({ sk, pk }) => sk === 'HEAD' && /^FEEDBACK/.test(`${pk}`)).length
const now = () => new Date().toISOString()
const key = () => ({ 'idempotency-key': randomUUID() })

describe('feedback that is sent again', () => {
  it('is answered with what the first request made: its id and its secret', async () => {
    const headers = key()
    const before = await heads()
    const first = await desk.send(undefined, report(), headers)
    const again = await desk.send(undefined, report(), headers)
    expect([first.status, again.status]).toEqual([201, 200])
    expect(first.headers['idempotent-replayed']).toBeUndefined()
    expect(again.headers).toMatchObject({ 'idempotent-replayed': 'true', location: first.headers.location })
    expect(again.body).toEqual(first.body)
    expect(await heads()).toBe(before + 1)
  })

  it('is told as it is now, after what was done meanwhile', async () => {
    const headers = key()
    const { id, secret } = (await desk.send(undefined, note(), headers)).body
    await desk.act('clerk-1', 'answer', id, 1, { text: 'Cảm ơn.' })
    const { body } = await desk.send(undefined, note(), headers)
    expect(body).toMatchObject({ id, secret, status: 'ANSWERED', answer: 'Cảm ơn.', version: 2 })
  })

  it('is refused when the key belongs to another request (422), an act with it too', async () => {
    const headers = key()
    const { id } = (await desk.send('clerk-1', note(), headers)).body
    const other = await desk.send('clerk-1', note({ content: 'Khác' }), headers)
    expect({ status: other.status, type: other.body.type }).toEqual({
      status: 422,
      type: '/problems/idempotency-key-reused',
    })
    const act = await desk.act('clerk-1', 'start', id, 1, {}, headers['idempotency-key'])
    expect(act.body.type).toBe('/problems/idempotency-key-reused')
  })

  it('is another one for somebody else, or from another address, with the same key', async () => {
    const headers = key()
    const made = await Promise.all([
      desk.send('citizen-1', note(), headers),
      desk.send('citizen-2', note(), headers),
      desk.send(undefined, note(), headers, '203.0.113.1'),
      desk.send(undefined, note(), headers, '203.0.113.2'),
    ])
    expect(made.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    expect(new Set(made.map(({ body }) => body.id)).size).toBe(4)
  })

  it('is one when 20 arrive at once, and as many as there are without a key', async () => {
    const headers = key()
    const before = await heads()
    const answers = await Promise.all(Array.from({ length: 20 }, () => desk.send('citizen-1', note(), headers)))
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(19).fill(200), 201])
    expect(new Set(answers.map(({ body }) => `${body.id} ${body.secret}`)).size).toBe(1)
    expect(await heads()).toBe(before + 1)
    const others = await Promise.all(Array.from({ length: 20 }, () => desk.send('citizen-1', note())))
    expect(new Set(others.map(({ body }) => body.id)).size).toBe(20)
  })

  it('never gets the id that something else has, were it drawn again: it is to be sent once more (503)', async () => {
    const { id } = await desk.sent()
    const tools = {
      store: desk.store,
      newId: () => id,
      hash: async () => 'h',
      secret: () => 'S',
      register: async () => [],
    }
    const { send } = openTools({ ...tools, reopenHours: 72 })
    const context = { actor: anonymous, now: new Date().toISOString(), clientAddress: 'somewhere' }
    const refused = await send(Sent.parse(note()), context).catch((error: Refusal) => error)
    expect(refused).toMatchObject({ problem: 'unavailable' })
    expect(await desk.journal(id)).toHaveLength(1)
  })

  it('is not told its secret again by who may take nothing down at that counter', async () => {
    const headers = key()
    const { id } = (await desk.send('citizen-1', note(), headers)).body
    await desk.table.client.send(
      new UpdateCommand({
        TableName: desk.table.name,
        Key: { pk: `FEEDBACK#${id}`, sk: 'HEAD' },
        UpdateExpression: 'SET channel = :counter',
        ExpressionAttributeValues: { ':counter': 'COUNTER' },
      }),
    )
    const { status, body } = await desk.send('citizen-1', note(), headers)
    expect({ status, secret: body.secret }).toEqual({ status: 403, secret: undefined })
  })
})

describe('an act that is sent again', () => {
  it('is found by its key with the old If-Match and with a new one, and done once when 10 arrive at once', async () => {
    const [{ id }, act] = [await desk.sent(), randomUUID()]
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => desk.act('clerk-1', 'answer', id, 1, { text: 'Cảm ơn.' }, act)),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === 'true')).toHaveLength(9)
    const again = await desk.act('clerk-1', 'answer', id, 2, { text: 'Cảm ơn.' }, act)
    expect(again.headers['idempotent-replayed']).toBe('true')
    expect(await desk.journal(id)).toHaveLength(2)
    expect((await desk.act('clerk-1', 'answer', id, 2, { text: 'Khác' }, act)).status).toBe(422)
  })

  it('is done, though the officer whom it names has left meanwhile', async () => {
    const { id } = await desk.sent()
    const officer = { agency: 'H26.125', role: 'specialist', unit: 'mot-cua', name: 'Cán bộ Ví Dụ' } as const
    let staff: Membership[] = [officer]
    const tools = { store: desk.store, newId: () => '', hash: async () => 'h', secret: () => 'S', reopenHours: 72 }
    const work = openTools({ ...tools, register: async () => staff })
    const actor = { kind: 'person', id: 'clerk-1', memberships: [{ ...officer, role: 'clerk' }] } as const
    const idempotency = { actor: 'clerk-1', key: 'k', requestHash: 'h' }
    const context = { actor: { ...actor, memberships: [...actor.memberships] }, now: now(), ifMatch: 1, idempotency }
    const start = async () => {
      const found = await work.find({ id }, context.actor)
      if (!found) throw new Error(`${id} is not there`)
      const decide = acts.start({ person: 'specialist-7' }, 'clerk-1')
      return work.act(found, 'feedback:work', context, work.handing(found, 'specialist-7', decide))
    }
    expect((await start()).replayed).toBe(false)
    staff = []
    expect((await start()).replayed).toBe(true)
  })

  it('of its author is found as well', async () => {
    const [{ id, secret }, act] = [await desk.sent(), randomUUID()]
    await desk.act('clerk-1', 'request-info', id, 1, { question: 'Ở đâu?' })
    const add = () => desk.act(undefined, 'add-info', id, 2, { text: 'Tầng 1', secret }, act)
    const [first, again] = [await add(), await add()]
    expect([first.status, again.status, again.headers['idempotent-replayed']]).toEqual([200, 200, 'true'])
    expect(again.body).toEqual(first.body)
  })
})
