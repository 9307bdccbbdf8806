import { randomUUID } from 'node:crypto'
import diagnostics from 'node:diagnostics_channel'
import type { ClientRequest } from 'node:http'
import { beforeAll, describe, expect, it } from 'vitest'
import { withinOneHour } from '../hour.ts'
import { type Desk, marriage, openDesk } from './desk.ts'

const budget = 40
const [tries, many] = [10, 200]
const wrong = '000000000000'

let desk: Desk
beforeAll(async () => {
  await withinOneHour()
  desk = await openDesk(String(budget))
})

let addresses = 0
/** An address that nobody has asked from yet (RFC 2544 keeps the block for tests). */
const address = () => {
  addresses += 1
  return `198.18.${addresses >> 8}.${addresses & 255}`
}
let codes = 0
const unknown = () => {
  codes += 1
  return `H26.125-200102-${String(codes).padStart(4, '0')}`
}
const fresh = async () => (await desk.file('clerk-1', marriage())).body as { code: string; secret: string }

/** The answer as it leaves, to the byte. */
const lookUp = (code: string, secret: string, sourceIp = address(), headers: Record<string, string> = {}) =>
  desk.handler(
    {
      rawPath: '/v1/lookups',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ code, secret }),
      requestContext: { requestId: randomUUID(), http: { method: 'POST', sourceIp } },
    },
    {} as never,
  )
type Result = Awaited<ReturnType<typeof lookUp>>

const statuses = (results: Result[]) => {
  const counts: Record<number, number> = {}
  for (const { statusCode } of results) counts[statusCode] = (counts[statusCode] ?? 0) + 1
  return counts
}
const atOnce = (work: (n: number) => Promise<Result>) => Promise.all(Array.from({ length: many }, (_, n) => work(n)))

/** All bytes of an answer but the request's own id. */
const bytes = (result: Result) => JSON.stringify(result).replace(JSON.parse(result.body).instance, '')

/** The calls to AWS that a work makes, in order. */
async function callsOf(work: () => Promise<Result>) {
  const calls: string[] = []
  const heard = (message: unknown) => {
    const target = (message as { request: ClientRequest }).request.getHeader('x-amz-target')
    if (target !== undefined) calls.push(String(target).split('.').at(-1) ?? '')
  }
  diagnostics.subscribe('http.client.request.start', heard)
  const result = await work()
  diagnostics.unsubscribe('http.client.request.start', heard)
  return { calls, status: result.statusCode }
}

describe('many look-ups at once', () => {
  it('on one code, each from another address: exactly ten pass, with the right secret as with a wrong one', async () => {
    const { code, secret } = await fresh()
    expect(statuses(await atOnce(() => lookUp(code, secret)))).toEqual({ 200: tries, 429: many - tries })
    const { code: other } = await fresh()
    const mixed = await atOnce((n) => lookUp(other, `${wrong}${n}`))
    expect(statuses(mixed)).toEqual({ 404: tries, 429: many - tries })
  })

  it('from one address over as many codes: exactly its budget; another address is not harmed', async () => {
    const [attacker, neighbour] = [address(), address()]
    const { code, secret } = await fresh()
    const [guesses, own] = await Promise.all([
      atOnce(() => lookUp(unknown(), wrong, attacker)),
      lookUp(code, secret, neighbour),
    ])
    expect(statuses(guesses)).toEqual({ 404: budget, 429: many - budget })
    expect(own.statusCode).toBe(200)
  })

  it('from one /64 of IPv6 count as one address, the next /64 as another', async () => {
    const guesses = await atOnce((n) => lookUp(unknown(), wrong, `2001:db8:0:1::${n.toString(16)}`))
    expect(statuses(guesses)).toEqual({ 404: budget, 429: many - budget })
    expect((await lookUp(unknown(), wrong, '2001:db8:0:2::1')).statusCode).toBe(404)
  })

  it('from an address without tries take none from the code: its holder still has all ten', async () => {
    const attacker = address()
    await atOnce(() => lookUp(unknown(), wrong, attacker))
    const { code, secret } = await fresh()
    expect(statuses(await atOnce(() => lookUp(code, wrong, attacker)))).toEqual({ 429: many })
    expect(statuses(await atOnce(() => lookUp(code, secret)))).toEqual({ 200: tries, 429: many - tries })
  })

  it('are not made another address by a header that a caller may write himself', async () => {
    const attacker = address()
    const guesses = await atOnce((n) =>
      lookUp(unknown(), wrong, attacker, { 'x-viewer-address': `203.0.113.${n}`, 'x-forwarded-for': `203.0.113.${n}` }),
    )
    expect(statuses(guesses)).toEqual({ 404: budget, 429: many - budget })
  })
})

describe('an act by secret', () => {
  const withdraw = (code: string, secret: string) =>
    desk.as(undefined, `POST /v1/dossiers/${code}/withdraw`, {
      body: { secret, reason: 'Tôi nộp lại sau' },
      headers: { 'if-match': '"1"' },
    })

  it('spends the tries of the look-up: however they are mixed, ten pass', async () => {
    const { code } = await fresh()
    const acts = await Promise.all(Array.from({ length: 20 }, () => withdraw(code, wrong)))
    expect(acts.filter(({ status }) => status === 404)).toHaveLength(tries)
    expect(acts.filter(({ status }) => status === 429)).toHaveLength(20 - tries)
    expect((await lookUp(code, wrong)).statusCode).toBe(429)
  })

  it('spends those of an unknown code alike', async () => {
    const code = unknown()
    for (let n = 0; n < tries; n += 1) await lookUp(code, wrong)
    const { status, headers } = await withdraw(code, wrong)
    expect(status).toBe(429)
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  })
})

describe('an unknown code and a wrong secret', () => {
  it('are answered with equal bytes, headers and all; so are those for whom no try is left', async () => {
    const { code } = await fresh()
    const nobody = unknown()
    for (let n = 0; n < tries; n += 1) {
      const [known, none] = [await lookUp(code, wrong), await lookUp(nobody, wrong)]
      expect(known.statusCode).toBe(404)
      expect(bytes(known)).toBe(bytes(none))
    }
    const [known, none] = await Promise.all([lookUp(code, wrong), lookUp(nobody, wrong)])
    expect(known.statusCode).toBe(429)
    // The two may be answered on either side of a second.
    const waiting = (result: Result) => bytes(result).replace(/"retry-after":"\d+"/, '"retry-after":""')
    expect(waiting(known)).toBe(waiting(none))
  })

  it('make the same calls to AWS, and so does the right secret', async () => {
    const { code, secret } = await fresh()
    await lookUp(code, secret) // from here on the derived key and the reference copies are remembered
    const unknownCode = await callsOf(() => lookUp(unknown(), wrong))
    const wrongSecret = await callsOf(() => lookUp(code, wrong))
    // A copy is remembered for seconds: should it be read again just now, it is not the next time.
    const twice = [await callsOf(() => lookUp(code, secret)), await callsOf(() => lookUp(code, secret))]
    const [right] = twice.toSorted((a, b) => a.calls.length - b.calls.length)
    expect(unknownCode).toEqual({ calls: ['UpdateItem', 'UpdateItem', 'GetItem'], status: 404 })
    expect(wrongSecret).toEqual(unknownCode)
    expect(right).toEqual({ calls: unknownCode.calls, status: 200 })
  })
})

describe('a guess over codes and secrets', () => {
  it('leaves counters that expire and nothing else: no secret and no address', async () => {
    const known = await fresh()
    const key = ({ pk, sk }: Record<string, unknown>) => `${pk} ${sk}`
    const before = new Set((await desk.dump()).map(key))
    const from = [address(), address()]
    const guessed = [known.code, unknown(), unknown()]
    const secrets = ['ABCDEFGHJKMN', 'NMKJHGFEDCBA', 'ABCDEFGHJKM0']
    const tried = from.flatMap((ip) => guessed.flatMap((code) => secrets.map((secret) => ({ ip, code, secret }))))
    for (const { ip, code, secret } of tried) expect((await lookUp(code, secret, ip)).statusCode).toBe(404)

    const left = (await desk.dump()).filter((item) => !before.has(key(item)))
    expect(left).toHaveLength(from.length + guessed.length)
    for (const item of left) {
      expect(Object.keys(item).sort()).toEqual(['expiresAt', 'pk', 'sk', 'tries'])
      expect(item.pk).toMatch(/^BUDGET#/)
      const seconds = Number(item.expiresAt) - Date.now() / 1000
      expect(seconds).toBeGreaterThan(3_600)
      expect(seconds).toBeLessThanOrEqual(7_200)
    }
    expect(left.reduce((sum, { tries: spent }) => sum + Number(spent), 0)).toBe(2 * tried.length)
    for (const word of [...from, ...secrets]) expect(JSON.stringify(left)).not.toContain(word)
  })
})
