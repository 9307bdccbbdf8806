import { mkdtempSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { crossOrigin, security } from '../../../infra/front-door/headers.ts'
import { writeOffset } from '../../../infra/local/clock.ts'
import { freePort } from '../../../infra/local/free-port.ts'
import { type FrontDoor, startFrontDoor } from '../../../infra/local/front-door.ts'

let upstream: Server
let door: FrontDoor

beforeAll(async () => {
  upstream = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    response.writeHead(200, {
      'content-type': 'application/json',
      etag: '"7"',
      'access-control-allow-origin': 'upstream',
    })
    const { method, url, headers } = request
    response.end(JSON.stringify({ method, url, headers, body: Buffer.concat(chunks).toString() }))
  })
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve))
  door = await startFrontDoor(await freePort())
})

afterAll(async () => {
  await door.stop()
  upstream.close()
})

describe('the front door before it is opened', () => {
  it('says that the desk is still starting', async () => {
    const answer = await fetch(`${door.url}/v1/dossiers`)
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('5')
  })
})

describe('the front door', () => {
  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), 'door-'))
    const clockFile = join(folder, 'clock.json')
    writeOffset(clockFile, 0)
    const endpoint = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`
    const places = { endpoint, clockFile, smsOutbox: join(folder, 'sms') }
    door.open({ ...places, apis: { dossiers: 'abc' }, userPoolId: 'pool', personas: ['clerk'] })
  })

  it('keeps method, raw path, query, headers and body', async () => {
    const answer = await fetch(`${door.url}/v1/dossiers/a%2Fb%20c?x=1&x=%C3%A9`, {
      method: 'POST',
      headers: { 'if-match': '"6"', authorization: 'Bearer t' },
      body: 'thân',
    })
    const seen = (await answer.json()) as { method: string; url: string; headers: Record<string, string>; body: string }
    expect(seen).toMatchObject({
      method: 'POST',
      url: '/_aws/execute-api/abc/$default/v1/dossiers/a%2Fb%20c?x=1&x=%C3%A9',
      body: 'thân',
    })
    expect(seen.headers).toMatchObject({ 'if-match': '"6"', authorization: 'Bearer t', 'content-length': '5' })
    expect(answer.headers.get('etag')).toBe('"7"')
  })

  const headersOf = async (path: string) => Object.fromEntries((await fetch(door.url + path)).headers)

  it.each(['/v1/dossiers', '/nowhere', '/problems/forbidden'])('says the security headers with %s', async (path) => {
    expect(await headersOf(path)).toMatchObject(security)
  })

  it('says them with its own pages too, but for the policy that would keep their scripts out', async () => {
    const { 'content-security-policy': policy, ...others } = security
    expect(policy).toBeDefined()
    const headers = await headersOf('/')
    expect(headers).toMatchObject(others)
    expect(headers).not.toHaveProperty('content-security-policy')
  })

  it('lets a browser of any origin read the answer', async () => {
    const answer = await fetch(`${door.url}/v1/dossiers`, { headers: { origin: 'https://front.example' } })
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-expose-headers')).toBe('ETag, Location, Retry-After, Idempotent-Replayed')
  })

  it('answers a preflight itself with what may be sent, whatever it asks for', async () => {
    const headers = {
      origin: 'https://front.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,x-own',
    }
    const answer = await fetch(`${door.url}/v1/dossiers`, { method: 'OPTIONS', headers })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-methods')).toContain('POST')
    expect(answer.headers.get('access-control-allow-headers')).toBe(crossOrigin.allowed.join(', '))
    expect(answer.headers.get('access-control-max-age')).toBe('600')
  })

  it.each([
    ['GET', '/nowhere', undefined, 404],
    ['GET', '/v1/agencies', undefined, 503],
    ['DELETE', '/_local/clock', undefined, 405],
    ['POST', '/_local/clock', '{', 400],
    ['POST', '/_local/clock', '{"advance":"-P1D"}', 409],
    ['POST', '/_local/clock', JSON.stringify({ advance: 'x'.repeat(70_000) }), 413],
  ])('answers %s %s (%#) with a problem', async (method, path, body, status) => {
    const answer = await fetch(door.url + path, { method, body })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await answer.json()).toMatchObject({ status })
  })

  it('tells the time of the sandbox', async () => {
    expect(await (await fetch(`${door.url}/_local/clock`)).json()).toMatchObject({ offsetMs: 0 })
  })

  it.each([
    '/lookup?code=H26.125-261126-0001',
    '/dossiers/H26.125-261126-0001',
    '/feedback-lookup?id=0123456789',
    '/feedback/0123456789',
    '/webhooks/0123456789',
  ])('has a page where the link of a mail ends, which says whose the pages are: %s', async (path) => {
    const answer = await fetch(door.url + path)
    expect(answer.status).toBe(200)
    const page = await answer.text()
    expect(page).toContain('lang="vi"')
    expect(page).toContain('front end')
    expect(page).toContain(`${door.url}/v1/`)
  })

  it.each(['/dossiers', '/lookup/more', '/dossiersX/1', '/feedback', '/feedback-lookup/more'])(
    'has no such page at %s',
    async (path) => {
      expect((await fetch(door.url + path)).status).toBe(404)
    },
  )

  it('shows the SMS that would have been sent', async () => {
    expect(await (await fetch(`${door.url}/_local/sms`)).json()).toEqual({ messages: [] })
  })

  it('has one page that names the personas', async () => {
    expect(await (await fetch(door.url)).text()).toContain('npm run --silent token -- clerk')
  })
})
