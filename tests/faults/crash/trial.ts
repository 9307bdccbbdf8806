import type { Finding, Promised } from '../chapter.ts'
import type { Call } from '../proxy.ts'
import { nowhere, type Place, type Ran, type runner } from './runner.ts'
import { common, differences, extras, type Shape } from './shape.ts'
import { changes } from './stored.ts'
import type { UseCase } from './use-case.ts'

/** Every place to be killed at: after a reading is the same as before the next call. */
const placesOf = (calls: readonly Call[]): Place[] =>
  calls.flatMap((call, index) => [
    { n: index + 1, after: false },
    ...(changes(call) ? [{ n: index + 1, after: true }] : []),
  ])

/** Whether something was changed between this place and the one before it: else whoever dies leaves the same. */
export const isTelling = (calls: readonly Call[], { n, after }: Place): boolean =>
  after || calls[n - 1] === undefined || changes(calls[n - 1] as Call)

const promiseOf = <Desk>({ by, promise }: UseCase<Desk>): Promised => promise ?? (by === 'api.ts' ? 2 : 4)

interface Tally {
  operations: number
  faults: number
  places: number
  violations: string[]
}

/** What a use case leaves where nobody is killed, and where it can be. */
interface Clean {
  runs: [Ran, Ran]
  always: Shape
  places: Place[]
}

/** Counts what was tried for each promise. */
export function counting() {
  const tallies = new Map<Promised, Tally>()
  return {
    of<Desk>(useCase: UseCase<Desk>): Tally {
      const promise = promiseOf(useCase)
      const tally = tallies.get(promise) ?? { operations: 0, faults: 0, places: 0, violations: [] }
      tallies.set(promise, tally)
      return tally
    },
    findings: (service: string): Finding[] =>
      [...tallies].map(([promise, { places, ...tally }]) => ({
        title: `${service}: killed before and after its n-th call`,
        promise,
        ...tally,
        note: `${tally.faults} of ${places} places`,
      })),
  }
}

/** Tries use cases of a service, and notes what is wrong. */
export function trial<Desk>(
  service: string,
  run: ReturnType<typeof runner<Desk>>,
  tallyOf: (useCase: UseCase<Desk>) => Tally,
) {
  return {
    /** Twice without killing anybody: what differs between the two says nothing. */
    async clean(useCase: UseCase<Desk>): Promise<Clean> {
      const runs: Clean['runs'] = [await run(useCase, nowhere), await run(useCase, nowhere)]
      const places = placesOf(runs[0].calls)
      const tally = tallyOf(useCase)
      tally.operations += runs.length
      tally.places += places.length
      tally.violations.push(...runs[0].broken.map((what) => `${service}, ${useCase.does}, nobody killed: ${what}`))
      if (places.length === 0) tally.violations.push(`${service}, ${useCase.does}: it makes no call`)
      return { runs, always: common(runs[0].left, runs[1].left), places }
    },

    async killed(useCase: UseCase<Desk>, { runs, always }: Clean, place: Place): Promise<void> {
      const { calls, wasCut, left, sent, broken } = await run(useCase, place)
      const tally = tallyOf(useCase)
      tally.operations += 1
      tally.faults += wasCut ? 1 : 0
      const should = runs[0].sent
      const lost = sent < should ? [`${sent} messages or files went out, should be ${should}`] : []
      const extra = extras(
        runs.map((one) => one.left),
        left,
      )
      const where = `killed ${place.after ? 'after' : 'before'} call ${place.n}, ${calls[place.n - 1]?.operation}`
      const wrong = [...broken, ...differences(always, left), ...extra, ...lost]
      tally.violations.push(...wrong.map((what) => `${service}, ${useCase.does}, ${where}: ${what}`))
    },
  }
}
