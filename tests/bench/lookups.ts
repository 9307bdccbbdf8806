import { randomUUID } from 'node:crypto'
import { marriage } from '../service/dossiers/desk.ts'
import { call, token } from '../service/harness.ts'
import type { Figure } from './figures.ts'
import type { Office } from './intake-office.ts'
import { median } from './paired.ts'

const dossiers = 30
/** Every code has ten tries an hour. */
const triesEach = 10
const wrong = '000000000000'

/** One look-up from an address of its own, in milliseconds; throws when it is not answered 404. */
async function timed({ handler }: Office, code: string, number: number): Promise<number> {
  const event = {
    rawPath: '/v1/lookups',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, secret: wrong }),
    requestContext: {
      requestId: randomUUID(),
      http: { method: 'POST', sourceIp: `198.18.${number >> 8}.${number & 255}` },
    },
  }
  const began = performance.now()
  const { statusCode } = await handler(event, {} as never)
  const milliseconds = performance.now() - began
  if (statusCode !== 404) throw new Error(`the look-up was answered ${statusCode}`)
  return milliseconds
}

/**
 * How much longer a wrong secret takes than an unknown code, each pair one after the other and by turns in either order,
 * so that a slow moment of the machine hits both. Nothing is asserted: a ratio of times wanders.
 */
export async function lookUpRatio(office: Office): Promise<Figure> {
  const filed = { token: token('clerk-1'), body: marriage() }
  const known: string[] = []
  for (let n = 0; n < dossiers; n += 1) known.push((await call(office.handler, 'POST /v1/dossiers', filed)).body.code)

  const times = { wrong: [] as number[], unknown: [] as number[] }
  for (let n = 0; n < dossiers * triesEach; n += 1) {
    const code = known[n % dossiers] ?? ''
    const pair = [
      async () => times.wrong.push(await timed(office, code, 2 * n)),
      async () => times.unknown.push(await timed(office, `${code.slice(0, -4)}9${code.slice(-3)}`, 2 * n + 1)),
    ]
    for (const work of n % 2 ? pair.toReversed() : pair) await work()
  }
  const [ofWrong, ofUnknown] = [median(times.wrong), median(times.unknown)]
  return {
    figure: 'look-up: wrong secret ÷ unknown code, median time ratio',
    value: ofWrong / ofUnknown,
    unit: '×',
    better: 'less',
    note: `${ofWrong.toFixed(2)} ÷ ${ofUnknown.toFixed(2)} ms, ${times.wrong.length} pairs; 1 tells nothing`,
  }
}
