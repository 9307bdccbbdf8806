import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../infra/local/aws.ts'
import { startMinistack } from '../../infra/local/ministack.ts'
import type { Figure } from './figures.ts'

export interface Throughput {
  figures: Figure[]
  /** The calls to AWS of one intake. */
  calls: string[]
}

function measured(endpoint: string, limitMs: number): Promise<Throughput> {
  return new Promise((resolve, reject) => {
    const child = fork(join(root, 'tests/bench/intake.ts'), [endpoint], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      timeout: Math.max(1, limitMs),
    })
    child.once('message', (message) => resolve(message as Throughput))
    child.once('error', reject)
    child.once('close', (code, signal) =>
      reject(new Error(signal ? 'the intake was not measured in time' : `the measurement ended with ${code}`)),
    )
  })
}

/** The handler of the intake against the bare SDK, both against a local AWS of their own; throws past the limit. */
export async function throughput(limitMs: number): Promise<Throughput> {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-bench-'))
  const began = performance.now()
  try {
    const aws = await startMinistack({ folder })
    try {
      return await measured(aws.endpoint, limitMs - Math.round(performance.now() - began))
    } finally {
      await aws.stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}
