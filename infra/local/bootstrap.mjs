// Runs a TypeScript file of this repository on a machine that has only Node ≥ 20, npm and Python ≥ 3.10.
// Plain JavaScript without dependencies, because nothing is installed yet when it starts.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkMachine } from './install/check-machine.mjs'
import { withLock } from './install/lock.mjs'
import { installNodeModules, nodeModulesMatch } from './install/node-modules.mjs'
import { findNode24 } from './install/node24.mjs'
import { Plain } from './install/plain.mjs'
import { installPython, pythonMatches } from './install/python.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

try {
  const [file, ...args] = process.argv.slice(2)
  if (!file || !existsSync(join(root, file))) throw new Plain(`usage: node infra/local/bootstrap.mjs <file.ts> [args]`)
  const python = checkMachine(root)
  if (!nodeModulesMatch(root) || !pythonMatches(root)) {
    mkdirSync(join(root, '.local'), { recursive: true })
    await withLock(join(root, '.local', 'bootstrap.lock'), async () => {
      if (!nodeModulesMatch(root)) await installNodeModules(root)
      if (!pythonMatches(root)) await installPython(root, python())
    })
  }
  run(findNode24(root), [join(root, file), ...args])
} catch (error) {
  if (!(error instanceof Plain)) throw error
  console.error(error.message)
  process.exit(1)
}

/** Runs the program in the foreground, passes signals on and ends with its exit code. */
function run(node, args) {
  const bin = join(root, 'node_modules', '.bin')
  const PATH = [bin, ...(process.env.PATH ?? '').split(delimiter).filter((entry) => entry !== bin)].join(delimiter)
  const child = spawn(node, args, { cwd: root, stdio: 'inherit', env: { ...process.env, PATH } })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    console.error(`${node} could not be started: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
}
