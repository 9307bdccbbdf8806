import type { Finding } from './chapter.ts'
import { type Answer, unfit } from './client.ts'
import type { Call, FaultProxy, Plan } from './proxy.ts'

/** The goal of the design: more calls of the store than this for each that a function makes turn a brown-out into an outage. */
export const goal = 1.5

/** A use case of a function that has just started, and so has every try before it. */
export interface Load {
  title: string
  /** A fresh function. @returns what one request of it answers. */
  start(): Promise<() => Promise<Answer>>
}

/** A call as its function meant it: a transaction that is sent once more after a conflict is the same. */
function meant({ operation, attempt, body }: Call): string | undefined {
  if (attempt > 1) return undefined
  return operation.endsWith('TransactWriteItems') ? body.toString() : ''
}

/** Calls that arrived ÷ calls that were meant. */
export function amplification(log: readonly Call[]): { arrived: number; meant: number; ratio: number } {
  const first = log.map(meant).filter((body) => body !== undefined)
  const transactions = first.filter((body) => body !== '')
  const number = first.length - transactions.length + new Set(transactions).size
  return { arrived: log.length, meant: number, ratio: number === 0 ? 0 : log.length / number }
}

/** Fewer calls than this say nothing of a ratio. */
const leastCalls = 15

/** A function of an API is ended by then, and its caller gets no answer of ours. */
const limitMs = 10_000

const rounded = (value: number) => Math.round(value * 100) / 100

interface Weather {
  title: string
  /** No call is answered: then it is about what clients are told. */
  gone?: boolean
  plan: () => Plan
  functions: number
  requests: number
}

/** Loads functions while the store is as the plan says; each function is new, as after a deployment or a burst. */
export async function measure(
  proxy: FaultProxy,
  { title, start }: Load,
  { title: weather, gone = false, plan, functions, requests }: Weather,
  ends: number,
): Promise<Finding> {
  const wrong: string[] = []
  const statuses = new Map<number, number>()
  const calls: Call[] = []
  let operations = 0
  let slowest = 0
  for (let one = 0; one < functions && Date.now() < ends; one += 1) {
    proxy.mend()
    const request = await start()
    proxy.follow(plan())
    for (let count = 0; count < requests && Date.now() < ends; count += 1) {
      const began = performance.now()
      const answer = await request()
      slowest = Math.max(slowest, performance.now() - began)
      operations += 1
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
      wrong.push(...unfit(answer))
    }
    calls.push(...proxy.log())
  }
  proxy.mend()
  const { arrived, meant: intended, ratio } = amplification(calls)
  if (ratio > goal && !gone && intended >= leastCalls)
    wrong.push(`${rounded(ratio)} calls arrived for each that was meant, goal ${goal}`)
  if (slowest > limitMs) wrong.push(`answered after ${rounded(slowest / 1000)} s, when the function was gone`)
  const told = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${count} × ${status}`)
  const note = `store calls ÷ calls meant ${rounded(ratio)} (${arrived} ÷ ${intended}); answered ${told.join(', ')}, the slowest after ${rounded(slowest / 1000)} s`
  const faults = calls.filter(({ fault }) => fault !== undefined).length
  if (faults === 0 && operations > 0) wrong.push('no call met a fault: the function does not pass by the proxy')
  return { title: `${title}, ${weather}`, promise: 6, operations, faults, violations: [...new Set(wrong)], note }
}
