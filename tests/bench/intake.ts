// A process of its own: it takes settings of AWS into its environment, and the service's log lines go nowhere.
import { bare, callsOf } from './bare.ts'
import type { Figure } from './figures.ts'
import { openOffice } from './intake-office.ts'
import { lookUpRatio } from './lookups.ts'
import { paired, type Ratios } from './paired.ts'

const rounds = 5
const sliceMs = 400
const warmUp = 20

const [endpoint = ''] = process.argv.slice(2)
const office = await openOffice(endpoint)
await office.intake()
const { transaction, replay } = await bare(office)
for (let time = 0; time < warmUp; time += 1) await office.intake()
for (let time = 0; time < warmUp; time += 1) await transaction()
const calls = await callsOf(office.intake)
const sameCalls = replay(calls)
await sameCalls()

const figure = (name: string, { median, least, most, measured, yardstick }: Ratios, lines: object = {}): Figure => {
  const pair = (of: 'perSecond' | 'cpuMs', digits: number) =>
    `${measured[of].toFixed(digits)} ÷ ${yardstick[of].toFixed(digits)}`
  return {
    figure: `intake ÷ ${name}`,
    value: median,
    unit: '×',
    better: 'more',
    note: `${least.toFixed(2)}–${most.toFixed(2)}; ${pair('perSecond', 0)} a second; ${pair('cpuMs', 1)} ms of this CPU each`,
    ...lines,
  }
}

const figures: Figure[] = []
for (const workers of [1, 16]) {
  // The goal is for the load of 16; alone, a request waits for each of its calls.
  const lines = workers === 16 ? { limit: 0.9, goal: 0.97 } : {}
  const how = { workers, rounds, sliceMs }
  const title = `bare transaction, c=${workers}`
  figures.push(figure(title, await paired(office.intake, transaction, how), lines))
  figures.push(figure(`its own calls, bare, c=${workers}`, await paired(office.intake, sameCalls, how)))
}
figures.push(await lookUpRatio(office))
process.send?.({ figures, calls }, () => process.exit(0))
