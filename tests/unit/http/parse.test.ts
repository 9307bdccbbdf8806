import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { bodyJson, bodyText, parse, queryOf } from '../../../shared/http/parse.ts'
import type { HttpEvent } from '../../../shared/http/request.ts'

const event = (body: string | undefined, more: Partial<HttpEvent> = {}): HttpEvent => ({
  rawPath: '/v1/things',
  headers: { 'content-type': 'application/json' },
  ...(body === undefined ? {} : { body }),
  requestContext: { requestId: 'r', http: { method: 'POST' } },
  ...more,
})
const refuses = (problem: string, facts: object = {}) =>
  expect.objectContaining({ problem, facts: expect.objectContaining(facts) })

describe('the size of a body', () => {
  it('may be 256 KB in bytes, not in characters, and not one more', () => {
    expect(bodyText(event('a'.repeat(262_144)))).toHaveLength(262_144)
    expect(() => bodyText(event('a'.repeat(262_145)))).toThrow(refuses('body-too-large'))
    expect(() => bodyText(event('ệ'.repeat(100_000)))).toThrow(refuses('body-too-large'))
  })

  it('counts after the encoding of the transport is taken off', () => {
    const body = Buffer.from('a'.repeat(262_144)).toString('base64')
    expect(bodyText(event(body, { isBase64Encoded: true }))).toHaveLength(262_144)
  })
})

describe('the bytes of a body', () => {
  it('are UTF-8: what is not is refused, and not read with holes in it', () => {
    const body = Buffer.from([0x22, 0xc3, 0x28, 0x22]).toString('base64')
    expect(() => bodyText(event(body, { isBase64Encoded: true }))).toThrow(refuses('malformed-request'))
  })
})

describe('a JSON body', () => {
  it('is read with and without a charset', () => {
    const headers = { 'content-type': 'Application/JSON; charset=utf-8' }
    expect(bodyJson(event('{"a":1}', { headers }))).toEqual({ a: 1 })
  })

  it('is empty when it is absent, whatever its type', () => {
    expect(bodyJson(event(undefined, { headers: {} }))).toEqual({})
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/merge-patch+json', undefined])(
    'is refused as %s',
    (type) => {
      const headers = { 'content-type': type }
      expect(() => bodyJson(event('{}', { headers }))).toThrow(refuses('unsupported-media-type'))
    },
  )

  it.each(['{', '{"a":}', "{'a':1}", 'nothing', '{"a":1}}', '\u0000'])(
    'is refused when it is malformed: %j',
    (text) => {
      expect(() => bodyJson(event(text))).toThrow(refuses('malformed-request'))
    },
  )

  it.each(['{"a":1,"a":2}', '{"a":1,"\\u0061":1}', '{"b":[{"a":{},"a":{}}]}', '{"__proto__":1,"__proto__":2}'])(
    'names nothing twice in one object: %s',
    (text) => {
      expect(() => bodyJson(event(text))).toThrow(refuses('malformed-request'))
    },
  )

  it('may have the same name in two objects, and colons in its texts', () => {
    const text = '{"a:":":","b":{"a:":"\\":"},"c":[{"a:":1},{"a:":1}],"__proto__":{"a:":1}}'
    expect(bodyJson(event(text))).toEqual(JSON.parse(text))
  })

  it('may be nested 64 deep; brackets within texts do not count', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
    expect(bodyJson(event(nested(64)))).toBeDefined()
    expect(() => bodyJson(event(nested(65)))).toThrow(refuses('malformed-request'))
    expect(() => bodyJson(event('{"a":'.repeat(40_000)))).toThrow(refuses('malformed-request'))
    const text = `${'['.repeat(100)}\\"${'{'.repeat(100)}`
    expect(bodyJson(event(`{"a":"${text}","b":"\\\\","c":[]}`))).toBeDefined()
    expect(() => bodyJson(event(`{"a":"\\\\","b":${nested(64)}}`))).toThrow(refuses('malformed-request'))
  })

  it('is looked at once: a text that is never closed costs no more than another', () => {
    const hostile = `"${'\\"'.repeat(131_000)}`
    const plain = JSON.stringify('a'.repeat(262_000))
    const spent = (text: string) => {
      const started = performance.now()
      try {
        bodyJson(event(text))
      } catch (error) {
        expect(error).toEqual(refuses('malformed-request'))
      }
      return performance.now() - started
    }
    spent(plain)
    // Looked at once per quotation mark it would take a minute.
    expect(spent(hostile)).toBeLessThan(2_000)
  })
})

describe('what a schema refuses', () => {
  const schema = z.strictObject({ list: z.array(z.strictObject({ n: z.int() })), 'a/b~c': z.string().optional() })

  it('is named by a JSON pointer for each error', () => {
    const value = { list: [{ n: 1 }, { n: 'x' }], 'a/b~c': 1, extra: 1, more: 2 }
    try {
      parse(schema, value)
      expect.unreachable()
    } catch (error) {
      const { problem, facts } = error as { problem: string; facts: { errors: { pointer: string }[] } }
      expect(problem).toBe('invalid-request')
      expect(facts.errors.map(({ pointer }) => pointer).sort()).toEqual(['/a~1b~0c', '/extra', '/list/1/n', '/more'])
    }
  })

  it('lies under the root that was told', () => {
    const facts = { errors: [expect.objectContaining({ pointer: '/query/list' })] }
    expect(() => parse(z.object({ list: z.string() }), {}, '/query')).toThrow(refuses('invalid-request', facts))
  })
})

describe('the query', () => {
  it('is decoded', () => {
    expect(queryOf(event(undefined, { rawQueryString: 'a=%E1%BB%87&b=1+2&c' }))).toEqual({ a: 'ệ', b: '1 2', c: '' })
    expect(queryOf(event(undefined))).toEqual({})
  })

  it('may not name anything twice', () => {
    const facts = { errors: [{ pointer: '/query/a', detail: 'Given more than once' }] }
    expect(() => queryOf(event(undefined, { rawQueryString: 'a=1&a=2' }))).toThrow(refuses('invalid-request', facts))
  })

  it('reaches no prototype', () => {
    const query = queryOf(event(undefined, { rawQueryString: '__proto__=x&constructor=y' }))
    expect(Object.getPrototypeOf(query)).toBe(Object.prototype)
    expect(() => parse(z.strictObject({}), query, '/query')).toThrow(refuses('invalid-request'))
  })
})
