import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Desk, note, openDesk, report } from './desk.ts'

let desk: Desk
let id: string
let secret: string
beforeAll(async () => {
  desk = await openDesk()
  const made = await desk.sent()
  id = made.id
  secret = made.secret
})

describe('bad input', () => {
  it('of 300 KB is refused (413), and of more than 5 000 characters (422)', async () => {
    expect((await desk.send(undefined, note({ content: 'x'.repeat(300 * 1024) }))).status).toBe(413)
    expect((await desk.send(undefined, note({ content: 'ệ'.repeat(5_001) }))).status).toBe(422)
    expect((await desk.send(undefined, note({ content: 'ệ'.repeat(5_000) }))).status).toBe(201)
  })

  it('may be HTML: it is a text like any other, kept and shown as it was written', async () => {
    const content = '<script>alert("x")</script><b onclick=x>Ghế</b> &amp; {{7*7}}'
    const { body, headers } = await desk.send(undefined, note({ content }))
    expect(body.content).toBe(content)
    expect(headers).toMatchObject({ 'content-type': expect.stringContaining('application/json') })
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect((await desk.read('clerk-1', body.id)).body.content).toBe(content)
  })

  it('with control characters, halves of letters or nothing in it is refused (422); lines are kept', async () => {
    for (const content of ['a\u0000b', 'a\u001bb', 'a\u0085b', '\ud800', '', '   ', '\n']) {
      expect([content, (await desk.send(undefined, note({ content }))).status]).toEqual([content, 422])
    }
    expect((await desk.send(undefined, note({ content: 'một\r\nhai' }))).body.content).toBe('một\nhai')
    expect((await desk.send(undefined, note({ content: 'Ghế'.normalize('NFD') }))).body.content).toBe('Ghế')
  })

  it('with a field that nobody knows is refused (422)', async () => {
    for (const more of [{ status: 'ANSWERED' }, { id: 'x' }, { secret: 'x' }, { dueAt: 'x' }, { note: 'x' }]) {
      expect((await desk.send(undefined, note(more))).status).toBe(422)
    }
    for (const place of [{}, { lat: 1 }, { lat: 91, lon: 0 }, { lat: 'x', lon: 'y' }]) {
      expect((await desk.send(undefined, note({ place }))).status).toBe(422)
    }
    expect((await desk.send(undefined, note({ place: { lat: 21.03, lon: 105.85 } }))).status).toBe(201)
  })

  it('from who may not answer is refused before it is read', async () => {
    for (const who of ['citizen-1', 'clerk-9', 'portal-1']) {
      expect((await desk.act(who, 'answer', id, 1, { nonsense: true })).status).toBe(404)
    }
    expect((await desk.act(undefined, 'answer', id, 1, { nonsense: true })).status).toBe(401)
  })
})

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

/** The value with what lies at one place of it replaced, or with a name added there. */
function changed(value: Json, path: number[], by: Json, name: string): Json {
  const [step, ...rest] = path
  if (step === undefined || value === null || typeof value !== 'object') return by
  const keys = Object.keys(value)
  const key = keys.length === 0 || step % 7 === 0 ? name : (keys[step % keys.length] ?? name)
  if (Array.isArray(value)) return value.map((item, n) => (`${n}` === key ? changed(item, rest, by, name) : item))
  const next = Object.hasOwn(value, key) ? changed(value[key] ?? null, rest, by, name) : by
  return Object.defineProperty({ ...value }, key, { value: next, enumerable: true })
}

const odd = fc.oneof(
  fc.jsonValue() as fc.Arbitrary<Json>,
  fc.constantFrom<Json>('', '\u0000', '\ud800', '__proto__', 'x'.repeat(6_000), -1, 1e308, [], {}, 'tố cáo'),
  fc.string({ unit: 'binary', maxLength: 80 }),
)
const names = fc.constantFrom('__proto__', 'constructor', 'toString', 'kind', '#', 'a/b')
const path = fc.array(fc.nat(50), { maxLength: 4 })

describe('a hostile request', () => {
  it('is refused or done, never a fault of ours: whatever is put into a body', async () => {
    const file = [{ id: 'f', sha256: 'c'.repeat(64) }]
    const bodies: Record<string, object> = {
      '/v1/feedback': report({ attachments: file, place: { text: 'Tầng 1', lat: 1, lon: 2 } }),
      '/v1/feedback-lookups': { id, secret },
      answer: { text: 'x', attachments: file },
      reject: { reason: 'x' },
      forward: { to: 'x', reason: 'x' },
      start: { unit: 'x', person: 'specialist-1' },
      publish: { content: 'x', answer: 'x' },
      'add-info': { text: 'x', secret: '000000000000' },
    }
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(bodies)), path, odd, names, async (where, at, by, name) => {
        const body = JSON.stringify(changed(bodies[where] as Json, at, by, name))
        const request = where.startsWith('/') ? where : `/v1/feedback/${id}/${where}`
        const { status } = await desk.as('leader-1', `POST ${request}`, { body, headers: { 'if-match': '"1"' } })
        expect([200, 201, 403, 404, 409, 412, 422, 429]).toContain(status)
      }),
      { numRuns: 500 },
    )
  })

  it('is refused, never a fault of ours: whatever path, query and headers say', async () => {
    const text = fc.oneof(fc.webSegment(), fc.constantFrom('%', '%ff', '%00', '..', '', '{id}', 'published'))
    const header = fc.string({ unit: 'binary-ascii', maxLength: 70 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { maxLength: 4 }),
        fc.webQueryParameters(),
        header,
        async (parts, query, value) => {
          const headers = { 'if-match': value, 'accept-language': value, 'idempotency-key': value }
          const { status } = await desk.as('clerk-1', `GET /v1/feedback/${parts.join('/')}?${query}`, { headers })
          expect([200, 404, 405, 422]).toContain(status)
        },
      ),
      { numRuns: 200 },
    )
  })
})
