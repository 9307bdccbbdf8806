import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Desk, marriage, openDesk } from './desk.ts'

let desk: Desk
let code: string
beforeAll(async () => {
  desk = await openDesk()
  code = (await desk.file('clerk-1', marriage())).body.code
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
  fc.constantFrom<Json>(
    '',
    '\u0000',
    '\ud800',
    '__proto__',
    'x'.repeat(5_000),
    -1,
    1e308,
    [],
    {},
    '2026-02-30',
    '1.000894',
  ),
  fc.string({ unit: 'binary', maxLength: 80 }),
)
const names = fc.constantFrom('__proto__', 'constructor', 'toString', 'code', '#', 'a/b')
const path = fc.array(fc.nat(50), { maxLength: 4 })

const bodies: Record<string, Json> = {
  '/v1/dossiers': marriage() as unknown as Json,
  '/v1/lookups': { code: 'H26.125-261126-0001', secret: '000000000000' },
  note: { note: 'x' },
  complete: {
    outcome: 'APPROVED',
    results: [{ code: 'GIAY_CHUNG_NHAN_KET_HON', name: 'x', attachment: { id: 'a', sha256: 'c'.repeat(64) } }],
  },
  refuse: { reasons: [{ ground: 'x', text: 'x' }] },
  return: { method: 'DESK', to: 'x' },
  'hand-over': { to: { unit: 'x' } },
}

describe('a hostile request', () => {
  it('is refused or done, never a fault of ours: whatever is put into a body', async () => {
    const target = fc.constantFrom(...Object.keys(bodies))
    await fc.assert(
      fc.asyncProperty(target, path, odd, names, async (where, at, by, name) => {
        const body = JSON.stringify(changed(bodies[where] ?? null, at, by, name))
        const request = where.startsWith('/') ? where : `/v1/dossiers/${code}/${where}`
        const headers = { 'if-match': '"1"' }
        const { status } = await desk.as('clerk-1', `POST ${request}`, { body, headers })
        expect([200, 201, 403, 404, 409, 412, 422, 429]).toContain(status)
      }),
      { numRuns: 600 },
    )
  })

  it('is refused, never a fault of ours: whatever path, query and headers say', async () => {
    const text = fc.oneof(fc.webSegment(), fc.constantFrom('%', '%ff', '%00', '..', '', '{code}', '__proto__'))
    const header = fc.string({ unit: 'binary-ascii', maxLength: 70 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { maxLength: 4 }),
        fc.webQueryParameters(),
        header,
        async (parts, query, value) => {
          const request = `GET /v1/dossiers/${parts.join('/')}?${query}`
          const headers = { 'if-match': value, 'accept-language': value, 'idempotency-key': value }
          const { status } = await desk.as('clerk-1', request, { headers })
          expect([200, 404, 405, 422]).toContain(status)
        },
      ),
      { numRuns: 300 },
    )
  })
})
