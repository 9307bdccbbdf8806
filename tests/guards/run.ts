// `npm run guards`: takes each guard of the product away, one at a time, in a copy of the tree, and runs the test that has
// to notice. Arguments name areas (tests/guards/<area>.ts); without any all are tried and docs/figures/guards.md is
// written. The last line is `unnoticed: N`. Bounded: three minutes for each test file.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { machine } from '../figures/machine.ts'
import { write } from '../figures/page.ts'
import { copyTree, plant } from './copy.ts'
import type { Guard } from './guard.ts'
import { areas } from './list.ts'
import { page, type Tried, unnoticed } from './page.ts'
import { runTest } from './trial.ts'

const atOnce = 2
const asked = process.argv.slice(2)
const unknown = asked.filter((area) => !(area in areas))
if (unknown.length > 0) {
  console.error(`no such area: ${unknown.join(', ')}; there are ${Object.keys(areas).join(', ')}`)
  process.exit(2)
}

type Listed = Guard & { area: string }
const listed: Listed[] = []
for (const [area, load] of Object.entries(areas)) {
  if (asked.length > 0 && !asked.includes(area)) continue
  listed.push(...(await load()).guards.map((guard) => ({ ...guard, area })))
}

const parent = mkdtempSync(join(tmpdir(), 'motcua-guards-'))
const folders = Array.from({ length: atOnce }, (_, index) => join(parent, String(index)))
process.on('exit', () => rmSync(parent, { recursive: true, force: true, maxRetries: 3 }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))
for (const folder of folders) {
  mkdirSync(folder)
  copyTree(folder)
}

/** Does the work on every piece, each worker in a copy of its own. */
async function each<Piece, Result>(pieces: Piece[], work: (piece: Piece, folder: string) => Promise<Result>) {
  const results: Result[] = []
  let next = 0
  const worker = async (folder: string) => {
    for (let index = next++; index < pieces.length; index = next++) {
      results[index] = await work(pieces[index] as Piece, folder)
    }
  }
  await Promise.all(folders.map(worker))
  return results
}

/** A test that is red already would notice anything. */
const red = new Set<string>()
const files = [...new Map(listed.map((guard) => [guard.test, guard])).values()]
await each(files, async (guard, folder) => {
  const ended = await runTest(guard, folder)
  if (ended === undefined || ended.failed > 0 || ended.passed === 0) red.add(guard.test)
})

async function trouble(guard: Listed, folder: string): Promise<{ red: number; trouble?: string }> {
  if (red.has(guard.test)) return { red: 0, trouble: 'its test fails without the fault' }
  let mend: () => void
  try {
    mend = plant(guard, folder)
  } catch (error) {
    return { red: 0, trouble: (error as Error).message }
  }
  const ended = await runTest(guard, folder)
  mend()
  if (ended === undefined) return { red: 0, trouble: 'its test could not be run with the fault' }
  return ended.failed > 0 ? { red: ended.failed } : { red: 0, trouble: 'no test noticed' }
}

const tried: Tried[] = await each(listed, async (guard, folder) => {
  const { area, guards, file, test } = guard
  const came = await trouble(guard, folder)
  console.log(`${came.trouble === undefined ? '✔' : '✗'} ${area}: ${guards} (${came.trouble ?? `${came.red} red`})`)
  return { area, guards, file, test, ...came }
})

const guarded = { machine: machine(), tried }
if (asked.length === 0) write(page, guarded)
console.log(`${tried.length} faults`)
console.log(`unnoticed: ${unnoticed(guarded).length}`)
if (unnoticed(guarded).length > 0 || tried.length === 0) process.exitCode = 1
