// A process of its own: it takes settings of AWS into its environment, and the service's log lines go nowhere.
import { bare, callsOf } from './bare.ts'
import type { Figure } from './figures.ts'
import { firstAnswer } from './first-answer.ts'
import { reached } from './goals.ts'
import { openOffice } from './intake-office.ts'
import { lookUpRatio } from './lookups.ts'
import { ownCpu } from './own-cpu.ts'
import { paired, type Ratios } from './paired.ts'

const rounds = 5
const sliceMs = 400
const warmUp = 20

const [endpoint = '', module = ''] = process.argv.slice(2)
const office = await openOffice(endpoint)
await office.intake()
const { transaction, replay } = await bare(office)
// While the table has one dossier: what is stored by one is read from it.
const own = await ownCpu(office)
for (let time = 0; time < warmUp; time += 1) await office.intake()
for (let time = 0; time < warmUp; time += 1) await transaction()
const calls = await callsOf(office.intake)
const sameCalls = replay(calls)
await sameCalls()

const figure = (name: string, { median, note }: { median: number; note: string }): Figure => ({
  figure: `intake ÷ ${name}`,
  value: median,
  unit: '×',
  better: 'more',
  note,
})

function told({ median, least, most, measured, yardstick }: Ratios) {
  const pair = (of: 'perSecond' | 'cpuMs', digits: number) =>
    `${measured[of].toFixed(digits)} ÷ ${yardstick[of].toFixed(digits)}`
  const note = `${least.toFixed(2)}–${most.toFixed(2)}; ${pair('perSecond', 0)} a second; ${pair('cpuMs', 1)} ms of this CPU each`
  return { median, note }
}

const figures: Figure[] = [own, await firstAnswer(office, module)]
for (const workers of [1, 16]) {
  const how = { workers, rounds, sliceMs }
  const alone = told(await paired(office.intake, transaction, how))
  // The goal is for the load of 16; alone, a request waits for each of its calls.
  const manyCalls = `${alone.note}; an intake is ${calls.length} calls: ${calls.join(', ')}`
  figures.push(
    workers === 16 ? reached('throughput', alone.median, manyCalls) : figure(`bare transaction, c=${workers}`, alone),
  )
  figures.push(figure(`its own calls, bare, c=${workers}`, told(await paired(office.intake, sameCalls, how))))
}
figures.push(await lookUpRatio(office))
process.send?.(figures, () => process.exit(0))
