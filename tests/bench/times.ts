import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../infra/local/aws.ts'
import { startDesk } from '../../infra/local/desk.ts'
import type { Figure } from './figures.ts'
import { program } from './program.ts'

const seconds = (milliseconds: number) => Number((milliseconds / 1000).toFixed(1))

/** From the start of the local runtime to the desk that is open and seeded, on free ports; throws when it is not by the limit. */
export async function deskOpen(limitMs: number): Promise<Figure> {
  const parent = mkdtempSync(join(tmpdir(), 'motcua-bench-desk-'))
  try {
    const began = performance.now()
    const desk = await startDesk({ folder: join(parent, 'desk'), signal: AbortSignal.timeout(limitMs) })
    const value = seconds(performance.now() - began)
    await desk.stop()
    return { figure: 'start → desk open, warm caches', value, unit: 's', limit: 40, better: 'less' }
  } finally {
    rmSync(parent, { recursive: true, force: true })
  }
}

/** `npm run check` from start to end; throws when it had to be ended at the limit. What failed in it is told. */
export async function check(limitMs: number): Promise<Figure> {
  const { ok, cut, milliseconds, output } = await program([join(root, 'tests/run.ts'), 'check'], limitMs)
  if (cut) throw new Error(`not done after ${seconds(milliseconds)} s`)
  const note = ok ? '' : (/^failed: .*$/m.exec(output)?.[0] ?? 'did not end well')
  return { figure: 'npm run check', value: seconds(milliseconds), unit: 's', limit: 30, better: 'less', note }
}
