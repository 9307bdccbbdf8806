import { createContext, runInContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { crossOrigin, security } from '../../../infra/front-door/headers.ts'
import { viewerRequestCode } from '../../../infra/front-door/viewer-request.ts'

const desk = 'https://desk.example.vn'
const origins = [desk, 'https://kiosk.example.vn']

interface Answer {
  statusCode: number
  statusDescription: string
  headers: Record<string, { value: string }>
  body?: { encoding: string; data: string }
}

interface Request {
  method: string
  uri: string
  headers: Record<string, { value: string; multiValue?: { value: string }[] }>
}

/** The function as CloudFront loads it: a script without modules and without Node. */
function edge(served: boolean, pages?: string[]) {
  const context = createContext(Object.create(null))
  runInContext(viewerRequestCode({ origins, served, pages }), context)
  return (method: string, sent: Record<string, string> = {}, changes: Partial<Request> = {}) => {
    const headers = Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, { value }]))
    context.event = {
      version: '1.0',
      context: { distributionId: 'E1', eventType: 'viewer-request', requestId: 'r-1' },
      viewer: { ip: '203.0.113.7' },
      request: { method, uri: '/v1/dossiers', querystring: {}, cookies: {}, headers, ...changes },
    }
    const given = JSON.parse(runInContext('JSON.stringify(handler(event))', context)) as Answer | Request
    return given
  }
}

const through = edge(true)
const nothing = edge(false)
const answered = (given: Answer | Request): Answer => {
  if (!('statusCode' in given)) throw new Error('the request was let through')
  return given
}
const said = (given: Answer | Request) =>
  Object.fromEntries(Object.entries(answered(given).headers).map(([name, { value }]) => [name, value]))
const preflight = (origin: string, method = 'POST', headers = 'authorization,if-match') => ({
  origin,
  'access-control-request-method': method,
  'access-control-request-headers': headers,
})

describe('the pages of problems', () => {
  const pages = edge(true, ['wrong-state', 'not-found'])
  const uri = (given: Answer | Request) => ('uri' in given ? given.uri : given.statusCode)

  it.each([
    ['/problems', '/problems/index.html'],
    ['/problems/', '/problems/index.html'],
    ['/problems/wrong-state', '/problems/wrong-state.html'],
  ])('%s is the file %s', (asked, file) => {
    expect(uri(pages('GET', {}, { uri: asked }))).toBe(file)
  })

  it.each(['/problems/nothing', '/problems/wrong-state.html', '/problems/../secret', '/problems//', '/problems/index'])(
    '%s is none: 404, and the bucket is not asked',
    (asked) => {
      expect(uri(pages('GET', {}, { uri: asked }))).toBe(404)
    },
  )

  it('tell the bucket nothing of who asks', () => {
    const given = pages('GET', {}, { uri: '/problems' })
    expect('headers' in given && given.headers).toEqual({})
  })
})

describe('a preflight of a front end', () => {
  it.each(origins)('of %s is granted what the table allows', (origin) => {
    const answer = answered(through('OPTIONS', preflight(origin)))
    expect(answer).toMatchObject({ statusCode: 204, statusDescription: 'No Content' })
    expect(answer.body).toBeUndefined()
    expect(said(answer)).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': crossOrigin.methods.join(', '),
      'access-control-allow-headers': crossOrigin.allowed.join(', '),
      'access-control-max-age': '600',
      vary: 'Origin',
    })
  })

  it('is granted on paths that no service has, so that the 404 can be read', () => {
    expect(answered(nothing('OPTIONS', preflight(desk))).statusCode).toBe(204)
  })

  it('is told the same whatever method and headers it asks for', () => {
    const usual = through('OPTIONS', preflight(desk))
    expect(through('OPTIONS', preflight(desk, 'TRACE', 'x-own, cookie'))).toEqual(usual)
  })
})

describe('a preflight of anybody else', () => {
  it.each([
    ['another site', 'https://evil.example'],
    ['the same name over http', 'http://desk.example.vn'],
    ['another port', 'https://desk.example.vn:8443'],
    ['a longer name', 'https://desk.example.vn.evil.example'],
    ['a part of the name', 'https://desk.example'],
    ['another case', 'https://DESK.example.vn'],
    ['no origin at all', 'null'],
    ['an empty one', ''],
    ['a line break behind the name', `${desk}\r\nset-cookie: a=b`],
    ['two in one', `${desk}, https://evil.example`],
  ])('(%s) is refused without a word of CORS', (_what, origin) => {
    const answer = answered(through('OPTIONS', preflight(origin)))
    expect(answer.statusCode).toBe(403)
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
    if (origin !== '') expect(JSON.stringify(answer)).not.toContain(JSON.stringify(origin).slice(1, -1))
  })

  it('is refused when the origin was sent twice', () => {
    const headers = {
      origin: { value: desk, multiValue: [{ value: desk }, { value: 'https://evil.example' }] },
      'access-control-request-method': { value: 'POST' },
    }
    expect(answered(through('OPTIONS', {}, { headers })).statusCode).toBe(403)
  })
})

describe('an OPTIONS that is no preflight', () => {
  it('is told the methods', () => {
    expect(said(through('OPTIONS'))).toMatchObject({ allow: crossOrigin.methods.join(', ') })
    expect(said(through('OPTIONS'))).not.toHaveProperty('access-control-allow-origin')
  })
})

describe('every other request', () => {
  it.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])('%s reaches its service as it came', (method) => {
    for (const origin of [desk, 'https://evil.example']) {
      const sent = { origin, authorization: 'Bearer t', 'if-match': '"3"' }
      const passed = through(method, sent)
      expect(passed).toMatchObject({ method, uri: '/v1/dossiers', headers: { authorization: { value: 'Bearer t' } } })
      expect(passed).not.toHaveProperty('statusCode')
    }
  })

  it('carries the address that CloudFront saw, whatever address the caller claims', () => {
    const passed = through('POST', { 'x-viewer-address': '198.51.100.1' }) as Request
    expect(passed.headers['x-viewer-address']).toEqual({ value: '203.0.113.7' })
  })
})

describe('a path of no service', () => {
  it.each(['GET', 'POST', 'DELETE'])('is answered 404 to %s, and an allowed front end can read it', (method) => {
    const answer = answered(nothing(method, { origin: desk }))
    expect(answer.statusCode).toBe(404)
    expect(said(answer)).toMatchObject({
      'content-type': 'application/problem+json',
      'access-control-allow-origin': desk,
      'access-control-expose-headers': crossOrigin.exposed.join(', '),
      vary: 'Origin',
    })
    expect(JSON.parse(answer.body?.data ?? '')).toEqual({
      type: '/problems/not-found',
      title: 'Not found',
      status: 404,
      instance: 'r-1',
    })
  })

  it('is answered without a body to HEAD, and without CORS to a foreign origin', () => {
    const answer = answered(nothing('HEAD', { origin: 'https://evil.example' }))
    expect(answer.body).toBeUndefined()
    expect(said(answer)).not.toHaveProperty('access-control-allow-origin')
  })

  it('says nothing of what was asked for', () => {
    const answer = nothing('GET', {}, { uri: '/\r\nset-cookie: a=b' })
    expect(JSON.stringify(answer)).not.toContain('set-cookie')
  })
})

describe('whatever the edge itself answers', () => {
  it.each([
    ['a granted preflight', through('OPTIONS', preflight(desk))],
    ['a refused one', through('OPTIONS', preflight('https://evil.example'))],
    ['a 404', nothing('GET')],
  ])('%s has the security headers and is kept by nobody', (_what, answer) => {
    expect(said(answer)).toMatchObject({
      ...security,
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
      'cache-control': 'no-store',
    })
  })
})

describe('the code', () => {
  it('keeps within the 10 KB and the language that CloudFront Functions take', () => {
    const pages = Array.from({ length: 60 }, () => 'a-name-of-thirty-letters-long-')
    const code = viewerRequestCode({ origins: Array.from({ length: 20 }, () => desk), served: true, pages })
    expect(Buffer.byteLength(code)).toBeLessThan(10_000)
    expect(code).toMatch(/^[\x20-\x7e\n]*$/)
    const statements = code.replace(/\/\/.*|\/\*\*.*\*\//g, '')
    expect(statements).not.toMatch(/\?\.|\?\?|\.\.\.|\b(import|require|class|process)\b|(const|let) [{[]/)
  })
})
