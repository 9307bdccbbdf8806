import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Plain } from './plain.mjs'

/** The Node that the services run on: the one of the npm packages, else the present one if it is new enough. */
export function findNode24(root) {
  const packaged = join(root, 'node_modules', '.bin', 'node')
  if (existsSync(packaged)) {
    const { status, stdout } = spawnSync(packaged, ['--version'], { encoding: 'utf8' })
    if (status === 0 && major(stdout.trim().slice(1)) >= 24) return packaged
  }
  if (major(process.versions.node) >= 24) return process.execPath
  throw new Plain(
    `npm has no Node 24 for ${process.platform}-${process.arch}; install Node 24 from https://nodejs.org and try again.`,
  )
}

function major(version) {
  return Number(version.split('.')[0])
}
