import { ascending } from './figures.ts'

/** Does something once; throws when it was not done as it should. */
export type Work = () => Promise<void>

export interface Ratios {
  /** The median of the rounds' ratios, the smallest and the largest. */
  median: number
  least: number
  most: number
  /** The same of this process's CPU for one operation. */
  cpu: Spread
  /** Operations a second of each side, and milliseconds of this process's CPU for one, by the median round. */
  measured: Rate
  yardstick: Rate
}

interface Rate {
  perSecond: number
  cpuMs: number
}

/** The middle of some values, the smallest and the largest. */
export interface Spread {
  median: number
  least: number
  most: number
}

/** The middle of some values; of an even number of them the upper. */
export const median = (values: number[]): number => ascending(values)[Math.floor(values.length / 2)] ?? Number.NaN

export const spread = (values: number[]): Spread => ({
  median: median(values),
  least: Math.min(...values),
  most: Math.max(...values),
})

/** What so many workers get done in a slice of time; what was begun in it is waited for. */
async function rate(work: Work, workers: number, sliceMs: number): Promise<Rate> {
  const began = performance.now()
  const cpu = process.cpuUsage()
  let done = 0
  const worker = async () => {
    while (performance.now() - began < sliceMs) {
      await work()
      done += 1
    }
  }
  await Promise.all(Array.from({ length: workers }, worker))
  const { user, system } = process.cpuUsage(cpu)
  return { perSecond: (done * 1_000) / (performance.now() - began), cpuMs: (user + system) / 1_000 / done }
}

const medianRate = (rates: Rate[]): Rate => ({
  perSecond: median(rates.map(({ perSecond }) => perSecond)),
  cpuMs: median(rates.map(({ cpuMs }) => cpuMs)),
})

/**
 * Throughput of one work over another's. The sides take turns, so that what the machine does meanwhile hits both,
 * and each pair has a ratio of its own: absolute times wander by 20–40 % on a shared machine.
 */
export async function paired(
  measured: Work,
  yardstick: Work,
  { workers, rounds, sliceMs }: { workers: number; rounds: number; sliceMs: number },
): Promise<Ratios> {
  const pairs: [Rate, Rate][] = []
  for (let round = 0; round < rounds; round += 1) {
    pairs.push([await rate(measured, workers, sliceMs), await rate(yardstick, workers, sliceMs)])
  }
  const ratios = pairs.map(([a, b]) => a.perSecond / b.perSecond)
  return {
    ...spread(ratios),
    cpu: spread(pairs.map(([a, b]) => a.cpuMs / b.cpuMs)),
    measured: medianRate(pairs.map(([a]) => a)),
    yardstick: medianRate(pairs.map(([, b]) => b)),
  }
}
