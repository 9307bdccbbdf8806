import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cdkEnvironment } from '../../infra/local/aws.ts'
import { startDesk } from '../../infra/local/desk.ts'
import { machine } from '../figures/machine.ts'
import { write } from '../figures/page.ts'
import { drill } from './drill.ts'
import { page } from './page.ts'
import { pointInTime } from './point-in-time.ts'
import type { RecoveryRow } from './row.ts'
import { runbooks } from './runbooks.ts'
import { type Ward, wardOf } from './ward.ts'

type Chapter = (ward: Ward, say: (line: string) => void) => Promise<RecoveryRow[]>
const chapters: Record<string, Chapter> = { drill, 'point-in-time': pointInTime, runbooks }
const startMs = 300_000
/** A program of an operator that never ends is ended with everything else. */
const limitMs = 30 * 60_000
const folders = new Set<string>()
process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
setTimeout(() => {
  console.error(`Not done within ${limitMs / 60_000} minutes.`)
  process.exit(1)
}, limitMs).unref()

// What is lost and comes back, on a whole desk of its own: npm run drill [-- <chapter> …]; all of them write the page.
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in chapters))
if (unknown.length > 0) {
  console.error(`${unknown.join(', ')}: no such chapter; there are ${Object.keys(chapters).join(', ')}.`)
  process.exit(2)
}
const began = Date.now()
const rows: RecoveryRow[] = []
for (const [name, chapter] of Object.entries(chapters)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  console.log(`${name}:`)
  rows.push(...(await onDeskOfItsOwn(chapter).catch(broken(name))))
}
const wrong = rows.flatMap((row) => row.wrong)
const seconds = Math.round((Date.now() - began) / 1000)
if (asked.length === 0) write(page, { machine: machine(), seconds, rows })
console.log(`failed: ${wrong.length}`)
process.exitCode = wrong.length > 0 ? 1 : 0

/** A chapter that could not be gone through is no chapter without faults. */
function broken(name: string) {
  return (error: Error): RecoveryRow[] => {
    console.error(error)
    const chapter = name === 'point-in-time' ? 'point in time' : (name as RecoveryRow['chapter'])
    return [{ chapter, what: 'the whole chapter', found: 'no', wrong: [error.message.split('\n')[0] ?? ''] }]
  }
}

async function onDeskOfItsOwn(chapter: Chapter): Promise<RecoveryRow[]> {
  const parent = mkdtempSync(join(tmpdir(), 'motcua-recovery-'))
  folders.add(parent)
  const folder = join(parent, 'desk')
  try {
    const desk = await startDesk({ folder, signal: AbortSignal.timeout(startMs) })
    // The operator's programs are looked into from here as well.
    Object.assign(process.env, cdkEnvironment(desk.endpoint))
    try {
      return await chapter(wardOf(desk, folder), (line) => console.log(`  ${line}`))
    } finally {
      await desk.stop()
    }
  } finally {
    rmSync(parent, { recursive: true, force: true, maxRetries: 3 })
  }
}
