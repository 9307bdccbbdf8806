import { createHash, randomUUID } from 'node:crypto'
import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { beforeAll, describe, expect, it } from 'vitest'
import { RatingGiven } from '../../../functions/feedback/events.ts'
import { firstQuestionnaire } from '../../../functions/feedback/questionnaire.ts'
import type { QueueEvent, QueueResult } from '../../../shared/events/consumer.ts'
import { eventOf } from '../../../shared/events/envelope.ts'
import { everyAgency } from '../../../shared/permission/actor.ts'
import { type Desk, freshAddress, message, openDesk } from './desk.ts'

let desk: Desk
let onDossier: (event: QueueEvent) => Promise<QueueResult>
beforeAll(async () => {
  desk = await openDesk({ LOOKUPS_PER_ADDRESS: '40' })
  onDossier = (await import('../../../functions/feedback/on-dossier.ts')).handler
  const row = { agency: everyAgency, role: 'administrator', unit: 'thanh-pho', name: 'Quản trị', active: true } as const
  await desk.store.keepStaff('administrator-1', everyAgency, 1, row)
})

const token = 'K7Q2M9X4RT0W'
const mark = (text: string) => createHash('sha256').update(text).digest('base64url')
let dossiers = 0
function freshCode(): string {
  dossiers += 1
  return `H26.125-261116-${String(dossiers).padStart(4, '0')}`
}
const tell = async (type: string, version: number, data: object) =>
  expect((await onDossier({ Records: [message(type, version, data)] })).batchItemFailures).toEqual([])
/** A dossier that has ended, as its event tells. */
async function ended(agency = 'H26.125', type = 'dossier.completed') {
  const code = freshCode()
  await tell(type, 4, { code, agency, status: 9, ratingTokenHash: mark(token) })
  return code
}

const all = (points: number, codes = firstQuestionnaire.criteria.map(({ code }) => code)) =>
  Object.fromEntries(codes.map((code) => [code, points]))
const rate = (dossier: string, more: object = {}, headers = {}, from = freshAddress()) =>
  desk.as(undefined, 'POST /v1/ratings', { body: { dossier, token, scores: all(2), ...more }, headers, from })
const shown = (agency: string, month: string) => desk.as(undefined, `GET /v1/ratings?agency=${agency}&month=${month}`)

describe('who has the token of an ended dossier', () => {
  it('rates its desk once', async () => {
    const code = await ended()
    const { status, body } = await rate(code)
    expect({ status, body }).toEqual({
      status: 201,
      body: { agency: 'H26.125', month: expect.stringMatching(/^20\d\d-\d\d$/) },
    })
    expect(await rate(code, { scores: all(0) })).toMatchObject({
      status: 409,
      body: { type: expect.stringMatching(/already-rated$/) },
    })
  })

  it.each(['refused', 'withdrawn', 'stopped', 'completed', 'returned'])(
    'rates it when the dossier was %s',
    async (how) => {
      expect((await rate(await ended('H26.125', `dossier.${how}`))).status).toBe(201)
    },
  )

  it('rates it once when the dossier ends and is then returned', async () => {
    const code = await ended()
    expect((await rate(code)).status).toBe(201)
    await tell('dossier.returned', 5, { code, agency: 'H26.125', ratingTokenHash: mark(token) })
    expect((await rate(code)).status).toBe(409)
  })

  it('is counted once of ten who come at the same time', async () => {
    const code = await ended()
    const came = await Promise.all(Array.from({ length: 10 }, () => rate(code)))
    expect(came.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 409)])
  })

  it('types it as he likes', async () => {
    expect((await rate(await ended(), { token: ' k7q2-m9x4-rtow ' })).status).toBe(201)
  })

  it('gets the same answer when he sends again by the same key, and no other by it', async () => {
    const [code, from] = [await ended(), freshAddress()]
    const headers = { 'idempotency-key': randomUUID() }
    const first = await rate(code, {}, headers, from)
    const again = await rate(code, {}, headers, from)
    expect(again).toMatchObject({ status: 201, body: first.body, headers: { 'idempotent-replayed': 'true' } })
    expect(first.headers).not.toHaveProperty('idempotent-replayed')
    expect((await rate(code, { scores: all(0) }, headers, from)).body.type).toMatch(/idempotency-key-reused$/)
    expect((await rate(code, {}, headers)).status).toBe(409) // the same key from another address is another's
  })
})

describe('who has not', () => {
  it('is told the same of a wrong token, an open dossier, an unknown one and of what is no code', async () => {
    const open = freshCode()
    const before = freshCode()
    await tell('dossier.completed', 4, { code: before, agency: 'H26.125' }) // of before there were tokens
    const answers = await Promise.all([
      rate(await ended(), { token: 'K7Q2M9X4RT0X' }),
      rate(await ended(), { token: '' }),
      ...[open, before, 'H26.999-200101-0001', 'no code', ''].map((code) => rate(code)),
    ])
    const plain = answers.map(({ status, headers, body: { instance: _own, ...body } }) => ({ status, headers, body }))
    expect(plain[0]).toMatchObject({ status: 404, body: { type: expect.stringMatching(/rating-not-possible$/) } })
    for (const one of plain) expect(one).toEqual(plain[0])
  })

  it('has ten tries for a dossier, from wherever he comes, and so has who has the token', async () => {
    const code = await ended()
    const tries = await Promise.all(Array.from({ length: 12 }, () => rate(code, { token: 'WRONG' })))
    expect(tries.filter(({ status }) => status === 404)).toHaveLength(10)
    const { status, headers } = await rate(code)
    expect({ status, wait: Number(headers['retry-after']) > 0 }).toEqual({ status: 429, wait: true })
  })

  it('has the tries of his address, and takes none from others', async () => {
    const from = freshAddress()
    const tries = await Promise.all(Array.from({ length: 60 }, () => rate(freshCode(), {}, {}, from)))
    expect(tries.filter(({ status }) => status === 404)).toHaveLength(40)
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(20)
    expect((await rate(await ended())).status).toBe(201)
  })

  it('costs nobody a try and leaves nothing behind with what is no code', async () => {
    const from = freshAddress()
    for (let n = 0; n < 50; n += 1) expect((await rate('no code', {}, {}, from)).status).toBe(404)
    expect((await rate(await ended(), {}, {}, from)).status).toBe(201)
  })
})

describe('an answer', () => {
  it.each([
    ['with a criterion left out', () => ({ scores: { ...all(2), ATTITUDE: undefined } }), '/scores/ATTITUDE'],
    ['with one that was not asked', () => ({ scores: { ...all(2), PRICE: 1 } }), '/scores/PRICE'],
    ['with three points', () => ({ scores: { ...all(2), ATTITUDE: 3 } }), '/scores/ATTITUDE'],
    ['with half a point', () => ({ scores: { ...all(2), ATTITUDE: 0.5 } }), '/scores/ATTITUDE'],
    ['with more than is asked for', () => ({ name: 'Nguyễn Thị Ví Dụ' }), '/name'],
  ])('%s is refused and costs no try', async (_why, more, pointer) => {
    const code = await ended()
    for (let n = 0; n < 11; n += 1) {
      const { status, body } = await rate(code, more())
      expect({ status, pointers: body.errors.map((one: { pointer: string }) => one.pointer) }).toEqual({
        status: 422,
        pointers: [pointer],
      })
    }
    expect((await rate(code)).status).toBe(201)
  })

  it('is stored and told without the code of its dossier, and its event has nothing but agency, month and version', async () => {
    const code = await ended('H26.999')
    const { body } = await rate(code, {}, { 'idempotency-key': randomUUID() })
    const items = (await desk.dump()).filter((item) => !/^(?:ENDED|BUDGET)#/.test(String(item.pk)))
    expect(items.filter((item) => JSON.stringify(item).includes(code))).toEqual([])
    const { Items: entries = [] } = await desk.table.client.send(
      new QueryCommand({
        TableName: desk.table.name,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': `RATINGS#H26.999#${body.month}` },
      }),
    )
    expect(entries).toHaveLength(1)
    const entry = items.find(({ pk }) => pk === `RATING#${entries[0]?.sk}`)
    const event = eventOf('feedback', entry as never)
    expect(event).toMatchObject({ type: 'rating.given', version: 1, agency: 'H26.999' })
    expect(RatingGiven.strict().parse(event.data)).toEqual({ agency: 'H26.999', month: body.month, questionnaire: 1 })
    expect(mark(code)).not.toBe(event.subject)
  })
})

describe('what a month comes to', () => {
  it('is shown from five answers on, and nothing before, not even how many', async () => {
    let month = ''
    for (let n = 1; n <= 5; n += 1) {
      const { body } = await rate(await ended('H26.001'), { scores: all(n === 1 ? 0 : 2) })
      month = body.month
      const { status, body: totals } = await shown('H26.001', month)
      expect(status).toBe(200)
      if (n < 5) expect(totals).toEqual({ agency: 'H26.001', month, answers: null })
      else expect(totals).toMatchObject({ answers: 5, totals: [{ average: 14.4, class: 'GOOD', mostPoints: 18 }] })
    }
    const [{ criteria }] = (await shown('H26.001', month)).body.totals
    expect(criteria).toEqual(firstQuestionnaire.criteria.map(({ code }) => ({ code, points: 8, average: 1.6 })))
    expect((await shown('H26.001', '2020-01')).body).toEqual({ agency: 'H26.001', month: '2020-01', answers: null })
    expect((await shown('H26.777', month)).body).toEqual({ agency: 'H26.777', month, answers: null })
  })

  it.each(['2026-13', '26-01', ''])('is not asked for as %s', async (month) => {
    expect((await shown('H26.125', month)).status).toBe(422)
  })
})

describe('the questionnaire', () => {
  const text = { vi: 'Làm nhanh', en: 'Fast' }
  const next = {
    criteria: [
      { code: 'SPEED', text },
      { code: 'MANNER', text },
    ],
    classes: [
      { code: 'GOOD', from: 3, text },
      { code: 'WEAK', from: 0, text },
    ],
  }
  const publish = (who: string | undefined, version: number, body: object = next, key?: string) =>
    desk.as(who, 'PUT /v1/ratings/questionnaire', {
      body,
      headers: { 'if-match': `"${version}"`, ...(key ? { 'idempotency-key': key } : {}) },
    })
  const asked = () => desk.as(undefined, 'GET /v1/ratings/questionnaire')

  it('is public, and the first is version 1', async () => {
    const { body, headers } = await asked()
    expect({ body, etag: headers.etag }).toEqual({ body: { version: 1, ...firstQuestionnaire }, etag: '"1"' })
  })

  it('is published by who may for all agencies, and by no one else', async () => {
    for (const who of ['clerk-1', 'leader-1', 'leader-0', 'supervisor-1'])
      expect((await publish(who, 1)).status).toBe(403)
    expect((await publish(undefined, 1)).status).toBe(401)
    expect((await desk.as('administrator-1', 'PUT /v1/ratings/questionnaire', { body: next })).status).toBe(428)
    const wrong = { ...next, classes: [{ code: 'GOOD', from: 3, text }] }
    expect((await publish('administrator-1', 1, wrong)).body.errors[0].pointer).toBe('/classes/0/from')
    expect((await asked()).body.version).toBe(1)
  })

  it('gets a new version, to which a month counts apart', async () => {
    const agency = 'H26.888'
    let month = ''
    for (let n = 0; n < 5; n += 1) month = (await rate(await ended(agency))).body.month
    const key = randomUUID()
    const { status, body, headers } = await publish('administrator-1', 1, next, key)
    expect({ status, body, etag: headers.etag }).toEqual({ status: 200, body: { version: 2, ...next }, etag: '"2"' })
    expect(await publish('administrator-1', 1, next, key)).toMatchObject({
      body: { version: 2 },
      headers: { 'idempotent-replayed': 'true' },
    })
    expect((await rate(await ended(agency))).status).toBe(422) // the old answers are no answers any more
    const answer = () => ({ scores: all(2, ['SPEED', 'MANNER']) })
    for (let n = 0; n < 4; n += 1) expect((await rate(await ended(agency), answer())).status).toBe(201)
    const before = (await shown(agency, month)).body
    expect(before).toMatchObject({ answers: 5, totals: [{ questionnaire: 1, answers: 5 }] })
    await rate(await ended(agency), answer())
    expect((await shown(agency, month)).body).toMatchObject({
      answers: 10,
      totals: [before.totals[0], { questionnaire: 2, answers: 5, mostPoints: 4, class: 'GOOD' }],
    })
  })

  it('is published over the newest alone, once of many who do it together', async () => {
    const { version } = (await asked()).body
    const came = await Promise.all([1, 2, 3, 4].map(() => publish('administrator-1', version)))
    expect(came.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412])
    const stale = await publish('administrator-1', version)
    expect({ status: stale.status, etag: stale.headers.etag }).toEqual({ status: 412, etag: `"${version + 1}"` })
    for (const wrong of [0, 99]) expect((await publish('administrator-1', wrong)).status).toBe(412)
  })
})
