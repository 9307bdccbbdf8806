// `npm run security [part…]`: tries to break what is promised, and says what gave way. Without a part all of them, and the page.

import { machine } from '../figures/machine.ts'
import { write } from '../figures/page.ts'
import { page } from './page.ts'
import type { SecurityRow } from './row.ts'
import { type OpenStand, stands } from './stand.ts'

type Part = (open: OpenStand) => Promise<SecurityRow[]>

/** In the order in which they can share one desk: the journey whose traces are searched comes first. */
const parts: Record<string, Part> = {
  canaries: async (open) => (await import('./canaries.ts')).canaries(open),
  uploads: async (open) => (await import('./uploads.ts')).uploads(open),
  'bad-input': async (open) => (await import('./bad-input.ts')).badInput(open),
  schemathesis: async (open) => (await import('./schemathesis.ts')).schemathesis(open),
  timing: async (open) => (await import('./timing.ts')).timing(open),
  'supply-chain': async () => (await import('./supply-chain.ts')).supplyChain(),
  templates: async () => (await import('./templates.ts')).templates(),
  auth: async () => (await import('./auth.ts')).auth(),
}
const limitMs = 15 * 60_000
/** So long the desk has to stop; what guards its processes ends them with this one. */
const stopMs = 10_000

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !Object.hasOwn(parts, name))
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}: ${Object.keys(parts).join(', ')}`)
  process.exit(2)
}
const { open, close } = stands()
const rows: SecurityRow[] = []

/** What a part tried; one that broke down itself has failed as well. */
async function tried(name: string, part: Part): Promise<SecurityRow[]> {
  const began = performance.now()
  const found = await part(open).catch((error: Error): SecurityRow[] => [
    { area: name, what: 'the part itself runs to its end', tried: 1, failed: [error.stack ?? error.message] },
  ])
  const told = found.length > 0 ? found.map(notVacuous) : [vacuous(name, 'something is tried')]
  console.log(`\n${name} (${((performance.now() - began) / 1000).toFixed(1)} s)`)
  for (const row of told) show(row)
  return told
}

const vacuous = (area: string, what: string): SecurityRow => ({ area, what, tried: 0, failed: ['nothing was tried'] })

/** A row that tried nothing holds nothing, unless it says why. */
const notVacuous = (row: SecurityRow): SecurityRow =>
  row.tried > 0 || row.failed.length > 0 || row.note?.startsWith('not tried: ')
    ? row
    : { ...row, ...vacuous(row.area, row.what) }

function show({ what, tried: times, failed, note }: SecurityRow): void {
  console.log(`  ${failed.length === 0 ? '✔' : '✗'} ${what}: ${times} tried, ${failed.length} failed`)
  if (note !== undefined) console.log(`      ${note}`)
  for (const line of failed.slice(0, 10)) console.log(`      ${line.replaceAll('\n', '\n      ')}`)
  if (failed.length > 10) console.log(`      … and ${failed.length - 10} more`)
}

/** Ends what was started, or leaves it to its guards where that takes too long. */
function leave(code: number): void {
  setTimeout(() => process.exit(code), stopMs)
  close().finally(() => process.exit(code))
}

const late = setTimeout(() => {
  console.error(`Not done within ${limitMs / 60_000} minutes.`)
  leave(1)
}, limitMs)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => leave(130))
try {
  for (const [name, part] of Object.entries(parts)) {
    if (asked.length === 0 || asked.includes(name)) rows.push(...(await tried(name, part)))
  }
} finally {
  clearTimeout(late)
  await close()
}
if (asked.length === 0) write(page, { machine: machine(), rows })
const failed = rows.reduce((sum, row) => sum + row.failed.length, 0)
console.log(`\nfailed: ${failed}`)
process.exit(failed > 0 ? 1 : 0)
