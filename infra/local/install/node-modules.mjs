import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { step } from './step.mjs'

/** Whether node_modules is what package-lock.json says. */
export function nodeModulesMatch(root) {
  const marker = join(root, 'node_modules', '.motcua-package-lock')
  if (existsSync(marker)) return readFileSync(marker, 'utf8') === lockHash(root)
  return installedByHand(root)
}

/** Installs exactly package-lock.json. No package needs its install script, so none is run. */
export async function installNodeModules(root) {
  // node_modules/.bin is about to be deleted, so npm must not run on the node that lies there.
  const PATH = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((entry) => !entry.includes('node_modules'))
    .join(delimiter)
  const options = { cwd: root, env: { ...process.env, PATH } }
  await step('npm packages', 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], options)
  writeFileSync(join(root, 'node_modules', '.motcua-package-lock'), lockHash(root))
}

function lockHash(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}

/** Someone may have run `npm ci` himself: npm's own record of what it installed then agrees with the lock file. */
function installedByHand(root) {
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const present = JSON.parse(readFileSync(record, 'utf8')).packages
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true
    return present[path] ? present[path].version === version : optional === true
  })
}
