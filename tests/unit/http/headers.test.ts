import { describe, expect, it } from 'vitest'
import { idempotency, ifMatch, language } from '../../../shared/http/headers.ts'
import type { HttpEvent } from '../../../shared/http/request.ts'
import { anonymous } from '../../../shared/permission/actor.ts'

const event = (headers: Record<string, string>, rawPath = '/v1/a', method = 'POST'): HttpEvent => ({
  rawPath,
  headers,
  requestContext: { requestId: 'r', http: { method } },
})

describe('If-Match', () => {
  it.each([
    ['"7"', 7],
    [' "12" ', 12],
    ['W/"7"', -1],
    ['7', -1],
    ['*', -1],
    ['"7", "8"', -1],
    ['"-7"', -1],
    ['"9999999999"', -1],
  ])('%s names version %i', (value, expected) => {
    expect(ifMatch(event({ 'if-match': value }))).toBe(expected)
  })

  it('is missing when it is absent or empty', () => {
    expect(ifMatch(event({}))).toBeUndefined()
    expect(ifMatch(event({ 'if-match': '' }))).toBeUndefined()
  })
})

describe('the language of an answer', () => {
  it.each([
    [undefined, 'vi'],
    ['', 'vi'],
    ['vi', 'vi'],
    ['en', 'en'],
    ['en-GB,en;q=0.9', 'en'],
    ['vi-VN,vi;q=0.9,en;q=0.8', 'vi'],
    ['en;q=0.5,vi;q=0.4', 'en'],
    ['vi;q=0.4, en;q=0.3', 'vi'],
    ['vi;q=0.4, en; q=0.3', 'vi'],
    ['vi; q=0.3 , en ; q=0.4', 'en'],
    ['fr', 'vi'],
    ['*', 'vi'],
    ['en;q=0', 'vi'],
    ['en;q=abc', 'vi'],
    ['EN', 'en'],
  ])('for Accept-Language %j is %s', (value, expected) => {
    expect(language(event(value === undefined ? {} : { 'accept-language': value }))).toBe(expected)
  })
})

describe('the idempotency key', () => {
  const actor = { ...anonymous, id: 'p1' }
  const of = (key: string, body: unknown = {}, path = '/v1/a', method = 'POST') =>
    idempotency(event({ 'idempotency-key': key }, path, method), actor.id, body)

  it('is optional', () => {
    expect(idempotency(event({}), actor.id, {})).toBeUndefined()
  })

  it('has 1 to 64 visible ASCII characters', () => {
    expect(of('k'.repeat(64))).toMatchObject({ actor: 'p1', key: 'k'.repeat(64) })
    for (const key of ['', ' ', 'a b', 'ệ', 'k'.repeat(65), 'a\n']) {
      expect(() => of(key)).toThrow(expect.objectContaining({ problem: 'invalid-request' }))
    }
  })

  it('belongs to what is asked: method, path and body', () => {
    const hashes = [of('k'), of('k', { a: 1 }), of('k', {}, '/v1/b'), of('k', {}, '/v1/a', 'PUT')]
    expect(new Set(hashes.map((row) => row?.requestHash)).size).toBe(4)
    expect(of('k')).toEqual(of('k'))
  })
})
