import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../infra/local/first-dossier/until.ts'
import { samples, sha256, type Ticket } from '../../infra/local/first-dossier/upload.ts'
import { freePort } from '../../infra/local/free-port.ts'
import { startFrontDoor } from '../../infra/local/front-door.ts'
import { asking } from './asking.ts'
import { type Asking, openPage, type Page } from './browser.ts'
import { browserFound, executable } from './chromium.ts'

const { desk, token } = asking()
const door = desk.frontDoor
const without = `There is no Chromium at ${executable} (CHROMIUM names another; Debian: apt-get install chromium)`
if (!browserFound && !process.env.CI) console.warn(`${without}: what a browser of another origin may do is NOT tested.`)

/** What reference data that is still on its way makes of a filing just after the seed. */
const notHeardYet = ['procedure-not-in-force', 'receiving-point-unknown', 'forbidden'].map(
  (name) => `/problems/${name}`,
)

it.skipIf(browserFound || !process.env.CI)('a browser is there to test CORS with', () => expect.fail(without))

describe.skipIf(!browserFound)('a page of another origin, in Chromium', () => {
  let page: Page
  let clerk: string
  let filed: { code: string; etag: string }

  beforeAll(async () => {
    page = await openPage()
    clerk = `Bearer ${await token('clerk')}`
  })
  afterAll(() => page?.close())

  const ask = (path: string, { headers, ...asked }: Asking = {}) =>
    page.ask(door + path, { ...asked, headers: { authorization: clerk, ...headers } })
  const write = (path: string, body: object, headers: Record<string, string> = {}) =>
    ask(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
    })
  const problem = (body: string) => JSON.parse(body).type

  it('is of another origin than the front door', () => {
    expect(page.origin).not.toBe(new URL(door).origin)
  })

  it('lists dossiers with a bearer token', async () => {
    const list = await ask(`/v1/dossiers?view=inbox&agency=${desk.agency}`)
    expect(list.status).toBe(200)
    expect(JSON.parse(list.body)).toHaveProperty('items')
  })

  it('files a dossier and reads its Location and ETag, and of the same key that it was a replay', async () => {
    const key = { 'idempotency-key': randomUUID() }
    const dossier = {
      procedure: '2.000815',
      receivingPoint: desk.receivingPoint,
      channel: 'DESK',
      applicant: { kind: 'CITIZEN', name: 'Nguyễn Thị Trình Duyệt', phone: '0901234679' },
      papers: [
        { paper: 'BAN_CHINH', kind: 'ORIGINAL', copies: 1 },
        { paper: 'BAN_SAO', kind: 'PHOTOCOPY', copies: 2 },
      ],
      returnBy: { method: 'DESK' },
    }
    const first = await until('the desk takes the dossier', async () => {
      const made = await write('/v1/dossiers', dossier, key)
      if (made.status !== 201 && !notHeardYet.includes(problem(made.body))) throw new Error(made.body)
      return made.status === 201 ? made : undefined
    })
    const { code } = JSON.parse(first.body)
    expect(first.headers).toMatchObject({ etag: '"1"', location: `/v1/dossiers/${code}` })
    expect(first.headers).not.toHaveProperty('idempotent-replayed')
    const again = await write('/v1/dossiers', dossier, key)
    expect(JSON.parse(again.body).code).toBe(code)
    expect(again.headers).toMatchObject({ 'idempotent-replayed': 'true' })
    filed = { code, etag: first.headers.etag ?? '' }
  })

  it('acts with If-Match, and reads that a version was overtaken', async () => {
    const { person = '' } = desk.signIns.specialist ?? {}
    const handOver = () => write(`/v1/dossiers/${filed.code}/hand-over`, { to: { person } }, { 'if-match': filed.etag })
    const done = await handOver()
    expect([done.status, done.headers.etag]).toEqual([200, '"2"'])
    const late = await handOver()
    expect([late.status, problem(late.body)]).toEqual([412, '/problems/stale-version'])
  })

  it('puts a file to the address on its ticket and sees it verified', async () => {
    const { bytes, ...file } = samples.photo
    const asked = await write('/v1/attachments', { ...file, size: bytes.length, sha256: sha256(bytes) })
    expect(asked.status).toBe(201)
    const { id, upload }: Ticket = JSON.parse(asked.body)
    expect(new URL(upload.url).origin).not.toBe(page.origin)
    // The local S3 lets any header through; these three are what the template of the bucket allows.
    const sent = Object.keys(upload.headers).map((name) => name.toLowerCase())
    expect(sent.toSorted()).toEqual(['content-type', 'if-none-match', 'x-amz-checksum-sha256'])
    expect(await page.put(upload.url, upload.headers, bytes)).toBe(200)
    const checked = await until('the file is checked', async () => {
      const { status } = JSON.parse((await ask(`/v1/attachments/${id}`)).body)
      return ['AWAITING_UPLOAD', 'CHECKING'].includes(status) ? undefined : status
    })
    expect(checked).toBe('VERIFIED')
  })

  it.each([
    ['a path of no service', '/nowhere', 404, '/problems/not-found'],
    ['a dossier that is none', '/v1/dossiers/H26.125-000101-0000', 404, '/problems/dossier-not-found'],
    ['a query that is wrong', '/v1/dossiers?view=sideways', 422, '/problems/invalid-request'],
  ])('reads what is wrong with %s', async (_what, path, status, type) => {
    const { body, headers, ...answer } = await ask(path)
    expect([answer.status, problem(body), headers['content-type']]).toEqual([status, type, 'application/problem+json'])
  })

  it('reads that the desk is still starting, and when to ask again', async () => {
    const closed = await startFrontDoor(await freePort())
    try {
      // With a token, so that the browser asks beforehand and that is answered while nothing else is.
      const answer = await page.ask(`${closed.url}/v1/dossiers`, { headers: { authorization: clerk } })
      expect([answer.status, problem(answer.body), answer.headers['retry-after']]).toEqual([
        503,
        '/problems/starting',
        '5',
      ])
    } finally {
      await closed.stop()
    }
  })

  it.each([
    ['a method that no route has', { method: 'PURGE' }],
    ['a header that is not in the table', { headers: { 'x-own': '1' } }],
  ])('is kept by its browser from %s, since the preflight does not grant it', async (_what, asked) => {
    await expect(ask('/v1/dossiers', asked)).rejects.toThrow('Failed to fetch')
  })

  it('reads no header that is not exposed', async () => {
    const { headers } = await ask(`/v1/dossiers/${filed.code}`)
    expect(headers).toHaveProperty('etag')
    expect(headers).not.toHaveProperty('x-frame-options')
  })
})
