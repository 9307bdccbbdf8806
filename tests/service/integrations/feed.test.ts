import { CloudEvent, HTTP } from 'cloudevents'
import { beforeAll, describe, expect, it } from 'vitest'
import { positionAfter } from '../../../functions/integrations/position.ts'
import { dossierEvent, feedbackEvent } from '../../unit/integrations/sample.ts'
import { clients, type Desk, daysLater, openDesk, otherWard, setClock, start, ward } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

let number = 0
/** The events of a new dossier of an agency, of these types. */
function dossier(agency: string, ...types: string[]) {
  number += 1
  const code = `${agency}-261126-${String(number).padStart(4, '0')}`
  return types.map((type, index) =>
    dossierEvent(
      index + 1,
      { code, agency },
      { id: `dossiers:DOSSIER#${code}:${index + 1}`, type: `dossier.${type}`, subject: code, agency },
    ),
  )
}
// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever was answered
const named = ({ body }: any) => body.items.map(({ subject, version }: any) => `${subject.slice(-4)} ${version}`)

describe('the feed', () => {
  const [accepted, handedOver, completed] = dossier(ward, 'accepted', 'handed-over', 'completed') as [
    object,
    object,
    object,
  ]
  beforeAll(() => desk.hear(handedOver, accepted, feedbackEvent(), feedbackEvent(2, {}, { type: 'feedback.started' })))

  it('of an agency has its events in their order, and says where to go on', async () => {
    const { status, body } = await desk.read(clients.ward)
    expect(status).toBe(200)
    expect(body.items.map(({ sequence }: { sequence: number }) => sequence)).toEqual([1, 2, 3, 4])
    expect(named({ body })).toEqual(['0001 1', '0001 2', 'X2VA 1', 'X2VA 2'])
    expect(body.retryAfter).toBeGreaterThan(0)
    await desk.hear(completed)
    const { body: later } = await desk.read(clients.ward, { after: body.next })
    expect(later.items).toMatchObject([{ sequence: 5, type: 'dossier.completed', version: 3 }])
    const { body: nothing } = await desk.read(clients.ward, { after: later.next })
    expect(nothing).toMatchObject({ items: [], next: later.next })
    expect(nothing.retryAfter).toBeGreaterThan(0)
  })

  it('says that there is more at once while there is', async () => {
    const { body } = await desk.read(clients.ward, { limit: 2 })
    expect([body.items.length, body.retryAfter]).toEqual([2, 0])
  })

  it('is made of CloudEvents that the SDK reads, one by one and as a batch', async () => {
    const { body } = await desk.read(clients.ward)
    const headers = { 'content-type': 'application/cloudevents-batch+json' }
    const events = HTTP.toEvent({ headers, body: JSON.stringify(body.items) }) as CloudEvent<unknown>[]
    expect(events.map(({ id }) => id)).toEqual(body.items.map(({ id }: { id: string }) => id))
    for (const item of body.items) expect(new CloudEvent(item, true).validate()).toBe(true)
  })

  it('passes over the types that are not asked for, and goes on behind them', async () => {
    const types = 'dossier.completed,feedback.started'
    const { body } = await desk.read(clients.ward, { types })
    expect(named({ body })).toEqual(['X2VA 2', '0001 3'])
    const { body: rest } = await desk.read(clients.ward, { types, after: body.next })
    expect([rest.items, rest.next]).toEqual([[], body.next])
    const { body: first } = await desk.read(clients.ward, { types, limit: 1 })
    expect([named({ body: first }), first.retryAfter]).toEqual([['X2VA 2'], 0])
    const { body: second } = await desk.read(clients.ward, { types, limit: 1, after: first.next })
    expect(named({ body: second })).toEqual(['0001 3'])
    const { body: none } = await desk.read(clients.ward, { types: 'dossier.stopped' })
    expect([none.items, none.next]).toEqual([[], body.next])
  })

  it('knows nothing of a denunciation, whatever comes of it', async () => {
    const before = (await desk.dump()).length
    const of = { subject: '9Z3M9QX2VA' }
    const hidden = { id: of.subject, kind: 'TO_CAO', restricted: true }
    await desk.hear(feedbackEvent(3, hidden, of), feedbackEvent(1, hidden, of), feedbackEvent(2, hidden, of))
    expect((await desk.dump()).length).toBe(before)
  })
})

describe('who reads the feed', () => {
  it('may leave the agency out when he serves one, and must name it when he serves two', async () => {
    await desk.hear(...dossier(otherWard, 'accepted'))
    expect((await desk.read(clients.other)).body.items).toMatchObject([{ agency: otherWard, sequence: 1 }])
    const { status, body } = await desk.read(clients.both)
    expect([status, body.errors[0].pointer]).toEqual([422, '/query/agency'])
    expect((await desk.read(clients.both, { agency: otherWard })).body.items.length).toBe(1)
    // The city reads what its wards do; its own feed is another one, and empty.
    expect((await desk.read(clients.city, { agency: otherWard })).body.items.length).toBe(1)
    expect((await desk.read(clients.city)).body.items).toEqual([])
  })

  it('of one agency finds no other, neither one that is there nor one that is not', async () => {
    for (const agency of [otherWard, 'H26.777']) {
      const { status, body } = await desk.read(clients.ward, { agency })
      expect([status, body.type]).toEqual([404, '/problems/agency-not-found'])
    }
  })

  it.each([
    ['another agency', { after: positionAfter(otherWard, 1) }, '/query/after'],
    ['nobody: beyond the end', { after: positionAfter(ward, 99_999) }, '/query/after'],
    ['nobody: garbage', { after: 'garbage' }, '/query/after'],
    ['nobody: other signs', { after: '../../etc' }, '/query/after'],
    ['nobody: nothing at all', { after: '' }, '/query/after'],
    ['nobody: very long', { after: 'A'.repeat(5_000) }, '/query/after'],
  ])('with the position of %s is told that it is none', async (_, query, pointer) => {
    const { status, body } = await desk.read(clients.ward, query)
    expect([status, body.errors[0].pointer]).toEqual([422, pointer])
  })

  it.each([
    ['an unknown type', { types: 'dossier.accepted,dossier.eaten' }, '/query/types'],
    ['a type that the city has no business with', { types: 'reminder.due' }, '/query/types'],
    ['an empty type', { types: 'dossier.accepted,' }, '/query/types'],
    ['no event', { limit: 0 }, '/query/limit'],
    ['more than a page', { limit: 101 }, '/query/limit'],
    ['another question', { since: '2026-11-26' }, '/query/since'],
  ])('who asks for %s is told so', async (_, query, pointer) => {
    const { status, body } = await desk.read(clients.ward, query as Record<string, string>)
    expect([status, body.errors[0].pointer]).toEqual([422, pointer])
  })
})

describe('a message that cannot be taken in', () => {
  it('comes back alone: its neighbours are in the feed', async () => {
    const [good] = dossier(ward, 'accepted') as [object]
    const { batchItemFailures } = await desk.deliver(
      { type: 'dossier.accepted', nonsense: true },
      good,
      dossierEvent(1, { status: 'new' }, { subject: 'H26.125-261126-9999' }),
    )
    expect(batchItemFailures.length).toBe(2)
    const { body } = await desk.read(clients.ward, { limit: 100 })
    expect(body.items.at(-1)).toMatchObject({ version: 1, type: 'dossier.accepted' })
    expect(JSON.stringify(body)).not.toContain('9999')
  })
})

// Last, since the clock only goes forward.
describe('what is older than 30 days', () => {
  it('is gone from the feed; who is behind it is told to begin anew, who is not goes on', async () => {
    const { body: old } = await desk.read(clients.ward, { limit: 100 })
    const last = old.items.at(-1).sequence
    setClock(daysLater(10))
    await desk.hear(...dossier(ward, 'accepted'))
    setClock(daysLater(30))
    const { body: still } = await desk.read(clients.ward, { limit: 100 })
    expect(still.items.length).toBe(last + 1)
    setClock(daysLater(31))
    const { body: kept } = await desk.read(clients.ward)
    expect(kept.items.map(({ sequence }: { sequence: number }) => sequence)).toEqual([last + 1])
    const expired = await desk.read(clients.ward, { after: positionAfter(ward, last - 1) })
    expect([expired.status, expired.body.type]).toEqual([410, '/problems/position-expired'])
    expect(expired.body.detail).toMatch(/without a position/)
    const just = await desk.read(clients.ward, { after: positionAfter(ward, last) })
    expect(named(just).length).toBe(1)
    setClock(daysLater(60))
    const { status, body: empty } = await desk.read(clients.ward)
    expect([status, empty.items]).toEqual([200, []])
    expect((await desk.read(clients.ward, { after: positionAfter(ward, last) })).status).toBe(410)
    const { body: none } = await desk.read(clients.ward, { after: empty.next })
    expect(none).toMatchObject({ items: [], next: empty.next })
    await desk.hear(...dossier(ward, 'accepted'))
    const { body: anew } = await desk.read(clients.ward, { after: empty.next })
    expect(anew.items).toMatchObject([{ sequence: last + 2 }])
    expect(anew.items[0].time).toBe(start.replace('T02:00:00.000Z', 'T09:00:00.000+07:00'))
  })
})
