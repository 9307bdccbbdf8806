import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { asRefusal } from '../../../shared/http/answers.ts'
import { authenticator, tokenSettings } from '../../../shared/http/token.ts'
import { anonymous } from '../../../shared/permission/actor.ts'
import { token, useTestIssuer } from '../../service/harness.ts'
import { badAuthorizations } from '../../service/permission/bad-tokens.ts'

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const bearer = `Bearer ${part({ alg: 'RS256', kid: 'k' })}.${part({ sub: 'p1', iss: 'https://i.example' })}.c2ln`
const nobody = async () => []
const known = { issuer: 'https://i.example', clientIds: [], machineScope: 'motcua/desk' }
const by = (jwksUri: string) => authenticator({ ...known, jwksUri }, nobody)

/** What the caller is told when the issuer's keys are at this address. */
const problemOf = async (jwksUri: string) => {
  const error = await by(jwksUri)(bearer).catch((cause: unknown) => cause)
  return asRefusal(error).problem
}

async function answering(status: number, body: string, ask: (uri: string) => Promise<void>) {
  const server = createServer((_, answer) => answer.writeHead(status).end(body))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  try {
    await ask(`http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`)
  } finally {
    await new Promise((closed) => server.close(closed))
  }
}

describe('the key set of the issuer', () => {
  it('that cannot be reached is our trouble: 503, not a caller sent away', async () => {
    expect(await problemOf('http://127.0.0.1:1/jwks.json')).toBe('unavailable')
  })

  it('that is answered with an error is our trouble too', async () => {
    await answering(500, '<html>', async (uri) => expect(await problemOf(uri)).toBe('unavailable'))
  })

  it('that lacks the key of a token sends the caller away', async () => {
    await answering(200, '{"keys":[]}', async (uri) => expect(await problemOf(uri)).toBe('unauthenticated'))
  })
})

describe('the actor', () => {
  it('is nobody without a token, and the store is not asked', async () => {
    expect(await by('http://127.0.0.1:1/')(undefined)).toBe(anonymous)
  })

  it.each(['', 'Bearer', 'Bearer a.b', 'Bearer a.b.c.d', 'Basic a.b.c', 'a.b.c'])('is refused for %j', async (text) => {
    await expect(by('http://127.0.0.1:1/')(text)).rejects.toMatchObject({ problem: 'unauthenticated' })
  })
})

describe('a token that proves nothing', () => {
  useTestIssuer()
  process.env.CLIENT_IDS = 'test,city'
  const asked: string[] = []
  const authenticate = authenticator(tokenSettings(), async (person) => {
    asked.push(person)
    return []
  })

  it('is one of these only by what is wrong with it', async () => {
    expect(await authenticate(`Bearer ${token('p1')}`)).toEqual({ kind: 'person', id: 'p1', memberships: [] })
    expect(asked).toEqual(['p1'])
  })

  it.each(Object.entries(badAuthorizations('p2')))('is refused when it is %s', async (_, authorization) => {
    await expect(authenticate(authorization)).rejects.toMatchObject({
      problem: 'unauthenticated',
      facts: { headers: { 'www-authenticate': 'Bearer error="invalid_token"' } },
    })
    expect(asked).not.toContain('p2')
  })

  it.each([undefined, '', 'openid', 'motcua/desk.read', 'motcua', 'MOTCUA/DESK'])(
    'is told, as a machine with the scope %j, which one it lacks: 403 by RFC 6750',
    async (scope) => {
      const refused = authenticate(`Bearer ${token('city', { client_id: 'city', scope })}`)
      await expect(refused).rejects.toMatchObject({
        problem: 'forbidden',
        facts: { headers: { 'www-authenticate': 'Bearer error="insufficient_scope", scope="motcua/desk"' } },
      })
      expect(asked).not.toContain('city')
    },
  )

  it('is a machine’s with its scope among others, and a person needs none', async () => {
    const machine = token('city', { client_id: 'city', scope: 'other/x motcua/desk' })
    expect(await authenticate(`Bearer ${machine}`)).toMatchObject({ kind: 'machine', id: 'city' })
    expect(await authenticate(`Bearer ${token('p3', { scope: undefined })}`)).toMatchObject({ kind: 'person' })
  })
})

describe('the settings of the issuer', () => {
  it('must be there', () => {
    const all = { ISSUER: 'i', JWKS_URI: 'j', MACHINE_SCOPE: 's', CLIENT_IDS: 'a,,b' }
    for (const name of ['ISSUER', 'JWKS_URI', 'MACHINE_SCOPE']) {
      expect(() => tokenSettings({ ...all, [name]: '' })).toThrow('ISSUER, JWKS_URI and MACHINE_SCOPE')
    }
    expect(tokenSettings(all)).toEqual({ issuer: 'i', jwksUri: 'j', machineScope: 's', clientIds: ['a', 'b'] })
  })
})
