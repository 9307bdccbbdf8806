import { createHmac } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { token } from '../harness.ts'
import { canaries, type Desk, marriage, online, openDesk } from './desk.ts'

let desk: Desk
let code: string
let own: string
beforeAll(async () => {
  desk = await openDesk()
  code = (await desk.file('clerk-1', marriage())).body.code
  own = (await desk.file('citizen-1', online())).body.code
})

describe('who sees a dossier', () => {
  it('does not exist for the clerk of another agency: reading, journal and every act are 404', async () => {
    expect((await desk.read('clerk-9', code)).status).toBe(404)
    expect((await desk.read('clerk-9', code, '/journal')).status).toBe(404)
    for (const act of ['accept', 'refuse', 'hand-over', 'complete', 'return', 'note']) {
      expect((await desk.act('clerk-9', act, code, 1)).status).toBe(404)
    }
  })

  it('does not exist for another citizen, as one that is not there', async () => {
    const foreign = await desk.read('citizen-2', own)
    const absent = await desk.read('citizen-2', 'H26.125-261126-9999')
    const { instance: _one, ...first } = foreign.body
    const { instance: _other, ...second } = absent.body
    expect([foreign.status, absent.status]).toEqual([404, 404])
    expect(first).toEqual(second)
    expect((await desk.read('citizen-2', own, '/journal')).status).toBe(404)
  })

  it('is the same answer for a code that is none', async () => {
    for (const odd of ['x', '%00', '..', 'H26.125-261126-0001%23HEAD', '__proto__']) {
      const { status, body } = await desk.read('clerk-1', odd)
      expect({ status, type: body.type }).toEqual({ status: 404, type: '/problems/dossier-not-found' })
    }
  })

  it('is open to its citizen with his own data, masked', async () => {
    const { status, body } = await desk.read('citizen-1', own)
    expect(status).toBe(200)
    expect(body.applicant.name).toBe(canaries.name)
    expect(JSON.stringify(body)).not.toContain(canaries.idNumber)
  })

  it('is open to the supervisor and the machine of the agency without the applicant', async () => {
    for (const who of ['supervisor-1', 'portal-1']) {
      const { status, body } = await desk.read(who, code)
      expect(status).toBe(200)
      expect(body.applicant).toBeUndefined()
      expect(JSON.stringify(body)).not.toContain(canaries.name)
    }
  })

  it('hides from the supervisor what was written in the acts', async () => {
    const dossier = (await desk.file('clerk-1', marriage())).body.code
    await desk.act('clerk-1', 'note', dossier, 1, { note: canaries.remark })
    expect((await desk.read('clerk-1', dossier, '/journal')).body.items[1].details).toEqual({ note: canaries.remark })
    const { status, body } = await desk.read('supervisor-1', dossier, '/journal')
    expect(status).toBe(200)
    expect(JSON.stringify(body)).not.toContain(canaries.remark)
    expect((await desk.act('supervisor-1', 'note', dossier, 2, { note: 'x' })).status).toBe(403)
  })

  it('leaves a trace when staff read personal data, and none when others read', async () => {
    const dossier = (await desk.file('citizen-1', online())).body.code
    const readers = async () =>
      (await desk.dump())
        .filter(({ pk, sk }) => pk === `DOSSIER#${dossier}` && String(sk).startsWith('READING#'))
        .map(({ by }) => by)
    for (const who of ['citizen-1', 'supervisor-1', 'clerk-9']) await desk.read(who, dossier)
    expect(await readers()).toEqual([])
    await desk.read('clerk-1', dossier)
    await desk.read('clerk-1', dossier, '/journal')
    expect(await readers()).toEqual(['clerk-1', 'clerk-1'])
  })

  it('is decided before the body is read', async () => {
    const { status } = await desk.as('clerk-9', `POST /v1/dossiers/${code}/note`, { body: '{' })
    expect(status).toBe(404)
  })
})

describe('who is signed in', () => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const seconds = Math.floor(Date.now() / 1000)
  const payload = {
    iss: 'https://issuer.example',
    sub: 'clerk-1',
    token_use: 'access',
    client_id: 'test',
    exp: seconds + 600,
  }
  const [head = '', body = '', signature = ''] = token('clerk-1').split('.')
  const hs256 = () => {
    const signed = `${part({ alg: 'HS256', kid: 'test', typ: 'JWT' })}.${part(payload)}`
    return `${signed}.${createHmac('sha256', 'test').update(signed).digest('base64url')}`
  }
  const bad: [string, () => string][] = [
    ['expired', () => token('clerk-1', { exp: seconds - 60 })],
    ['not yet valid', () => token('clerk-1', { nbf: seconds + 600 })],
    ['of another issuer', () => token('clerk-1', { iss: 'https://elsewhere.example' })],
    ['an identity token', () => token('clerk-1', { token_use: 'id' })],
    ['without an end', () => token('clerk-1', { exp: undefined })],
    ['without a subject', () => token('')],
    ['unsigned (alg none)', () => `${part({ alg: 'none', kid: 'test' })}.${part(payload)}.`],
    ['unsigned with a signature', () => `${part({ alg: 'none', kid: 'test' })}.${part(payload)}.${signature}`],
    ['signed with HS256', hs256],
    ['named HS256 in its head', () => token('clerk-1', {}, { alg: 'HS256' })],
    ['of an unknown key', () => token('clerk-1', {}, { kid: 'other' })],
    ['changed after signing', () => `${head}.${part({ ...payload, sub: 'leader-1' })}.${signature}`],
    ['with a bit changed', () => `${head}.${body}.${signature.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))}`],
    ['no token', () => 'hello'],
    ['empty', () => '..'],
  ]

  it.each(bad)('is not who brings a token that is %s: 401', async (_, make) => {
    const headers = { authorization: `Bearer ${make()}` }
    const answer = await desk.as(undefined, `GET /v1/dossiers/${code}`, { headers })
    expect(answer.status).toBe(401)
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer/)
  })

  it('is nobody without a token: 401 wherever something is not public', async () => {
    expect((await desk.read(undefined, code)).status).toBe(401)
    expect((await desk.read(undefined, 'x')).status).toBe(401)
    expect((await desk.as(undefined, 'GET /v1/dossiers')).status).toBe(401)
    expect((await desk.as(undefined, 'POST /v1/dossiers', { body: '{' })).status).toBe(401)
  })

  it('is refused with a bad token even where anybody may ask', async () => {
    const headers = { authorization: 'Basic dGVzdDp0ZXN0' }
    expect((await desk.as(undefined, 'GET /v1/dossiers/health', { headers })).status).toBe(401)
    expect((await desk.as(undefined, 'GET /v1/dossiers/health')).status).toBe(200)
  })

  it('gains nothing by roles that a token claims', async () => {
    const bearer = token('citizen-2', {
      'cognito:groups': ['clerk', 'supervisor'],
      role: 'clerk',
      memberships: ['H26.125'],
    })
    expect((await desk.as(undefined, `GET /v1/dossiers/${code}`, { token: bearer })).status).toBe(404)
  })
})
