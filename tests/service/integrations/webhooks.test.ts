import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { delivering } from '../../../functions/integrations/store-webhooks.ts'
import { type DeliveryDesk, openDeliveryDesk } from './delivery-desk.ts'
import { city, clients, daysLater, otherWard, setClock, start, ward } from './desk.ts'
import { openReceiver, type Receiver, takes, verifies } from './receiver.ts'

let desk: DeliveryDesk
let receiver: Receiver
beforeAll(async () => {
  desk = await openDeliveryDesk()
  receiver = await openReceiver()
})
beforeEach(() => setClock(start))
afterAll(() => receiver.close())

const ids: string[] = []
beforeEach(async () => {
  for (const id of ids.splice(0)) await desk.as(clients.ward, `DELETE /v1/webhooks/${id}`, { body: {} })
})
const post = (who: string, body: object, headers: Record<string, string> = {}) =>
  desk.as(who, 'POST /v1/webhooks', { body: { url: receiver.url, agency: ward, ...body }, headers })
async function made() {
  const webhook = await desk.made(receiver)
  ids.push(webhook.id)
  return webhook
}
let dossier = 500
const next = () => {
  dossier += 1
  return dossier
}
const journal = async (id: string) =>
  (await desk.dump())
    .filter(({ pk, sk }) => pk === `WEBHOOK#${id}` && String(sk).startsWith('JOURNAL#'))
    .map(({ type, by }) => [type, (by as { id: string }).id])

describe('A new webhook', () => {
  it('is answered with a secret that is shown nowhere else and stored nowhere in the open', async () => {
    const { status, headers, body } = await post(clients.ward, {})
    ids.push(body.id)
    expect([status, headers.location]).toEqual([201, `/v1/webhooks/${body.id}`])
    expect(body).toMatchObject({ state: 'ACTIVE', agency: ward, url: receiver.url })
    expect(Buffer.from(body.secret.replace('whsec_', ''), 'base64')).toHaveLength(24)
    const shown = [await desk.show(body.id), (await desk.as(clients.ward, 'GET /v1/webhooks')).body]
    expect(JSON.stringify([...shown, await desk.dump()])).not.toContain(body.secret.slice(6))
    expect(await journal(body.id)).toEqual([['webhook.created', clients.ward]])
  })

  it('is made once for a key, and the secret is the same each time', async () => {
    const headers = { 'Idempotency-Key': 'webhook-once-1' }
    const [first, ...others] = await Promise.all([1, 2, 3].map(() => post(clients.ward, {}, headers)))
    ids.push(first?.body.id)
    for (const other of others) expect(other.body).toEqual(first?.body)
    expect((await post(clients.ward, {}, headers)).headers['idempotent-replayed']).toBe('true')
    const reused = await post(clients.ward, { description: 'Khác' }, headers)
    expect([reused.status, reused.body.type]).toEqual([422, '/problems/idempotency-key-reused'])
    const { items } = (await desk.as(clients.ward, 'GET /v1/webhooks')).body
    expect(items.filter(({ id }: { id: string }) => id === first?.body.id)).toHaveLength(1)
  })

  it('brings what happens from now on, not what was before', async () => {
    const one = next()
    await desk.happens(one, 1)
    const before = receiver.arrived.length
    await made()
    await desk.happens(one, 2)
    await desk.work()
    expect(receiver.seen().slice(before)).toEqual([`${desk.codeOf(one)}:2`])
  })

  it.each([
    [{ types: ['dossier.nothing'] }, '/types/0'],
    [{ types: [] }, '/types'],
    [{ types: ['dossier.noted', 'dossier.noted'] }, '/types'],
    [{ description: 'x'.repeat(201) }, '/description'],
    [{ url: 'not a url' }, '/url'],
    [{ url: 7 }, '/url'],
    [{ agency: undefined }, '/agency'],
    [{ secret: 'whsec_own' }, '/secret'],
  ])('is refused with %j', async (body, pointer) => {
    const { status, body: problem } = await post(clients.ward, body)
    expect([status, problem.errors[0].pointer]).toEqual([422, pointer])
  })

  it('is one of twenty at most, also when many are asked for at once', async () => {
    const asked = await Promise.all(Array.from({ length: 24 }, () => post(clients.other, { agency: otherWard })))
    const refused = asked.filter(({ status }) => status === 422)
    expect(refused.length).toBe(4)
    expect(refused[0]?.body.errors[0].pointer).toBe('/agency')
    const taken = asked.find(({ status }) => status === 201)?.body.id
    await desk.as(clients.other, `DELETE /v1/webhooks/${taken}`, { body: {} })
    expect((await post(clients.other, { agency: otherWard })).status).toBe(201)
  })

  it('is of an agency of its maker or of one below it', async () => {
    expect((await post(clients.other, { agency: ward })).status).toBe(404)
    expect((await post(clients.ward, { agency: city })).status).toBe(404)
    const { status, body } = await post(clients.city, {})
    expect(status).toBe(201)
    ids.push(body.id)
    // Another client of the same agency sees it; one of another agency is told that there is none.
    expect((await desk.as(clients.ward, `GET /v1/webhooks/${body.id}`)).status).toBe(200)
    expect((await desk.as(clients.other, `GET /v1/webhooks/${body.id}`)).body.type).toBe('/problems/webhook-not-found')
    for (const act of ['rotate', 'test', 'pause', 'resume', 'replay']) {
      const { status: denied } = await desk.as(clients.other, `POST /v1/webhooks/${body.id}/${act}`, { body: {} })
      expect([act, denied]).toEqual([act, 404])
    }
  })
})

describe('The owner of a webhook', () => {
  it('has a new secret, beside which the one before signs too', async () => {
    const { id, secret } = await made()
    const headers = { 'Idempotency-Key': 'rotate-once-1' }
    const { body } = await desk.act(id, 'rotate', {}, headers)
    expect(body.secret).not.toBe(secret)
    expect((await desk.act(id, 'rotate', {}, headers)).body.secret).toBe(body.secret)
    await desk.happens(next(), 1)
    await desk.work()
    const arrived = receiver.arrived.at(-1)
    if (!arrived) throw new Error('nothing came')
    expect([secret, body.secret].map((each) => verifies(arrived, each))).toEqual([true, true])
    expect(arrived.headers['webhook-signature']?.split(' ')).toHaveLength(2)
  })

  it('pauses it, and misses nothing when he resumes it', async () => {
    const { id } = await made()
    const one = next()
    expect((await desk.act(id, 'pause')).body).toMatchObject({ state: 'PAUSED' })
    const before = receiver.arrived.length
    for (const version of [1, 2, 3]) await desk.happens(one, version)
    await desk.work()
    expect(receiver.arrived).toHaveLength(before)
    expect((await desk.act(id, 'resume')).body).toMatchObject({ state: 'ACTIVE' })
    await desk.work()
    expect(receiver.seen().slice(before)).toEqual([1, 2, 3].map((version) => `${desk.codeOf(one)}:${version}`))
    expect(await journal(id)).toEqual(['created', 'paused', 'resumed'].map((act) => [`webhook.${act}`, clients.ward]))
  })

  it('replays from a position of the feed', async () => {
    const { id, position } = await made()
    const one = next()
    for (const version of [1, 2]) await desk.happens(one, version)
    await desk.work()
    const before = receiver.arrived.length
    expect((await desk.act(id, 'replay', { after: position })).body.position).toBe(position)
    await desk.work()
    expect(receiver.seen().slice(before)).toEqual([1, 2].map((version) => `${desk.codeOf(one)}:${version}`))
  })

  it('replays from no position of another agency, none beyond the end, and none that is no longer kept', async () => {
    const { id, position } = await made()
    const other = Buffer.from(JSON.stringify([otherWard, 0])).toString('base64url')
    const beyond = Buffer.from(JSON.stringify([ward, 999_999])).toString('base64url')
    for (const after of [other, beyond, 'garbage', '']) {
      const { status, body } = await desk.act(id, 'replay', { after })
      expect([after, status, body.errors?.[0].pointer]).toEqual([after, 422, '/after'])
    }
    await desk.happens(next(), 1)
    setClock(daysLater(40))
    await desk.happens(next(), 1)
    expect((await desk.act(id, 'replay', { after: position })).body.type).toBe('/problems/position-expired')
  })

  it('tries it with an event of no dossier, also while it is paused, and that moves nothing', async () => {
    const { id, secret, position } = await made()
    await desk.act(id, 'pause')
    expect((await desk.act(id, 'test')).status).toBe(200)
    await desk.work()
    const arrived = receiver.arrived.at(-1)
    expect(arrived?.event).toMatchObject({ specversion: '1.0', type: 'webhook.test', subject: id, agency: ward })
    expect(arrived && verifies(arrived, secret)).toBe(true)
    expect(await desk.show(id)).toMatchObject({ state: 'PAUSED', position, lastSuccess: { at: expect.any(String) } })
  })

  it('takes it away: nothing is delivered, nothing is shown, and its secret is forgotten', async () => {
    const { id } = await desk.made(receiver)
    const before = receiver.arrived.length
    await desk.happens(next(), 1)
    expect((await desk.as(clients.ward, `DELETE /v1/webhooks/${id}`, { body: {} })).status).toBe(204)
    await desk.work()
    expect(receiver.arrived).toHaveLength(before)
    expect((await desk.as(clients.ward, `GET /v1/webhooks/${id}`)).status).toBe(404)
    expect((await desk.act(id, 'resume')).status).toBe(404)
    expect((await desk.as(clients.ward, 'GET /v1/webhooks')).body.items).toEqual([])
    const head = (await desk.dump()).find(({ pk, sk }) => pk === `WEBHOOK#${id}` && sk === 'HEAD')
    expect(head?.secret).toBe('')
    expect((await journal(id)).at(-1)).toEqual(['webhook.deleted', clients.ward])
  })

  it('takes it away while the receiver is still thinking: it is counted off once, and waits for nothing', async () => {
    for (const answer of [204, 500]) {
      const { id } = await made()
      const counted = async () => (await desk.dump()).find(({ pk }) => pk === `WEBHOOKCOUNT#${ward}`)?.webhooks
      const before = Number(await counted())
      receiver.behave(async (_, response) => {
        await desk.as(clients.ward, `DELETE /v1/webhooks/${id}`, { body: {} })
        response.writeHead(answer).end()
      })
      await desk.happens(next(), 1)
      await desk.work()
      receiver.behave(takes)
      expect([answer, await counted()]).toEqual([answer, before - 1])
      const waiting = (await desk.dump()).filter(
        ({ pk, sk }) => String(pk).startsWith('DUE#') && String(sk).endsWith(id),
      )
      expect(waiting).toEqual([])
    }
  })

  it('takes it away while it is tried: it stays away, and is counted off once', async () => {
    const [{ id }] = [await made(), await made()]
    const counted = async () => (await desk.dump()).find(({ pk }) => pk === `WEBHOOKCOUNT#${ward}`)?.webhooks
    const before = Number(await counted())
    receiver.behave(async (_, response) => {
      await desk.as(clients.ward, `DELETE /v1/webhooks/${id}`, { body: {} })
      response.writeHead(500).end()
    })
    await desk.act(id, 'test')
    await desk.work()
    receiver.behave(takes)
    expect(await counted()).toBe(before - 1)
    const worker = delivering(desk.table)
    const gone = await worker.find(id)
    expect(gone).toMatchObject({ deletedAt: expect.any(String) })
    expect(gone?.lastFailure).toBeUndefined()
    // Whatever else is written of it.
    if (gone) await worker.save(gone, start, (head) => ({ ...head, lastSuccess: { at: start } }))
    expect(await counted()).toBe(before - 1)
  })
})

describe('A webhook whose client is registered no more', () => {
  const client = 'machine:city-system'

  it('is paused before it is told anything, and goes on for the client that resumes it', async () => {
    const { body } = await post(client, {})
    ids.push(body.id)
    await desk.register(client, city, 2, false)
    const [one, before] = [next(), receiver.arrived.length]
    await desk.happens(one, 1)
    await desk.work()
    expect(receiver.arrived).toHaveLength(before)
    expect(await desk.show(body.id)).toMatchObject({ state: 'PAUSED', position: body.position })
    expect((await journal(body.id)).at(-1)).toEqual(['webhook.paused', 'integrations'])
    await desk.act(body.id, 'resume')
    await desk.work()
    expect(receiver.seen().slice(before)).toEqual([`${desk.codeOf(one)}:1`])
    await desk.register(client, city, 3, true)
  })
})
