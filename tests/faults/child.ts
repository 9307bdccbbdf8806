import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Finding } from './chapter.ts'
import type { Told } from './report.ts'

export interface Task {
  name: string
  seed: number
  long: boolean
  /** Nothing new is begun after `endsMs` from now; some time later the chapter is ended. */
  endsMs: number
  graceMs: number
  /** Its own, made here. */
  folder: string
}

const program = fileURLToPath(new URL('process.ts', import.meta.url))
const running = new Set<ChildProcess>()

/** Ends every chapter that runs, each with its local AWS. */
export const stopAll = (): void => {
  for (const child of running) child.kill('SIGTERM')
}

/** A chapter that died or ran out of its time has kept no promise. */
const failed = (why: string): Finding[] => [
  { title: 'The chapter ends by itself', operations: 0, faults: 0, violations: [why] },
]

/** Runs a chapter in a process of its own to its end. */
export function told({ name, seed, long, endsMs, graceMs, folder }: Task): Promise<Told> {
  mkdirSync(folder, { recursive: true })
  const log = join(folder, 'log')
  const output = openSync(log, 'w')
  const began = Date.now()
  const args = [program, name, String(seed), long ? 'long' : 'short', String(began + endsMs)]
  // What a chapter leaves in the place for such things goes with its folder.
  const env = { ...process.env, TMPDIR: folder }
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', output, output] })
  closeSync(output)
  running.add(child)
  const limitMs = endsMs + graceMs
  const end = setTimeout(() => child.kill('SIGTERM'), limitMs)
  const kill = setTimeout(() => child.kill('SIGKILL'), limitMs + 5_000)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      running.delete(child)
      clearTimeout(end)
      clearTimeout(kill)
      const milliseconds = Date.now() - began
      const limit = milliseconds >= limitMs ? `it ran out of its ${Math.round(limitMs / 1000)} s` : undefined
      const failure = code === 0 ? undefined : `${limit ?? `it ended with ${code}`}\n${lastOf(log)}`
      const hurried = !long && milliseconds > endsMs ? { hurried: true } : {}
      resolve({ name, seconds: Math.round(milliseconds / 100) / 10, ...found(name, folder, failure), ...hurried })
    })
  })
}

/** What a chapter left behind. */
function found(name: string, folder: string, failure: string | undefined): Pick<Told, 'title' | 'findings'> {
  if (failure !== undefined) return { title: name, findings: failed(failure) }
  const file = join(folder, 'findings.json')
  if (!existsSync(file)) return { title: name, findings: failed('it ended and found out nothing') }
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** The end of what a chapter said that is not a line of a function's log. */
const lastOf = (log: string): string =>
  readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('{'))
    .slice(-12)
    .join('\n')
