import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../../infra/local/aws.ts'

const here = join(root, 'tests', 'bench', 'peers')
/** Where the peers are installed: some 700 MB, by the lockfile, without install scripts. */
export const folder = join(root, '.local', 'peers')

const wanted = (): string => {
  const hash = createHash('sha256')
  for (const file of ['package.json', 'package-lock.json']) hash.update(readFileSync(join(here, file)))
  return hash.digest('hex')
}

/** Installs the peers when they are not there as the lockfile says; throws with npm's last words when that fails. */
export function installPeers(): void {
  const mark = join(folder, 'installed')
  const hash = wanted()
  if (!existsSync(mark) || readFileSync(mark, 'utf8') !== hash) {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    for (const file of ['package.json', 'package-lock.json', 'isolated-vm']) {
      cpSync(join(here, file), join(folder, file), { recursive: true })
    }
    const args = ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund']
    const npm = spawnSync('npm', args, { cwd: folder, encoding: 'utf8' })
    if (npm.status !== 0) throw new Error(`the peers could not be installed: ${npm.stderr.slice(-800)}`)
    writeFileSync(mark, hash)
  }
  // It finds its packages beside itself.
  cpSync(join(here, 'fastify-server.js'), join(folder, 'fastify-server.js'))
}
