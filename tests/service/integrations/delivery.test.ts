import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type DeliveryDesk, openDeliveryDesk } from './delivery-desk.ts'
import { clients, daysLater, setClock, start, ward } from './desk.ts'
import { answers, answersAfter, hangs, openReceiver, type Receiver, takes, verifies } from './receiver.ts'

let desk: DeliveryDesk
const receivers: Receiver[] = []
const ids: string[] = []
beforeAll(async () => {
  desk = await openDeliveryDesk()
})
/** The clock only goes forward: each test begins a week after the one before it. */
let begin = start
beforeEach(() => {
  begin = daysLater(7, begin)
  setClock(begin)
})
afterAll(() => {
  for (const receiver of receivers) receiver.close()
})

async function hooked(behave = takes, more: object = {}) {
  for (const id of ids.splice(0)) await desk.as(clients.ward, `DELETE /v1/webhooks/${id}`, { body: {} })
  const receiver = await openReceiver(behave)
  receivers.push(receiver)
  const webhook = await desk.made(receiver, more)
  ids.push(webhook.id)
  await desk.work()
  return { receiver, ...webhook }
}
let dossier = 100
/** A dossier of its own for each test. */
const next = () => {
  dossier += 1
  return dossier
}
const secondsLater = (seconds: number) => new Date(Date.parse(begin) + seconds * 1000).toISOString()
const journal = async (id: string) =>
  (await desk.dump())
    .filter(({ pk, sk }) => pk === `WEBHOOK#${id}` && String(sk).startsWith('JOURNAL#'))
    .map(({ type, data }) => ({ type, data }) as { type: string; data: Record<string, unknown> })
const waiting = async (id: string) =>
  (await desk.dump()).filter(({ pk, sk }) => String(pk).startsWith('DUE#') && String(sk).endsWith(id))

describe('A webhook', () => {
  it('brings what stands in the feed, in its order, signed, each event once', async () => {
    const { receiver, secret, id } = await hooked()
    const [one, two] = [next(), next()]
    for (const version of [1, 2, 3]) for (const each of [one, two]) await desk.happens(each, version)
    await desk.work()
    expect(receiver.arrived.map(({ event }) => `${event.subject}:${event.version}`)).toEqual(
      [1, 2, 3].flatMap((version) => [one, two].map((each) => `${desk.codeOf(each)}:${version}`)),
    )
    for (const arrived of receiver.arrived) {
      expect(verifies(arrived, secret)).toBe(true)
      expect(verifies({ ...arrived, body: arrived.body.replace('dossier.', 'dossier,') }, secret)).toBe(false)
      expect(arrived.headers['webhook-id']).toBe(arrived.event.id)
      expect(arrived.headers['content-type']).toBe('application/cloudevents+json')
    }
    const { body: feed } = await desk.read(clients.ward)
    expect(receiver.arrived.map(({ event }) => event)).toEqual(feed.items.slice(-6))
    const shown = await desk.show(id)
    expect(shown).toMatchObject({ state: 'ACTIVE', position: feed.next })
    expect(shown.lastSuccess.at).toMatch(/\+07:00$/)
  })

  it('brings the types that are wanted, and passes over the others for good', async () => {
    const { receiver, id } = await hooked(takes, { types: ['dossier.completed'] })
    const one = next()
    await desk.happens(one, 1)
    await desk.happens(one, 2, { type: 'dossier.completed' })
    await desk.happens(one, 3, { type: 'dossier.returned' })
    await desk.work()
    expect(receiver.seen()).toEqual([`${desk.codeOf(one)}:2`])
    expect((await desk.show(id)).position).toBe((await desk.read(clients.ward)).body.next)
  })

  it('is worked on by one at a time, however often it is woken', async () => {
    const { receiver } = await hooked(answersAfter(30))
    const one = next()
    // Each event sends a message; all of them are handed out at once while the first delivery goes on.
    for (let version = 1; version <= 8; version += 1) {
      await desk.happens(one, version)
      await desk.handOut()
    }
    await desk.work()
    expect(receiver.seen()).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((version) => `${desk.codeOf(one)}:${version}`))
  })
})

describe('A receiver that fails', () => {
  it('is asked again after 5 s, 5 min and 30 min with the same id, and then gets everything in order', async () => {
    const { receiver, id } = await hooked(answers(500))
    const one = next()
    for (const version of [1, 2, 3]) await desk.happens(one, version)
    await desk.work()
    expect(receiver.arrived).toHaveLength(1)
    expect(await desk.show(id)).toMatchObject({ state: 'ACTIVE', lastFailure: { reason: 'STATUS', status: 500 } })
    for (const [seconds, tries] of [
      [3, 1],
      [10, 2],
      [200, 2],
      [400, 3],
      [1_900, 3],
      [2_300, 4],
    ] as const) {
      await desk.sweepAt(secondsLater(seconds))
      expect([seconds, receiver.arrived.length]).toEqual([seconds, tries])
    }
    expect(new Set(receiver.arrived.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    receiver.behave(takes)
    await desk.sweepAt(secondsLater(3 * 3_600))
    expect(receiver.seen().slice(4)).toEqual([1, 2, 3].map((version) => `${desk.codeOf(one)}:${version}`))
    expect(await waiting(id)).toEqual([])
  })

  it('is not asked for what comes meanwhile', async () => {
    const { receiver } = await hooked(answers(500))
    const one = next()
    for (const version of [1, 2, 3]) {
      await desk.happens(one, version)
      await desk.work()
    }
    expect(receiver.arrived).toHaveLength(1)
  })

  it('is left alone as long as it asks with 503, also in the first minute', async () => {
    const { receiver } = await hooked(answers(503, { 'retry-after': '600' }))
    await desk.happens(next(), 1)
    await desk.work()
    receiver.behave(takes)
    await desk.sweepAt(secondsLater(500))
    expect(receiver.arrived).toHaveLength(1)
    await desk.sweepAt(secondsLater(700))
    expect(receiver.arrived).toHaveLength(2)
  })

  it('by 410 is asked no more, which is told with its host and no path', async () => {
    const { receiver, id, secret } = await hooked(answers(410), { description: 'Hệ thống thử' })
    await desk.happens(next(), 1)
    await desk.work()
    await desk.happens(next(), 1)
    await desk.work()
    expect(receiver.arrived).toHaveLength(1)
    expect(await desk.show(id)).toMatchObject({ state: 'DISABLED', disabledFor: 'GONE' })
    const told = (await journal(id)).find(({ type }) => type === 'webhook.disabled')
    expect(told?.data).toMatchObject({
      ...{ id, agency: ward, state: 'DISABLED', reason: 'GONE', host: new URL(receiver.url).host },
      ...{ receivingPoint: `${ward}-01`, description: 'Hệ thống thử' },
    })
    expect(JSON.stringify(told)).not.toMatch(/\/hook|whsec_/)
    expect(secret).toMatch(/^whsec_/)
  })

  it('for five days is given up, and goes on from where it stood when it is resumed', async () => {
    const { receiver, id } = await hooked(answers(500))
    const one = next()
    await desk.happens(one, 1)
    await desk.work()
    await desk.sweepAt(daysLater(4, begin))
    expect(await desk.show(id)).toMatchObject({ state: 'ACTIVE' })
    await desk.sweepAt(daysLater(5.1, begin))
    expect(await desk.show(id)).toMatchObject({ state: 'DISABLED', disabledFor: 'FAILED_TOO_LONG' })
    expect((await journal(id)).at(-1)?.data).toMatchObject({
      reason: 'FAILED_TOO_LONG',
      failingSince: expect.any(String),
    })
    expect(await waiting(id)).toEqual([])
    await desk.happens(one, 2)
    receiver.behave(takes)
    const before = receiver.arrived.length
    expect((await desk.act(id, 'resume')).body).toMatchObject({ state: 'ACTIVE' })
    await desk.work()
    expect(receiver.seen().slice(before)).toEqual([1, 2].map((version) => `${desk.codeOf(one)}:${version}`))
  })
})

describe('One bad receiver', () => {
  it('delays no other: beside one that hangs, a slow one and one that fails the good one is told at once', async () => {
    const { receiver: good } = await hooked()
    const bad = await Promise.all([hangs, answersAfter(1_500), answers(500)].map((behave) => openReceiver(behave)))
    receivers.push(...bad)
    for (const one of bad) ids.push((await desk.made(one)).id)
    await desk.work()
    const [one, began] = [next(), performance.now()]
    for (const version of [1, 2, 3]) await desk.happens(one, version)
    while (good.arrived.length < 3 && performance.now() - began < 10_000) {
      await desk.handOut()
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    expect(good.seen()).toEqual([1, 2, 3].map((version) => `${desk.codeOf(one)}:${version}`))
    // Before the slow one has said its first word, and long before the other is given up.
    expect(performance.now() - began).toBeLessThan(1_400)
    expect(bad.map(({ arrived }) => arrived.length)).toEqual([1, 1, 1])
    bad[0]?.close()
    await desk.work()
    expect(bad[1]?.seen()).toEqual(good.seen())
  })
})
