import { Agent, request } from 'node:http'
import { ascending, percentile } from '../figures.ts'
import { cpuMs, memoryMib } from './running.ts'

/** One side of the comparison. */
export interface Side {
  name: string
  url: string
  /** What a request says, made anew each time. */
  headers: () => Record<string, string>
  body: string
  ok: number
  server: number
  store: number
}

/** What a side did in one slice of time. */
export interface Slice {
  perSecond: number
  p50: number
  p99: number
  /** Milliseconds of CPU for one request. */
  serverCpu: number
  storeCpu: number
  serverMib: number
}

const agents = new Map<string, Agent>()

function post({ name, url, headers, body, ok }: Side): Promise<void> {
  const agent = agents.get(name) ?? new Agent({ keepAlive: true, maxSockets: 64 })
  agents.set(name, agent)
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent, headers: { ...headers(), 'content-type': 'application/json' } })
    asked.once('error', reject)
    asked.once('response', (answer) => {
      answer.resume()
      answer.once('end', () =>
        answer.statusCode === ok ? resolve() : reject(new Error(`${name} answered ${answer.statusCode}`)),
      )
    })
    asked.end(body)
  })
}

/** So many clients ask one side for a while, each again when it is answered; throws when an answer is not as it should. */
export async function load(side: Side, clients: number, sliceMs: number): Promise<Slice> {
  const times: number[] = []
  const [server, store] = [cpuMs(side.server), cpuMs(side.store)]
  const began = performance.now()
  const client = async () => {
    while (performance.now() - began < sliceMs) {
      const asked = performance.now()
      await post(side)
      times.push(performance.now() - asked)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  const seconds = (performance.now() - began) / 1_000
  const sorted = ascending(times)
  return {
    perSecond: times.length / seconds,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    serverCpu: (cpuMs(side.server) - server) / times.length,
    storeCpu: (cpuMs(side.store) - store) / times.length,
    serverMib: memoryMib(side.server),
  }
}

/** Lets go of the connections. */
export const hangUp = () => {
  for (const agent of agents.values()) agent.destroy()
}
