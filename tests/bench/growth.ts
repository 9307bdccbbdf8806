import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../infra/local/aws.ts'
import { startMinistack } from '../../infra/local/ministack.ts'

/**
 * What a use case costs at each number of stored dossiers. `growth(limitMs)` fills a desk of its own, measures, and throws
 * past the limit; a size that could not be filled in two thirds of it is left out and named. Filling and measuring take some
 * two minutes of a quiet machine. The page of figures makes a table of the cases and draws `growthChart(growth)`.
 */
export interface Growth {
  /** Stored dossiers, ascending: 1 000, 10 000, 100 000. */
  sizes: number[]
  cases: GrowthCase[]
  /** Seconds that filling took, and rows that were written. */
  filled: { seconds: number; rows: number }
  /** Why a size is not among them, on a machine that was too busy to fill it in time. */
  missing?: string
  /** How the times were taken: rounds, each of them once at every size. */
  rounds: number
}

export interface GrowthCase {
  /** In words: "intake", "inbox page of 50", "look-up", "sweep tick, 100 due", "feed page of 100". */
  useCase: string
  /** One for each size, in the order of `sizes`. */
  at: GrowthPoint[]
}

export interface GrowthPoint {
  wcu: number
  rcu: number
  /** Rows that were read by the store to answer. */
  rows: number
  /** Median of the times, as a ratio to that of the smallest size in the same round. */
  timeRatio: number
  milliseconds: number
}

/** Fills a local AWS of its own, measures, and takes everything away again; throws when it is not done by the limit. */
export async function growth(limitMs: number): Promise<Growth> {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-bench-growth-'))
  try {
    const aws = await startMinistack({ folder })
    try {
      return await measured(aws.endpoint, limitMs)
    } finally {
      await aws.stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

function measured(endpoint: string, limitMs: number): Promise<Growth> {
  return new Promise((resolve, reject) => {
    const child = fork(join(root, 'tests/bench/growth-child.ts'), [endpoint, String(limitMs)], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      timeout: Math.max(1, limitMs),
    })
    child.once('message', (message) => resolve(message as Growth))
    child.once('error', reject)
    child.once('close', (code, signal) =>
      reject(new Error(signal ? 'growth was not measured in time' : `the measurement ended with ${code}`)),
    )
  })
}
