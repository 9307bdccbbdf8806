import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { act, type Dossier, type Filed, file } from '../../infra/local/first-dossier/dossiers.ts'
import { asking } from './asking.ts'

const { desk, token, call, refusal, list } = asking()
const { receivingPoint } = desk
const applicant = { kind: 'CITIZEN', name: 'Trần Văn Mẫu', idNumber: '001088000456' }
const papers = [
  { paper: 'BAN_CHINH', kind: 'ORIGINAL', copies: 1 },
  { paper: 'BAN_SAO', kind: 'PHOTOCOPY', copies: 2 },
]
const intake = {
  procedure: '2.000815',
  receivingPoint,
  channel: 'DESK',
  applicant,
  papers,
  returnBy: { method: 'DESK' },
}
let known: Filed

const atDesk = () =>
  file(call, 'clerk', { procedure: '2.000815', channel: 'DESK', receivingPoint, applicant, files: [] })
const inbox = async () =>
  (await list<Dossier>('/v1/dossiers', 'clerk')).map(({ code, version }) => `${code} ${version}`)

/** The intake with this much changed is refused, and the inbox is as it was before. */
async function refused(status: number, change: object, headers: Record<string, string> = {}, persona = 'clerk') {
  const before = await inbox()
  const problem = await refusal('POST /v1/dossiers', status, { persona, headers, body: { ...intake, ...change } })
  expect(await inbox()).toEqual(before)
  return problem
}

const pointers = ({ errors = [] }: { errors?: { pointer: string }[] }) => errors.map(({ pointer }) => pointer)

beforeAll(async () => {
  known = await atDesk()
}, 60_000)

describe('an intake that is refused, with nothing stored', () => {
  it('names an unknown procedure', async () => {
    const problem = await refused(422, { procedure: '9.999999' })
    expect([problem.name, ...pointers(problem)]).toEqual(['procedure-not-in-force', '/procedure'])
  })

  it('names a procedure whose only version is of the future', async () => {
    const { body: today } = await call<Record<string, unknown>>('GET /v1/procedures/2.000815', 200)
    const { code: _code, version: _version, effectiveTo: _until, ...rest } = today
    const publish = (code: string, effectiveFrom: string) =>
      call(`POST /v1/procedures/${code}/versions`, 201, { persona: 'administrator', body: { ...rest, effectiveFrom } })
    await publish('9.000815', '2099-01-01')
    await publish('9.000816', '2025-07-01')
    // Once the later one can be filed, the desk has heard of both.
    await file(call, 'clerk', { procedure: '9.000816', channel: 'DESK', receivingPoint, applicant, files: [] })
    expect((await refused(422, { procedure: '9.000815' })).name).toBe('procedure-not-in-force')
  })

  it('names an unknown receiving point', async () => {
    expect((await refused(422, { receivingPoint: `${desk.agency}-99` })).name).toBe('receiving-point-unknown')
  })

  it('has a field that nobody knows', async () => {
    expect(pointers(await refused(422, { applicant: { ...applicant, nick: 'x' } }))).toEqual(['/applicant/nick'])
  })

  it('has the identity number 000000001', async () => {
    const problem = await refused(422, { applicant: { ...applicant, idNumber: '000000001' } })
    expect(pointers(problem)).toEqual(['/applicant/idNumber'])
  })

  it('lacks a required paper', async () => {
    expect(pointers(await refused(422, { papers: papers.slice(1) }))).toEqual(['/papers'])
  })

  it('has a body of 300 KB', async () => {
    expect((await refused(413, { form: { text: 'x'.repeat(300 * 1024) } })).name).toBe('body-too-large')
  })

  it('has another content type', async () => {
    expect((await refused(415, {}, { 'content-type': 'text/plain' })).name).toBe('unsupported-media-type')
  })

  it('is of a clerk of another agency', async () => {
    expect((await refused(403, {}, {}, 'clerk-2')).name).toBe('forbidden')
  })

  it('is of a citizen who plays the desk', async () => {
    expect((await refused(403, {}, {}, 'citizen')).name).toBe('forbidden')
  })

  it('has no token', async () => {
    expect((await refusal('POST /v1/dossiers', 401, { body: intake })).name).toBe('unauthenticated')
  })
})

describe('an act that is refused, with nothing changed', () => {
  const acting = (status: number, name: string, body: object, headers: Record<string, string>, persona = 'clerk') =>
    refusal(`POST /v1/dossiers/${known.code}/${name}`, status, { persona, body, headers })

  it('is forbidden by the status, which is named with the acts that are possible', async () => {
    const { name, state, possible } = await acting(409, 'accept', {}, { 'if-match': known.etag })
    expect(name).toBe('wrong-state')
    expect(state).toEqual({ code: 2, name: 'Được tiếp nhận' })
    expect(possible).toEqual(expect.arrayContaining(['hand-over', 'complete', 'note']))
    expect(possible).not.toContain('accept')
  })

  it('has no If-Match', async () => {
    expect((await acting(428, 'hand-over', {}, {})).name).toBe('precondition-required')
  })

  it('has a stale If-Match', async () => {
    const noted = await act(call, 'clerk', 'note', await atDesk(), { note: 'Đã gọi điện cho người nộp.' })
    const stale = { persona: 'clerk', body: {}, headers: { 'if-match': '"1"' } }
    const problem = await refusal(`POST /v1/dossiers/${noted.code}/hand-over`, 412, stale)
    expect(problem.name).toBe('stale-version')
  })

  it('is of a clerk of another agency, who is told that there is no such dossier', async () => {
    const problem = await acting(404, 'hand-over', {}, { 'if-match': known.etag }, 'clerk-2')
    expect(problem.name).toBe('dossier-not-found')
  })

  it('is of a role that may see the dossier but not do this', async () => {
    const problem = await acting(403, 'hand-over', {}, { 'if-match': known.etag }, 'leader')
    expect(problem.name).toBe('forbidden')
  })

  it('leaves the dossier as it was', async () => {
    const { body } = await call<Dossier>(`GET /v1/dossiers/${known.code}`, 200, { persona: 'clerk' })
    expect([body.status.code, body.version]).toEqual([2, 1])
  })
})

describe('a request that is sent again', () => {
  it('makes one dossier, and its answer has the same code and secret', async () => {
    const asked = { persona: 'clerk', body: intake, headers: { 'idempotency-key': randomUUID() } }
    const first = await call<Dossier>('POST /v1/dossiers', 201, asked)
    const count = (await inbox()).length
    const again = await call<Dossier>('POST /v1/dossiers', 200, asked)
    expect([again.body.code, again.body.secret]).toEqual([first.body.code, first.body.secret])
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(await inbox()).toHaveLength(count)
  })

  it('makes one dossier when the caller was gone before the first answer', async () => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() }
    const authorization = `Bearer ${await token('clerk')}`
    const count = (await inbox()).length
    const lost = fetch(`${desk.frontDoor}/v1/dossiers`, {
      method: 'POST',
      headers: { ...headers, authorization },
      body: JSON.stringify(intake),
      signal: AbortSignal.timeout(10),
    })
    await lost.catch(() => undefined)
    const again = (status: number) =>
      call<Dossier>('POST /v1/dossiers', status, { persona: 'clerk', body: intake, headers })
    // The lost request may or may not have been carried out.
    const { code } = (await again(201).catch(() => again(200))).body
    expect((await again(200)).body.code).toBe(code)
    expect(await inbox()).toHaveLength(count + 1)
  })

  it('makes one dossier when both are sent at once', async () => {
    const asked = { persona: 'clerk', body: intake, headers: { 'idempotency-key': randomUUID() } }
    const send = (status: number) => call<Dossier>('POST /v1/dossiers', status, asked)
    const [one, other] = await Promise.all([1, 2].map(() => send(201).catch(() => send(200))))
    expect(one?.body.code).toBe(other?.body.code)
  })

  it('is refused when its key is used with another body', async () => {
    const headers = { 'idempotency-key': randomUUID() }
    await call('POST /v1/dossiers', 201, { persona: 'clerk', body: intake, headers })
    expect((await refused(422, { returnBy: { method: 'POST' } }, headers)).name).toBe('idempotency-key-reused')
  })

  it('replays an act even with its old If-Match', async () => {
    const { code, etag } = await atDesk()
    const headers = { 'idempotency-key': randomUUID(), 'if-match': etag }
    const asked = { persona: 'clerk', body: {}, headers }
    const first = await call<Dossier>(`POST /v1/dossiers/${code}/hand-over`, 200, asked)
    const again = await call<Dossier>(`POST /v1/dossiers/${code}/hand-over`, 200, asked)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect([again.body.version, again.body.status.code]).toEqual([first.body.version, 4])
  })
})

describe('a token that is not good', () => {
  const tried = async (bearer: string) =>
    (await refusal('POST /v1/dossiers', 401, { body: intake, headers: { authorization: `Bearer ${bearer}` } })).name

  it('is forged: somebody else in a signed token', async () => {
    const [header, payload, signature] = (await token('citizen')).split('.')
    const claims = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString('utf8')) as object
    const forged = Buffer.from(JSON.stringify({ ...claims, 'cognito:groups': ['administrator'] })).toString('base64url')
    expect(await tried(`${header}.${forged}.${signature}`)).toBe('unauthenticated')
  })

  it('is forged: no signature at all', async () => {
    const [, payload] = (await token('clerk')).split('.')
    const header = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url')
    expect(await tried(`${header}.${payload}.AA`)).toBe('unauthenticated')
  })

  it('is garbage', async () => {
    expect(await tried('garbage')).toBe('unauthenticated')
  })
})
