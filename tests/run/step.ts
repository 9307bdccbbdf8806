import { type ChildProcess, spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'

/** One program of the test run: its name for people and what Node is to run. */
export interface Step {
  title: string
  args: string[]
}

const running = new Set<ChildProcess>()
let stopped = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // The children end by themselves, with what they started; nothing further is begun.
    stopped = true
    for (const child of running) child.kill(signal)
  })
}

/** Runs a step to its end: whether it went well, what it said (unless it was shown `live`), and its seconds. */
export function took(
  step: Step,
  root: string,
  live: boolean,
): Promise<{ ok: boolean; output: string; seconds: string }> {
  const began = performance.now()
  const seconds = () => ((performance.now() - began) / 1000).toFixed(1)
  if (stopped) return Promise.resolve({ ok: false, output: 'stopped', seconds: seconds() })
  const bin = join(root, 'node_modules', '.bin')
  return new Promise((resolve, reject) => {
    const output: Buffer[] = []
    const child = spawn(process.execPath, step.args, {
      cwd: root,
      env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
      stdio: live ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    })
    running.add(child)
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => output.push(chunk))
    child.once('error', reject)
    child.once('close', (code) => {
      running.delete(child)
      resolve({ ok: code === 0, output: Buffer.concat(output).toString().trimEnd(), seconds: seconds() })
    })
  })
}
