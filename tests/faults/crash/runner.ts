import { isDeepStrictEqual } from 'node:util'
import type { Call } from '../proxy.ts'
import { restarted } from './restart.ts'
import { type Shape, shapeOf } from './shape.ts'
import { changes, type storeReader } from './stored.ts'
import type { Cutter, Handler, Outcome, Try, UseCase } from './use-case.ts'

/** Where a function is killed: before its n-th call is done, or after. */
export interface Place {
  n: number
  after: boolean
}
/** It is killed nowhere. */
export const nowhere: Place = { n: Number.POSITIVE_INFINITY, after: false }

/** What a run of a use case came to. */
export interface Ran {
  /** The calls of the function that was killed, or would have been. */
  calls: readonly Call[]
  wasCut: boolean
  left: Shape
  /** Calls that changed something elsewhere than in a table and got through before anybody asked again. */
  sent: number
  broken: string[]
}

const isElsewhere = (call: Call) => changes(call) && !call.operation.startsWith('DynamoDB')
const distinct = (calls: Call[]) => new Set(calls.map(({ operation, body }) => `${operation} ${body}`)).size

async function outcomeOf(ask: Try['ask'], handler: Handler): Promise<Outcome> {
  try {
    return await ask(handler)
  } catch (error) {
    return { done: false, why: (error as Error).message }
  }
}

const mostTries = 3

/** Asks again, also who has his answer: a client or a queue goes on until it is done, and not for ever. */
async function untilDone(ask: Try['ask'], handler: Handler): Promise<Outcome> {
  let outcome = await outcomeOf(ask, handler)
  for (let tries = 1; tries < mostTries && !outcome.done; tries += 1) outcome = await outcomeOf(ask, handler)
  return outcome
}

/** The answers that differ from the first: one request, however often it is answered, has one answer. */
const contradictions = (outcomes: Outcome[]): string[] =>
  outcomes
    .filter(({ answer }) => !isDeepStrictEqual(answer, outcomes[0]?.answer))
    .map(({ answer }) => `it answered ${JSON.stringify(outcomes[0]?.answer)} and then ${JSON.stringify(answer)}`)

/** Does use cases of a service whole or up to a place, and looks at what is left. */
export function runner<Desk>(service: string, desk: Desk, wire: Cutter, read: ReturnType<typeof storeReader>) {
  return async ({ by, prepare }: UseCase<Desk>, { n, after }: Place): Promise<Ran> => {
    const file = `functions/${service}/${by}`
    wire.cut(nowhere.n, false)
    const { ask, afterwards, broken: isBroken = async () => [] } = await prepare(desk)
    const before = wire.calls()
    const { handler } = await restarted<{ handler: Handler }>(file)
    wire.cut(n, after)
    const first = await outcomeOf(ask, handler)
    const wasCut = wire.mend()
    const calls = wire.calls()
    const through = calls.filter(({ fault }, index) => fault === undefined || (after && index === n - 1))
    const halfDone = await read.brokenJournals([...before, ...calls])

    wire.cut(nowhere.n, false)
    const { handler: another } = (await import(`../../../${file}`)) as { handler: Handler }
    const outcomes = [first, await untilDone(ask, another)]
    await afterwards?.()
    const since = wire.calls()
    const all = [...before, ...calls, ...since]
    const refused = outcomes.slice(1).filter(({ done }) => !done)
    const done = outcomes.filter((outcome) => outcome.done)
    const items = await read.written(all)
    return {
      calls,
      wasCut,
      left: shapeOf(items),
      sent: distinct([...through, ...(wasCut ? since : [])].filter(isElsewhere)),
      broken: [
        ...halfDone.map((what) => `half done: ${what}`),
        ...refused.map(({ why }) => `asked again it is refused: ${why}`),
        ...contradictions(done),
        ...(await read.brokenJournals(all)),
        ...(await isBroken(done, items)),
      ],
    }
  }
}
