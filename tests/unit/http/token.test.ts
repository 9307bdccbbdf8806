import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { asRefusal } from '../../../shared/http/answers.ts'
import { authenticator, tokenSettings } from '../../../shared/http/token.ts'
import { anonymous } from '../../../shared/permission/actor.ts'

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const bearer = `Bearer ${part({ alg: 'RS256', kid: 'k' })}.${part({ sub: 'p1', iss: 'https://i.example' })}.c2ln`
const nobody = async () => []
const by = (jwksUri: string) => authenticator({ issuer: 'https://i.example', jwksUri, clientIds: [] }, nobody)

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

describe('the settings of the issuer', () => {
  it('must be there', () => {
    expect(() => tokenSettings({})).toThrow('ISSUER and JWKS_URI')
    expect(tokenSettings({ ISSUER: 'i', JWKS_URI: 'j', CLIENT_IDS: 'a,,b' }).clientIds).toEqual(['a', 'b'])
  })
})
