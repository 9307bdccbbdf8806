import { spawn } from 'node:child_process'
import { mkdirSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cleanEnvironment, guard, region, root } from './aws.ts'
import { freePort } from './free-port.ts'

const startLimit = 20_000
const stopLimit = 4_500

export type Ministack = {
  endpoint: string
  port: number
  /** Of the process that guards it, whose child it is. */
  pid: number
  /** Settles when the local AWS is gone, wanted or not. */
  ended: Promise<void>
  stop: () => Promise<void>
}

export type MinistackOptions = {
  port?: number
  folder: string
  /** How Python starts it: its own module unless told. */
  program?: string[]
  /** More of its settings, such as `AUTH`. */
  environment?: Record<string, string>
}

/** Starts an empty local AWS on 127.0.0.1 that keeps its files in `folder`. Throws when it isn't healthy after 20 s. */
export async function startMinistack(options: MinistackOptions): Promise<Ministack> {
  const port = options.port ?? (await freePort())
  const endpoint = `http://127.0.0.1:${port}`
  const log = join(options.folder, 'ministack.log')
  mkdirSync(join(options.folder, 'tmp'), { recursive: true })
  // The emulator writes CommonJS workers there, which the repository's package.json would make into modules.
  writeFileSync(join(options.folder, 'tmp', 'package.json'), '{ "type": "commonjs" }\n')
  const output = openSync(log, 'w')
  const python = join(root, '.local', 'python', 'bin', 'python')
  const child = spawn(process.execPath, [guard, python, ...(options.program ?? ['-m', 'ministack'])], {
    cwd: options.folder,
    detached: true,
    stdio: ['pipe', output, output],
    env: { ...environment(port, options.folder), ...options.environment },
  })
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  const stop = async () => {
    child.stdin?.destroy()
    const kill = setTimeout(() => killGroup(child.pid), stopLimit)
    await ended
    clearTimeout(kill)
  }
  if (await healthy(endpoint, ended)) return { endpoint, port, pid: child.pid ?? 0, ended, stop }
  await stop()
  throw new Error(`The local AWS did not start on ${endpoint}; what it said is in ${log}.`)
}

/** Everything the local AWS writes stays in the folder, so that nothing is left when the folder goes. */
function environment(port: number, folder: string): NodeJS.ProcessEnv {
  return {
    ...cleanEnvironment(),
    GATEWAY_PORT: String(port),
    BIND_HOST: '127.0.0.1',
    // Queue URLs then name the same host as the endpoint, else the SDK warns on every call.
    MINISTACK_HOST: '127.0.0.1',
    MINISTACK_REGION: region,
    // Otherwise an MQTT listener opens on 0.0.0.0:8883.
    IOT_MTLS_ENABLED: '0',
    TMPDIR: join(folder, 'tmp'),
    STATE_DIR: join(folder, 'tmp', 'state'),
    S3_DATA_DIR: join(folder, 'tmp', 's3'),
  }
}

async function healthy(endpoint: string, ended: Promise<void>): Promise<boolean> {
  const limit = Date.now() + startLimit
  let gone = false
  ended.then(() => {
    gone = true
  })
  while (!gone && Date.now() < limit) {
    const answer = await fetch(`${endpoint}/_ministack/health`).catch(() => undefined)
    if (answer?.ok) return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return false
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
