import { createHmac, createSign, generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { HttpEvent, HttpResult } from '../../../shared/http/request.ts'
import { call, publicKeyPem, token } from '../harness.ts'

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey

/** Authorization headers that prove nothing, by what is wrong with each; `good` is the token of the same person. */
export function badAuthorizations(sub: string, more: object = {}): Record<string, string> {
  const made = (claims: object, header: object = {}) => token(sub, { ...more, ...claims }, header)
  const now = Math.floor(Date.now() / 1000)
  const good = made({})
  const [, claims = '', signature = ''] = good.split('.')
  const hs256 = (key: string) => {
    const signed = `${part({ alg: 'HS256', kid: 'test' })}.${claims}`
    return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`
  }
  const foreign = `${part({ alg: 'RS256', kid: 'test' })}.${claims}`
  const tokens: Record<string, string> = {
    'unsigned (alg none)': `${part({ alg: 'none', kid: 'test' })}.${claims}.`,
    'unsigned (alg none) under the signature of a good one': `${part({ alg: 'none', kid: 'test' })}.${claims}.${signature}`,
    'signed by HS256 with the public key': hs256(publicKeyPem),
    'signed by HS256 with the public key without its last line break': hs256(publicKeyPem.trim()),
    'signed by a key of somebody else': `${foreign}.${createSign('sha256').update(foreign).sign(stranger, 'base64url')}`,
    'changed after it was signed': good.replace(claims, part({ ...JSON.parse(atob(claims)), sub: 'another' })),
    'for another client': made({ client_id: 'another-client' }),
    'for an audience and no client': made({ client_id: undefined, aud: 'test' }),
    'of another issuer': made({ iss: 'https://elsewhere.example' }),
    'an id token': made({ token_use: 'id' }),
    'a refresh token': made({ token_use: 'refresh' }),
    expired: made({ exp: now - 60 }),
    'without an end': made({ exp: undefined }),
    'not yet valid': made({ nbf: now + 600 }),
    'of an unknown key': made({}, { kid: 'unknown' }),
    'of no key': made({}, { kid: undefined }),
    'of nobody': made({ sub: undefined }),
    garbage: 'hello',
    empty: '',
    'three empty parts': '..',
  }
  return {
    ...Object.fromEntries(Object.entries(tokens).map(([what, bearer]) => [what, `Bearer ${bearer}`])),
    'two tokens, as two headers arrive': `Bearer ${good},Bearer ${good}`,
    'two tokens in one header': `Bearer ${good} ${good}`,
    'name and password': `Basic ${Buffer.from('test:test').toString('base64')}`,
    'a token without its scheme': good,
  }
}

/** Holds a service to refusing every bad token, on a guarded route and on a public one, without a word of the reason. */
export function refusesBadTokens(
  handler: (event: HttpEvent, context: never) => Promise<HttpResult>,
  { guarded, open, sub, claims }: { guarded: string; open: string; sub: string; claims?: object },
): void {
  describe(`${guarded} with a token that proves nothing`, () => {
    const body = guarded.startsWith('GET') ? undefined : {}

    it('is open to the same person with a good one', async () => {
      const { status } = await call(handler, guarded, { token: token(sub, claims), body })
      expect([200, 422]).toContain(status)
    })

    it('asks for a token where none came', async () => {
      const { status, headers, body } = await call(handler, guarded)
      expect({ status, type: body.type }).toEqual({ status: 401, type: '/problems/unauthenticated' })
      expect(headers).toMatchObject({ 'www-authenticate': 'Bearer', 'content-type': 'application/problem+json' })
    })

    it('tells a machine whose token lacks the scope of the desk so', async () => {
      for (const request of [guarded, open]) {
        const machine = token('machine:nobody', { client_id: 'machine:nobody', scope: 'openid' })
        const { status, headers, body: answered } = await call(handler, request, { token: machine })
        expect({ status, type: answered.type }).toEqual({ status: 403, type: '/problems/forbidden' })
        expect(headers['www-authenticate']).toBe('Bearer error="insufficient_scope", scope="motcua/desk"')
      }
    })

    it.each(Object.entries(badAuthorizations(sub, claims)))('refuses one that is %s', async (_, authorization) => {
      for (const request of [guarded, open]) {
        const { status, headers, body } = await call(handler, request, { headers: { authorization } })
        expect(status).toBe(401)
        expect(headers).toMatchObject({
          'www-authenticate': 'Bearer error="invalid_token"',
          'content-type': 'application/problem+json',
        })
        const { instance, ...rest } = body
        expect(instance).toEqual(expect.any(String))
        expect(rest).toEqual({ type: '/problems/unauthenticated', title: 'Cần đăng nhập', status: 401 })
      }
    })
  })
}
