import type { Finding, Stand } from '../chapter.ts'
import { dice } from '../plan.ts'
import { openProxy } from '../proxy.ts'
import { nowhere, runner } from './runner.ts'
import { storeReader } from './stored.ts'
import { counting, isTelling, trial } from './trial.ts'
import type { Cutter, Service, UseCase } from './use-case.ts'

/** Some of them in an order of their own by the seed. */
function shuffled<Value>(values: Value[], throwing: (most: number) => number): Value[] {
  const left = [...values]
  return Array.from({ length: left.length }, () => left.splice(throwing(left.length), 1)).flat()
}

/** What is to be tried of a service, and until when. */
interface Part<Desk> {
  of: Service<Desk>
  stand: Stand
  proxy: Cutter
  endsAt: number
}

/**
 * The use cases of a service, cut at every place: first where something was changed, then, while there is time, where
 * whoever dies leaves the same as at the place before. In the short run some use cases, each at one place.
 */
async function ofService<Desk>({ of: { service, open, useCases }, stand, proxy, endsAt }: Part<Desk>) {
  const { desk, wire = proxy, close } = await open()
  const { of: tallyOf, findings } = counting()
  const { clean, killed } = trial(service, runner(service, desk, wire, storeReader(stand.endpoint)), tallyOf)
  const throwing = dice(stand.seed)
  const isTime = () => performance.now() < endsAt
  const later: (() => Promise<void>)[] = []
  const guarded = async (useCase: UseCase<Desk>, work: () => Promise<void>) => {
    await work().catch((error: Error) => {
      wire.mend()
      tallyOf(useCase).violations.push(`${service}, ${useCase.does}: it could not be tried: ${error.stack}`)
    })
  }
  const tryOut = async (useCase: UseCase<Desk>) => {
    const found = await clean(useCase)
    const { true: telling = [], false: others = [] } = Object.groupBy(found.places, (place) =>
      String(isTelling(found.runs[0].calls, place)),
    )
    if (!stand.long) return killed(useCase, found, shuffled(telling, throwing)[0] ?? nowhere)
    for (const place of telling) if (isTime()) await killed(useCase, found, place)
    later.push(...others.map((place) => () => guarded(useCase, () => killed(useCase, found, place))))
  }
  for (const useCase of shuffled(useCases, throwing)) {
    if (isTime()) await guarded(useCase, () => tryOut(useCase))
    else if (stand.long) tallyOf(useCase).violations.push(`${service}, ${useCase.does}: no time was left to try it`)
  }
  for (const work of shuffled(later, throwing)) if (isTime()) await work()
  await close?.()
  return findings(service)
}

/**
 * Kills functions before and after each call to AWS in every use case, has the same asked again as its client, queue or
 * schedule would, and compares what is left with what is left where nobody was killed.
 */
// biome-ignore lint/suspicious/noExplicitAny: each service has a desk of its own
export async function matrix(services: Service<any>[], stand: Stand): Promise<Finding[]> {
  // A sweep asks sixteen partitions at once, in no order: they are cut with the rest, and are no place of their own.
  const proxy = await openProxy(stand.endpoint, { counted: (operation) => !operation.endsWith('.Query') })
  const cutter: Cutter = { cut: proxy.cut, mend: proxy.mend, calls: proxy.log }
  // By a clock that nobody moves: some use cases have to let the machine's go on.
  const endsAt = performance.now() + stand.ends - Date.now()
  let waiting = services.reduce((sum, { useCases }) => sum + useCases.length, 0)
  const findings: Finding[] = []
  for (const of of services) {
    // A part of the time that is left, by how much there is to do.
    const now = performance.now()
    const part = ((endsAt - now) * of.useCases.length) / waiting
    waiting -= of.useCases.length
    if (part <= 0 && !stand.long) break
    Object.assign(process.env, { EMULATOR: proxy.endpoint, AWS_ENDPOINT_URL: proxy.endpoint, BUS: 'none' })
    findings.push(...(await ofService({ of, stand, proxy: cutter, endsAt: now + part })))
  }
  proxy.close()
  return findings
}
