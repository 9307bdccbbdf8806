import { beforeAll, describe, expect, it } from 'vitest'
import { act, type Filed, file } from '../../infra/local/first-dossier/dossiers.ts'
import { until, whenHeard } from '../../infra/local/first-dossier/until.ts'
import { python, readByPython, readerFound } from '../service/reminders/python-reader.ts'
import { type Read, readAgain, readFeed } from '../unit/icalendar/read.ts'
import { asking } from './asking.ts'

const { desk, call, refusal } = asking()
const { receivingPoint, agency } = desk
const applicant = { kind: 'CITIZEN', name: 'Nguyễn Thị Thử', idNumber: '001199000123', phone: '0901234678' }
const fileOne = () =>
  file(call, 'clerk', {
    ...{ procedure: '2.000815', case: 'MANY_COPIES', channel: 'DESK' },
    ...{ receivingPoint, applicant, files: [] },
  })

interface Made {
  id: string
  url: string
}
const make = async (persona: string, body: object) => (await call<Made>('POST /v1/feeds', 201, { persona, body })).body
/** As a calendar program reads it: by the address alone. */
const read = (url: string, method = 'GET', headers: Record<string, string> = {}) =>
  fetch(desk.frontDoor + url, { method, headers })
const textOf = async (url: string) => {
  const answer = await read(url)
  expect([url, answer.status]).toEqual([url, 200])
  return answer.text()
}
const entryOf = (entries: Read[], { code }: Filed) => entries.filter(({ uid }) => uid === `${code}@motcua`)
const seen = (entries: Read[], dossier: Filed) =>
  entryOf(entries, dossier).map(({ start, status }) => [new Date(start).getTime(), status])
const instant = (at = '') => new Date(at).getTime()

/** Reads a feed again and again until it says this of a dossier: events are on their way for a moment. */
const readUntil = (what: string, url: string, says: (entry: Read | undefined) => boolean, dossier: Filed) =>
  until(what, async () => {
    const text = await textOf(url)
    return says(entryOf(readFeed(text).entries, dossier)[0]) ? text : undefined
  })

/** A later date on a working day, from where the sandbox's clock stands. */
async function later(): Promise<string> {
  const { now } = (await call<{ now: string }>('GET /_local/clock', 200)).body
  const body = { limit: { unit: 'WORKING_DAY', value: 20 }, acceptedAt: now }
  return (await call<{ dueAt: string }>('POST /v1/deadlines', 200, { body })).body.dueAt
}

/** The bytes of an answer, but for the id of its request. */
const bytes = async (answer: Response) => [answer.status, (await answer.text()).replace(/"instance":"[^"]*"/, '')]

const without = `There is no icalendar package for ${python} (infra/local/requirements.txt; PYTHON names another)`
if (!readerFound && !process.env.CI) console.warn(`${without}: that Python reads the feeds is NOT tested.`)
it.skipIf(readerFound || !process.env.CI)('a second reader of feeds is there', () => expect.fail(without))

let moving: Filed
let ending: Filed
let mine: Made
let all: Made
beforeAll(async () => {
  const to = { person: desk.signIns.specialist?.person ?? '' }
  const filed = [await fileOne(), await fileOne()] as const
  moving = await act(call, 'clerk', 'hand-over', filed[0], { to })
  ending = await act(call, 'clerk', 'hand-over', filed[1], { to })
  mine = await make('specialist', { of: 'MINE' })
  all = await whenHeard('the agency is known', ['agency-not-found'], () => make('leader', { of: 'AGENCY', agency }))
  for (const dossier of [moving, ending])
    await readUntil('it is in the feed', mine.url, (entry) => entry?.status === 'CONFIRMED', dossier)
})

describe('a calendar feed', () => {
  it('is read by its address alone, and not sent again while nothing has changed', async () => {
    const { status, headers } = await read(mine.url)
    expect([status, headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
    const etag = headers.get('etag') ?? ''
    const unchanged = await read(mine.url, 'GET', { 'if-none-match': etag })
    expect([unchanged.status, await unchanged.text(), unchanged.headers.get('etag')]).toEqual([304, '', etag])
    const head = await read(mine.url, 'HEAD')
    expect([head.status, await head.text(), head.headers.get('etag')]).toEqual([200, '', etag])
  })

  it('says when a dossier is due and where it is read, and nothing of its applicant', async () => {
    const text = await textOf(all.url)
    const [entry] = entryOf(readFeed(text).entries, moving)
    expect(instant(entry?.start)).toBe(instant(moving.dueAt))
    expect((await fetch(entry?.url ?? '')).status).toBe(200)
    expect(text).not.toMatch(/Nguyễn|001199000123|0901234678/)
    expect(text).not.toContain(moving.secret)
  })

  it('is made by staff, of their own agency', async () => {
    const ofAnother = await refusal('POST /v1/feeds', 404, { persona: 'leader-2', body: { of: 'AGENCY', agency } })
    expect(ofAnother.name).toBe('agency-not-found')
    for (const persona of ['citizen', 'integration'])
      await refusal('POST /v1/feeds', 403, { persona, body: { of: 'MINE' } })
    const other = await make('leader-2', { of: 'AGENCY' })
    const { entries } = readFeed(await textOf(other.url))
    expect([moving, ending].flatMap((dossier) => entryOf(entries, dossier))).toEqual([])
  })

  it('is revoked by its maker alone, and then as if it had never been', async () => {
    const { id, url } = await make('specialist', { of: 'MINE' })
    await refusal(`DELETE /v1/feeds/${id}`, 404, { persona: 'leader' })
    await textOf(url)
    await call(`DELETE /v1/feeds/${id}`, 204, { persona: 'specialist' })
    expect(await bytes(await read(url))).toEqual(await bytes(await read(`/v1/feeds/${'A'.repeat(43)}.ics`)))
    const { items } = (await call<{ items: object[] }>('GET /v1/feeds', 200, { persona: 'specialist' })).body
    expect(JSON.stringify(items)).not.toContain(id)
    expect(items).toContainEqual(expect.objectContaining({ id: mine.id }))
  })
})

describe('a calendar program that reads a feed again', () => {
  let [before, after] = ['', '']
  beforeAll(async () => {
    before = await textOf(mine.url)
    const { etag } = moving
    moving = await act(call, 'leader', 'extend', moving, { reason: 'Chờ xác minh', newDueAt: await later() })
    expect(moving.etag).not.toBe(etag)
    ending = await act(call, undefined, 'withdraw', ending, { secret: ending.secret, reason: 'Không còn nhu cầu' })
    await readUntil('one is taken out', mine.url, (entry) => entry?.status === 'CANCELLED', ending)
    after = await readUntil(
      'one has moved',
      mine.url,
      ({ start } = {} as Read) => instant(start) === instant(moving.dueAt),
      moving,
    )
  })

  const readers = [
    { by: 'ical.js', reads: readFeed, there: true },
    { by: "Python's icalendar", reads: readByPython, there: readerFound },
  ]
  describe.each(readers)('by $by', (reader) => {
    it.skipIf(!reader.there)('moves what was extended, cancels what was withdrawn and doubles nothing', () => {
      const [first, second] = [before, after].map((text) => reader.reads(text).entries) as [Read[], Read[]]
      const calendar = readAgain(first, second)
      expect(seen(calendar, moving)).toEqual([[instant(moving.dueAt), 'CONFIRMED']])
      expect(seen(calendar, ending)).toEqual([[instant(ending.dueAt), 'CANCELLED']])
      const [old, now] = [first, second].map((entries) => entryOf(entries, moving)[0]?.sequence ?? Number.NaN)
      expect(now).toBeGreaterThan(old ?? Number.NaN)
      expect(second.map(({ uid }) => uid).sort()).toEqual([...new Set(calendar.map(({ uid }) => uid))].sort())
    })
  })

  it('finds the same in the feed of the agency', async () => {
    const { entries } = readFeed(await textOf(all.url))
    expect(seen(entries, moving)).toEqual([[instant(moving.dueAt), 'CONFIRMED']])
    expect(seen(entries, ending)).toEqual([[instant(ending.dueAt), 'CANCELLED']])
  })
})
