import { spawn } from 'node:child_process'
import { root } from '../../infra/local/aws.ts'

export interface Ended {
  ok: boolean
  /** It was ended because the limit was reached. */
  cut: boolean
  milliseconds: number
  output: string
}

/** Runs a Node program quietly to its end; ended by SIGTERM after the limit. */
export function program(args: string[], limitMs: number): Promise<Ended> {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    let output = ''
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: Math.max(1, limitMs),
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk
      })
    }
    child.once('error', reject)
    child.once('close', (code) => {
      const milliseconds = performance.now() - began
      resolve({ ok: code === 0, cut: code !== 0 && milliseconds >= limitMs, milliseconds, output })
    })
  })
}
