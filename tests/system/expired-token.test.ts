import { createSign } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { asking } from './asking.ts'

const { desk, token, call, refusal } = asking()

/** The local AWS keeps the pool's key in the desk's folder: only so can a token be really signed and really expired. */
function signingKey(): string {
  const folder = join(desk.folder, 'tmp', 'state', 'cognito-pool-keys')
  const name = readdirSync(folder).find((each) => each.endsWith('-access.pem'))
  if (!name) throw new Error('the local AWS has no key for access tokens')
  return readFileSync(join(folder, name), 'utf8')
}

/** The clerk's token with its life moved by some seconds, signed as the user pool signs. */
async function tokenMoved(seconds: number): Promise<string> {
  const [header = '', payload = ''] = (await token('clerk')).split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { iat: number; exp: number }
  const moved = { ...claims, iat: claims.iat + seconds, exp: claims.exp + seconds }
  const signed = `${header}.${Buffer.from(JSON.stringify(moved)).toString('base64url')}`
  return `${signed}.${createSign('sha256').update(signed).sign(signingKey(), 'base64url')}`
}

const withToken = async (seconds: number) => ({ headers: { authorization: `Bearer ${await tokenMoved(seconds)}` } })

describe('an expired token', () => {
  it('is refused, although the user pool signed it', async () => {
    const problem = await refusal('GET /v1/dossiers', 401, await withToken(-2 * 86_400))
    expect(problem.name).toBe('unauthenticated')
  })

  it('was good while it lived', async () => {
    await call('GET /v1/dossiers', 200, await withToken(-1))
  })
})
