import type { Finding, Stand } from './chapter.ts'
import { storeReader } from './crash/stored.ts'
import type { Handler, Outcome, Service, UseCase } from './crash/use-case.ts'
import { drawn } from './plan.ts'
import type { FaultProxy, Plan } from './proxy.ts'

const isTransaction = (operation: string) => operation.endsWith('.TransactWriteItems')
/** One and then another, so that each of the two reasons is met: somebody else holds an item, the table is busy. */
const reason = (n: number) => (n % 2 === 0 ? 'conflict' : 'throttle')

/** Every transaction is cancelled twice before it passes; where several are under way, once. */
const passing =
  (cancelled: number): Plan =>
  (operation, n) =>
    isTransaction(operation) && n % (cancelled + 1) !== 0 ? reason(n) : undefined
/** No transaction passes. */
const staying: Plan = (operation, n) => (isTransaction(operation) ? reason(n) : undefined)

/** The store does each write, and its first answer is lost: the SDK sends it again. */
const unheard: Plan = (operation, n) =>
  /\.(Put|Update|Delete|TransactWrite)Items?$/.test(operation) && n % 2 === 1 ? 'drop-after' : undefined

/** A request that is answered at all has sent its transaction so often at most, decided anew as it may be. */
const mostTries = 40

interface Trial {
  outcome: Outcome
  transactions: number
  faults: number
  /** It put what it could not do into a queue. */
  handedOn: boolean
  /** What does not hold once the same was asked again and everything else has gone on. */
  broken: string[]
}

async function outcomeOf(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work()
  } catch (error) {
    return { done: false, why: `${(error as Error).name}: ${(error as Error).message}` }
  }
}

/** Tries use cases of a service while transactions are cancelled. */
function trials<Desk>(service: string, desk: Desk, proxy: FaultProxy, read: ReturnType<typeof storeReader>) {
  return async ({ by, prepare }: UseCase<Desk>, plan: Plan): Promise<Trial> => {
    proxy.mend()
    proxy.follow(() => undefined)
    const { handler } = (await import(`../../functions/${service}/${by}`)) as { handler: Handler }
    const { ask, afterwards, broken = async () => [] } = await prepare(desk)
    const before = proxy.log()
    proxy.follow(plan)
    const outcome = await outcomeOf(() => ask(handler))
    const during = proxy.log()
    proxy.mend()
    proxy.follow(() => undefined)
    const again = [await outcomeOf(() => ask(handler)), await outcomeOf(() => ask(handler))]
    await afterwards?.()
    const calls = [...before, ...during, ...proxy.log()]
    const refused = again.filter(({ done }) => !done)
    const done = [outcome, ...again].filter((one) => one.done)
    return {
      outcome,
      transactions: during.filter(({ operation }) => isTransaction(operation)).length,
      faults: during.filter(({ fault }) => fault !== undefined).length,
      handedOn: during.some(({ operation }) => operation.startsWith('AmazonSQS.SendMessage')),
      broken: [
        ...refused.map(({ why }) => `asked again it is refused: ${why}`),
        ...(await read.brokenJournals(calls)),
        ...(await broken(done, await read.written(calls))),
      ],
    }
  }
}

/** What may come of a transaction that never passes: an API says 503, all else comes again, by itself or in parts. */
const refusedWell = (by: string, { outcome: { done, why = '' }, handedOn }: Trial) =>
  by === 'api.ts' ? !done && why.startsWith('503') : !done || handedOn

interface Tally {
  operations: number
  faults: number
  violations: string[]
}
const begun = (): Tally => ({ operations: 0, faults: 0, violations: [] })

function count(tally: Tally, name: string, { broken, faults }: Trial, wrong: string[] = []): void {
  tally.operations += 1
  tally.faults += faults
  tally.violations.push(...[...wrong, ...broken].map((what) => `${name}: ${what}`))
}

/** Every use case of a service with transactions that are cancelled for a while, and for good; and with lost answers. */
export async function ofService<Desk>(
  { service, open, useCases }: Service<Desk>,
  { endpoint, seed, long }: Stand,
  proxy: FaultProxy,
  ends: number,
): Promise<Finding[]> {
  const { desk, close } = await open()
  const trial = trials(service, desk, proxy, storeReader(endpoint))
  const [cancelled, lost] = [begun(), begun()]
  let [most, tried] = [0, 0]

  async function tryOut(useCase: UseCase<Desk>): Promise<void> {
    const { does, by } = useCase
    const name = `${service}, ${does}`
    const gone = await trial(useCase, unheard)
    if (gone.faults > 0) count(lost, name, gone)
    const passed = await trial(useCase, passing(by === 'api.ts' ? 2 : 1))
    if (passed.transactions === 0) return
    const refused = passed.outcome.done ? [] : [`it is not done: ${passed.outcome.why}`]
    count(cancelled, `${name}, cancelled for a while`, passed, refused)
    const stayed = await trial(useCase, staying)
    const { outcome, transactions } = stayed
    most = Math.max(most, transactions)
    count(cancelled, `${name}, cancelled for good`, stayed, [
      ...(refusedWell(by, stayed) ? [] : [`it is ${outcome.done ? 'done' : 'refused'}: ${outcome.why}`]),
      ...(transactions > mostTries ? [`the transaction was sent ${transactions} times`] : []),
    ])
  }

  const order = long ? useCases : [...useCases].sort((a, b) => drawn(seed, a.does) - drawn(seed, b.does))
  for (const useCase of order) {
    if (Date.now() >= ends) break
    tried += 1
    await tryOut(useCase).catch((error: Error) => {
      cancelled.violations.push(`${service}, ${useCase.does}: it could not be tried: ${error.stack}`)
    })
  }
  proxy.mend()
  await close?.()
  const note = `${tried} of ${useCases.length} use cases; one that stays is sent ${most} times at most`
  return [
    { title: `${service}: transactions are cancelled`, promise: 1, ...cancelled, note },
    { title: `${service}: the answer to each write is lost once`, promise: 1, ...lost },
  ]
}
