import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../infra/local/aws.ts'

/** When a process that was started with a bundle was how far, in milliseconds. */
export interface Started {
  /** From the start of the process until the bundle was loaded. */
  loaded: number
  /** The part of it that the bundle itself took. */
  imported: number
  /** From the start of the process until the event was answered. */
  answered: number
  status?: number
}

const limitMs = 20_000

/** Starts a process with a bundle, as Lambda would, and has it answer an event if there is one. */
export async function started(module: string, environment: NodeJS.ProcessEnv, event?: object): Promise<Started> {
  const args = [join(root, 'tests/bench/loaded.mjs'), module, ...(event ? [JSON.stringify(event)] : [])]
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: environment, timeout: limitMs })
  return JSON.parse(stdout) as Started
}
