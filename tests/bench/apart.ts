import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../infra/local/aws.ts'
import { startMinistack } from '../../infra/local/ministack.ts'

/**
 * Runs a file of this folder in a process of its own, since it takes settings of AWS into its environment, with a local
 * AWS of its own as first argument. What the file sends is the answer. Throws past the limit.
 */
export async function apart<Answer>(file: string, limitMs: number, ...args: string[]): Promise<Answer> {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-bench-'))
  const began = performance.now()
  try {
    const aws = await startMinistack({ folder })
    try {
      return await answer<Answer>(file, [aws.endpoint, ...args], limitMs - Math.round(performance.now() - began))
    } finally {
      await aws.stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

function answer<Answer>(file: string, args: string[], limitMs: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = fork(join(root, 'tests/bench', file), args, {
      cwd: root,
      // The services' log lines go nowhere.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      timeout: Math.max(1, limitMs),
      env: { ...process.env, EMULATOR: args[0] },
    })
    child.once('message', (message) => resolve(message as Answer))
    child.once('error', reject)
    child.once('close', (code, signal) =>
      reject(new Error(signal ? `${file} was not done in time` : `${file} ended with ${code}`)),
    )
  })
}
