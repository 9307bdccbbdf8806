// `npm run bench`: every goal of the design that can be measured here, in eight minutes at most, of which two and a half
// are spent waiting for real minutes to pass; it writes docs/figures/performance.md. `npm run bench -- <part>…` runs some
// parts and writes nothing. It asserts nothing: the gates are the golden files (service tests) and the budgets of the
// bundles (build), and nothing that has to do with time.
import { machine } from '../figures/machine.ts'
import { write } from '../figures/page.ts'
import { apart } from './apart.ts'
import { type Built, built } from './built.ts'
import { bundles } from './bundles.ts'
import { capacity } from './capacity.ts'
import { consumerRow } from './consumer-row.ts'
import { feed } from './feed.ts'
import { type Figure, table } from './figures.ts'
import { parts, reached } from './goals.ts'
import { type Growth, growth } from './growth.ts'
import { growthRows } from './growth-rows.ts'
import { chosen, measuring } from './measuring.ts'
import { watchedMemory } from './memory.ts'
import { page } from './performance-page.ts'
import { lateness } from './reminders.ts'
import { costRows, keyRows } from './scale-rows.ts'
import { texts } from './sections.ts'
import { standings } from './standings.ts'
import { starts } from './starts.ts'
import { throughput } from './throughput.ts'
import { testTimes } from './times.ts'
import { onWholeDesk } from './whole-desk.ts'

const wholeMs = 600_000
const began = Date.now()
const wanted = chosen(process.argv.slice(2))
const { measure, sections, missed } = measuring(wanted, wholeMs)

await measure('units', texts.units, async () => capacity())

let bundled: Built | undefined
const functions = async (limitMs: number) => (bundled ??= await built(limitMs))
try {
  await measure('bundles', texts.bundles, async (limitMs) => bundles(await functions(limitMs)))
  await measure('bundles', texts.starts, async (limitMs) => starts(await functions(limitMs)))
  await measure('intake', texts.intake, async (limitMs) => throughput(await functions(limitMs), limitMs))
} finally {
  bundled?.remove()
}
await measure('hops', texts.hops, (limitMs) => apart<Figure[]>('hop-process.ts', limitMs))

const growthMs = 240_000
let grown: Growth | undefined
await measure('growth', texts.growth, async (limitMs) => {
  grown = await growth(Math.min(limitMs, growthMs))
  return growthRows(grown)
})

await measure('scale', texts.keys, keyRows)
await measure('scale', texts.costs, costRows)

await measure('desk', texts.start, wholeDesk)
await measure('check', texts.check, testTimes)

/** A whole desk: how long it takes to open, and what is measured on it. */
async function wholeDesk(limitMs: number): Promise<Figure[]> {
  return onWholeDesk(limitMs, async (desk, seconds) => {
    const memory = watchedMemory(desk)
    await measure('desk', texts.rows, () => consumerRow(desk), 30_000)
    await measure('desk', texts.feed, () => feed(desk), 30_000)
    await measure('desk', texts.memory, async () => memory.end())
    await measure('desk', texts.mails, () => lateness(desk), 150_000)
    return [reached('start-warm', seconds, 'without the first dossier, which is told after it')]
  })
}

const seconds = Math.round((Date.now() - began) / 1000)
const figures = sections.flatMap((section) => section.figures)
const all = standings(figures, missed)
console.log(
  table(
    'The goals',
    figures.filter(({ row }) => row !== undefined),
  ),
)
const reasons = Object.entries(missed).map(([part, why]) => `${part}: ${why}`)
if (wanted.length === parts.length) {
  write(page, {
    machine: machine(),
    seconds,
    standings: all,
    sections,
    ...(grown ? { growth: grown } : {}),
    missed: reasons,
  })
  console.log(`\n${seconds} s; docs/figures/performance.md is written`)
}
if (reasons.length > 0) {
  console.log(`\nNot measured:\n${reasons.map((line) => `  ${line}`).join('\n')}`)
  process.exitCode = 1
}
