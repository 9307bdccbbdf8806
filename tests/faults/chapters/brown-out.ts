import { randomUUID } from 'node:crypto'
import type { HttpEvent, HttpResult } from '../../../shared/http/request.ts'
import { marriage, openDesk } from '../../service/dossiers/desk.ts'
import { type Asked, call, token } from '../../service/harness.ts'
import { type Load, measure } from '../brown-out.ts'
import type { Chapter, Finding, Stand } from '../chapter.ts'
import { seeded } from '../plan.ts'
import { type Fault, openProxy } from '../proxy.ts'

type Handler = (event: HttpEvent, context: never) => Promise<HttpResult>

const file = new URL('../../../functions/dossiers/api.ts', import.meta.url).href
let started = 0

/** The function as it is after a start: its clients have tried nothing yet. */
async function fresh(): Promise<Handler> {
  started += 1
  return (await import(`${file}?start=${started}`)).handler
}

async function loads(): Promise<Load[]> {
  const desk = await openDesk('1000000')
  const { code, secret } = (await desk.file('clerk-1', marriage())).body
  const ask = (handler: Handler, request: string, asked: Asked = {}) =>
    call(handler, request, { token: token('clerk-1'), ...asked })
  const headers = (more: object = {}) => ({ 'idempotency-key': randomUUID(), ...more })
  const load = (title: string, send: (handler: Handler) => ReturnType<typeof ask>): Load => ({
    title,
    start: async () => {
      const handler = await fresh()
      // What a function remembers is read before the trouble begins.
      await ask(handler, `GET /v1/dossiers/${code}`)
      return () => send(handler)
    },
  })
  return [
    load('Intake', (handler) => ask(handler, 'POST /v1/dossiers', { body: marriage(), headers: headers() })),
    load('Look-up', (handler) => ask(handler, 'POST /v1/lookups', { body: { code, secret } })),
    load('The inbox', (handler) => ask(handler, 'GET /v1/dossiers?agency=H26.125')),
    load('An act', (handler) =>
      ask(handler, `POST /v1/dossiers/${code}/note`, {
        body: { note: 'đã gọi điện' },
        headers: headers({ 'if-match': '"1"' }),
      }),
    ),
  ]
}

/** What a load balancer answers when there is nobody behind it. */
const nobody: Fault = { status: 503, headers: { 'content-type': 'text/html' }, body: Buffer.from('<html>busy</html>') }
const errors: Fault[] = ['error-500', 'drop-before', 'throttle', nobody]
const store = (operation: string) => operation.startsWith('DynamoDB')

async function run({ endpoint, seed, long, ends }: Stand): Promise<Finding[]> {
  const proxy = await openProxy(endpoint)
  process.env.EMULATOR = proxy.endpoint
  const findings: Finding[] = []
  let serial = 0
  const plan = (share: number, faults: Fault[]) => () => {
    serial += 1
    return seeded(seed + serial, { share, faults, of: store })
  }
  for (const load of await loads()) {
    const half = { title: 'half of the calls fail', plan: plan(0.5, errors), functions: long ? 12 : 2, requests: 10 }
    const gone = { title: 'every call fails', gone: true, plan: plan(1, errors), functions: long ? 6 : 1, requests: 3 }
    for (const weather of [half, gone]) findings.push(await measure(proxy, load, weather, ends))
    if (!long) continue
    const lasting = { ...half, title: 'half of the calls fail for long', functions: 1, requests: 150 }
    const slow = {
      title: 'no call is answered in time',
      gone: true,
      plan: plan(1, ['delay']),
      functions: 1,
      requests: 1,
    }
    for (const weather of [lasting, slow]) findings.push(await measure(proxy, load, weather, ends))
  }
  proxy.close()
  return findings
}

export const chapter: Chapter = { title: 'Brown-out: the store fails for half of its calls, or for all', run }
