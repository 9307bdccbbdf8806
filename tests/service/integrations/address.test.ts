import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type DeliveryDesk, openDeliveryDesk } from './delivery-desk.ts'
import { clients, setClock, start, ward } from './desk.ts'
import { answers, openReceiver, type Receiver, takes } from './receiver.ts'

let desk: DeliveryDesk
let elsewhere: Receiver
beforeAll(async () => {
  desk = await openDeliveryDesk()
  elsewhere = await openReceiver()
})
beforeEach(() => setClock(start))
afterAll(() => elsewhere.close())

describe('An address that is not for webhooks', () => {
  it.each([
    'https://10.0.0.1/x',
    'https://167772161/x',
    'https://0x0a000001/x',
    'https://0012.0.0.1/x',
    'https://169.254.169.254/latest/meta-data',
    'https://[fd00:ec2::254]/x',
    'https://[::ffff:10.0.0.1]/x',
    'https://[64:ff9b::a00:1]/x',
    'http://10.0.0.1/x',
    'http://8.8.8.8/x',
    'https://someone:secret@8.8.8.8/x',
    'ftp://8.8.8.8/x',
    'https://nowhere.invalid/x',
  ])('is refused, with its pointer alone: %s', async (url) => {
    const { status, body } = await desk.as(clients.ward, 'POST /v1/webhooks', { body: { url, agency: ward } })
    expect([status, body.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([422, ['/url']])
  })
})

describe('A receiver that points elsewhere', () => {
  it.each([301, 302, 307, 308])('by %s has failed, and nobody goes there', async (status) => {
    const receiver = await openReceiver(answers(status, { location: elsewhere.url }))
    const { id } = await desk.made(receiver)
    await desk.act(id, 'test')
    await desk.happens(status, 1)
    await desk.work()
    expect(receiver.arrived.length).toBe(2)
    expect(elsewhere.arrived).toEqual([])
    expect(await desk.show(id)).toMatchObject({ state: 'ACTIVE', lastFailure: { reason: 'STATUS', status } })
    receiver.behave(takes)
    await desk.as(clients.ward, `DELETE /v1/webhooks/${id}`, { body: {} })
    receiver.close()
  })
})
