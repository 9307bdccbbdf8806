import { randomUUID } from 'node:crypto'
import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Read, readAgain, readFeed } from '../../unit/icalendar/read.ts'
import { city, type Desk, local, openDesk, otherWard, pages, ward } from './api-desk.ts'
import { python, readByPython, readerFound } from './python-reader.ts'

let desk: Desk
const code = (n: number, at = ward) => `${at}-261116-000${n}`
const uid = (n: number, at = ward) => `${code(n, at)}@motcua`
const make = (who: string, body: object, headers: Record<string, string> = {}) =>
  desk.as(who, 'POST /v1/feeds', { body, headers })
const read = (url: string, headers: Record<string, string> = {}) => desk.as(undefined, `GET ${url}`, { headers })
/** What a program has read of a feed: UID, when, state. */
const seen = (entries: Read[]) => entries.map(({ uid: id, start, status }) => [id, start, status])
const due = local('2026-11-19 17:00')
const bytes = ({ status, headers, body }: Awaited<ReturnType<typeof read>>) =>
  JSON.stringify({ status, headers, body: { ...body, instance: '' } })

beforeAll(async () => {
  desk = await openDesk()
  await desk.staff('officer', ward, 'specialist')
  await desk.staff('colleague', ward, 'specialist')
  await desk.staff('city-leader', city, 'leader')
  await desk.staff('stranger', otherWard)
  await desk.dossier(code(1), 1, 'accepted', { assignee: { person: 'officer' } })
  await desk.dossier(code(2), 1, 'accepted', { assignee: { person: 'colleague' } })
  await desk.dossier(code(1, otherWard), 1, 'accepted', { assignee: { person: 'stranger' } })
})

const without = `There is no icalendar package for ${python} (infra/local/requirements.txt; PYTHON names another)`
if (!readerFound && !process.env.CI) console.warn(`${without}: that Python reads the feeds is NOT tested.`)
it.skipIf(readerFound || !process.env.CI)('a second reader of feeds is there', () => expect.fail(without))

describe('a feed', () => {
  it('has its address in the answer that made it, and nowhere else', async () => {
    const { status, headers, body } = await make('officer', { of: 'MINE' })
    expect({ status, of: body.of, agency: body.agency }).toEqual({ status: 201, of: 'MINE', agency: ward })
    expect(body.url).toMatch(/^\/v1\/feeds\/[A-Za-z0-9_-]{43}\.ics$/)
    expect(headers.location).toBe(body.url)
    const [, token = ''] = /feeds\/(.+)\.ics/.exec(body.url) ?? []
    const { items } = (await desk.as('officer', 'GET /v1/feeds')).body
    expect(items).toContainEqual({ id: body.id, of: 'MINE', agency: ward, createdAt: body.createdAt })
    const { Items: kept } = await desk.table.client.send(new ScanCommand({ TableName: desk.table.name }))
    expect(JSON.stringify(kept)).toContain(body.id)
    expect(JSON.stringify(kept)).not.toContain(token)
  })

  it('is one of twenty that a person may have; after one is revoked there is room for another', async () => {
    await desk.staff('collector', ward, 'specialist')
    for (let n = 0; n < 20; n += 1) expect((await make('collector', { of: 'MINE' })).status).toBe(201)
    expect((await make('collector', { of: 'MINE' })).status).toBe(422)
    const [first] = (await desk.as('collector', 'GET /v1/feeds')).body.items
    expect((await desk.as('collector', `DELETE /v1/feeds/${first.id}`)).status).toBe(204)
    expect((await make('collector', { of: 'MINE' })).status).toBe(201)
  })

  it('is a calendar that any program may read by its address', async () => {
    const { body } = await make('officer', { of: 'AGENCY' })
    const answer = await read(body.url)
    expect(answer.status).toBe(200)
    expect(answer.headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="han-ho-so-va-y-kien.ics"',
      'cache-control': 'private, no-cache',
    })
    const { name, method, entries } = readFeed(answer.body)
    expect({ name, method }).toEqual({ name: 'Hạn hồ sơ và ý kiến: Ủy ban nhân dân phường Ví Dụ', method: 'PUBLISH' })
    expect(entries[0]).toMatchObject({
      uid: uid(1),
      summary: `Hạn trả hồ sơ ${code(1)}`,
      start: due,
      url: `${pages}/dossiers/${code(1)}`,
    })
  })

  it('of the officer has what is in his hand, that of the agency has all of it and nothing else', async () => {
    const entries = async (who: string, body: object) =>
      readFeed((await read((await make(who, body)).body.url)).body).entries
    expect(seen(await entries('officer', { of: 'MINE' }))).toEqual([[uid(1), due, 'CONFIRMED']])
    const all = [
      [uid(1), due, 'CONFIRMED'],
      [uid(2), due, 'CONFIRMED'],
    ]
    expect(seen(await entries('officer', { of: 'AGENCY' }))).toEqual(all)
    expect(seen(await entries('city-leader', { of: 'AGENCY', agency: ward }))).toEqual(all)
    expect(seen(await entries('city-leader', { of: 'AGENCY' }))).toEqual([])
  })

  it('is of an agency where he works, or below one', async () => {
    expect((await make('officer', { of: 'AGENCY', agency: otherWard })).body.type).toBe('/problems/agency-not-found')
    expect((await make('officer', { of: 'AGENCY', agency: city })).status).toBe(404)
    expect((await make('officer', { of: 'AGENCY', agency: 'H99' })).status).toBe(404)
    await desk.staff('of-two', ward)
    await desk.staff('of-two', otherWard)
    const { status, body } = await make('of-two', { of: 'MINE' })
    expect({ status, pointer: body.errors[0].pointer }).toEqual({ status: 422, pointer: '/agency' })
    expect((await make('of-two', { of: 'MINE', agency: otherWard })).status).toBe(201)
  })

  it('is the same again for the same Idempotency-Key, with its address; another request under it is refused', async () => {
    const headers = { 'idempotency-key': randomUUID() }
    const [first, again] = [
      await make('officer', { of: 'MINE' }, headers),
      await make('officer', { of: 'MINE' }, headers),
    ]
    expect(again.body).toEqual(first.body)
    expect([first, again].map((answer) => answer.headers['idempotent-replayed'])).toEqual([undefined, 'true'])
    expect((await read(again.body.url)).status).toBe(200)
    const other = await make('officer', { of: 'AGENCY' }, headers)
    expect(other.body.type).toBe('/problems/idempotency-key-reused')
    const colleague = await make('colleague', { of: 'MINE' }, headers)
    expect(colleague.body.url).not.toBe(first.body.url)
  })

  it('asked for twice at once under one key is one', async () => {
    const headers = { 'idempotency-key': randomUUID() }
    const answers = await Promise.all([1, 2, 3].map(() => make('officer', { of: 'MINE' }, headers)))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(new Set(answers.map(({ body }) => body.url)).size).toBe(1)
  })
})

describe('a feed that was read before', () => {
  it('is not sent again while nothing has changed, and is once something has', async () => {
    const { url } = (await make('officer', { of: 'AGENCY' })).body
    const first = await read(url)
    const { etag = '' } = first.headers
    expect(etag).toMatch(/^"[\w-]{43}"$/)
    const unchanged = await read(url, { 'if-none-match': etag })
    expect({ status: unchanged.status, body: unchanged.body, etag: unchanged.headers.etag }).toEqual({
      status: 304,
      body: undefined,
      etag,
    })
    await desk.dossier(code(3), 1, 'accepted')
    const changed = await read(url, { 'if-none-match': etag })
    expect(changed.status).toBe(200)
    expect(changed.headers.etag).not.toBe(etag)
  })

  const readers = [
    { by: 'ical.js', reads: readFeed, there: true },
    { by: "Python's icalendar", reads: readByPython, there: readerFound },
  ]
  describe.each(readers)('for $by', (reader) => {
    it.skipIf(!reader.there)('moves what moved, doubles nothing and takes out what is over', async () => {
      const [moving, ending, fresh] = [4, 5, 6].map((n) => `${ward}-261117-${reader.by === 'ical.js' ? 1 : 2}00${n}`)
      await desk.dossier(moving ?? '', 1, 'accepted')
      await desk.dossier(ending ?? '', 1, 'accepted')
      const { url } = (await make('officer', { of: 'AGENCY' })).body
      const entries = async () => reader.reads((await read(url)).body).entries
      const first = await entries()
      const later = local('2026-11-26 17:00')
      await desk.dossier(moving ?? '', 2, 'extended', { dueAt: later, deadlineVersion: 2 })
      await desk.dossier(ending ?? '', 2, 'withdrawn', { status: 7 })
      await desk.dossier(fresh ?? '', 1, 'accepted')
      const second = await entries()
      const of = (found: Read[], one = '') => found.filter((entry) => entry.uid === `${one}@motcua`)
      const calendar = readAgain(first, second)

      expect([of(first, moving), of(first, ending)].map((found) => seen(found).map(([, ...rest]) => rest))).toEqual([
        [[due, 'CONFIRMED']],
        [[due, 'CONFIRMED']],
      ])
      expect([moving, ending, fresh].map((one) => seen(of(calendar, one)).map(([, ...rest]) => rest))).toEqual([
        [[later, 'CONFIRMED']],
        [[due, 'CANCELLED']],
        [[due, 'CONFIRMED']],
      ])
      expect(of(second, moving)[0]?.sequence).toBeGreaterThan(of(first, moving)[0]?.sequence ?? 0)
      expect(calendar).toHaveLength(first.length + 1)
      expect(new Set(second.map((entry) => entry.uid)).size).toBe(second.length)
    })
  })

  it.skipIf(!readerFound)('says the same to both readers', async () => {
    const { body } = await read((await make('officer', { of: 'AGENCY' })).body.url)
    const shared = ({ uid: id, sequence, status, start, summary, description, url, stamp }: Read) => ({
      ...{ id, sequence, status, start, summary, description, url, stamp },
    })
    const [one, two] = [readFeed(body), readByPython(body)]
    expect(two.entries.map(shared)).toEqual(one.entries.map(shared))
    expect([two.name, two.method]).toEqual([one.name, one.method])
  })

  it('takes a dossier out of the calendar of who gave it away and shows it to who has it now', async () => {
    const one = code(7)
    await desk.dossier(one, 1, 'accepted', { assignee: { person: 'officer' } })
    const [giver, taker] = [await make('officer', { of: 'MINE' }), await make('colleague', { of: 'MINE' })]
    await desk.dossier(one, 2, 'assigned', { assignee: { person: 'colleague' } })
    const state = async (url: string) =>
      readFeed((await read(url)).body).entries.find((entry) => entry.uid === uid(7))?.status
    expect([await state(giver.body.url), await state(taker.body.url)]).toEqual(['CANCELLED', 'CONFIRMED'])
  })
})

describe('a feed that shows nothing any more', () => {
  const unknown = `/v1/feeds/${'A'.repeat(43)}.ics`

  it('is revoked by who made it and by nobody else', async () => {
    const { id, url } = (await make('officer', { of: 'MINE' })).body
    expect((await desk.as('colleague', `DELETE /v1/feeds/${id}`)).status).toBe(404)
    expect((await desk.as('city-leader', `DELETE /v1/feeds/${id}`)).status).toBe(404)
    expect((await read(url)).status).toBe(200)
    const revoked = await desk.as('officer', `DELETE /v1/feeds/${id}`)
    expect({ status: revoked.status, body: revoked.body }).toEqual({ status: 204, body: undefined })
    expect((await read(url)).body.type).toBe('/problems/feed-not-found')
    expect(JSON.stringify((await desk.as('officer', 'GET /v1/feeds')).body)).not.toContain(id)
    expect((await desk.as('officer', `DELETE /v1/feeds/${id}`)).status).toBe(404)
  })

  it('ends when who made it leaves the agency', async () => {
    await desk.staff('leaving', ward)
    const { url } = (await make('leaving', { of: 'AGENCY' })).body
    await desk.staff('leaving', ward, 'clerk', 2, false)
    // The register is remembered for ten seconds by a function that has just asked it.
    await expect.poll(async () => (await read(url)).status, { timeout: 15_000, interval: 500 }).toBe(404)
    expect(bytes(await read(url))).toBe(bytes(await read(unknown)))
  })

  it('is answered with the same bytes, be it revoked, unknown or no address at all', async () => {
    const { id, url } = (await make('officer', { of: 'MINE' })).body
    await desk.as('officer', `DELETE /v1/feeds/${id}`)
    const first = bytes(await read(unknown))
    expect(first).toContain('/problems/feed-not-found')
    for (const other of [url, '/v1/feeds/x.ics', '/v1/feeds/.ics', `/v1/feeds/${id}.ics`, '/v1/feeds/%00.ics']) {
      expect([other, bytes(await read(other))]).toEqual([other, first])
    }
  })

  it('says nothing of what is wrong to who has a tag of it', async () => {
    expect((await read(unknown, { 'if-none-match': '*' })).status).toBe(404)
  })
})
