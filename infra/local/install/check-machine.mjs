import { spawnSync } from 'node:child_process'
import { statfsSync } from 'node:fs'
import { nodeModulesMatch } from './node-modules.mjs'
import { Plain } from './plain.mjs'
import { pythonMatches } from './python.mjs'

const MEGABYTE = 1024 * 1024
const neededToInstall = 1500
const neededToRun = 300

/** Checks what can't be installed from here. Returns a function that finds Python. Throws Plain with what to do. */
export function checkMachine(root) {
  if (process.platform === 'win32') throw new Plain('The desk runs on Linux and macOS. On Windows run it inside WSL 2.')
  const major = Number(process.versions.node.split('.')[0])
  if (major < 20)
    throw new Plain(`Node ${process.versions.node} is too old. Install Node 20 or newer: https://nodejs.org`)
  const installed = nodeModulesMatch(root) && pythonMatches(root)
  checkDisk(root, installed ? neededToRun : neededToInstall)
  if (!installed && spawnSync('npm', ['--version']).status !== 0) {
    throw new Plain('npm was not found. Install npm: it comes with Node from https://nodejs.org')
  }
  const python = installed ? undefined : findPython()
  return () => python
}

function checkDisk(root, needed) {
  const { bavail, bsize } = statfsSync(root)
  const free = Math.floor((bavail * bsize) / MEGABYTE)
  if (free < needed)
    throw new Plain(`The disk of ${root} has ${free} MB free, ${needed} MB are needed. Free some space.`)
}

function findPython() {
  const probe = 'import sys, venv, ensurepip; print("%d.%d" % sys.version_info[:2])'
  let found = 'Python was not found.'
  for (const name of ['python3', 'python', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10']) {
    const { status, stdout, stderr } = spawnSync(name, ['-c', probe], { encoding: 'utf8' })
    if (status === 0) {
      const [major, minor] = stdout.trim().split('.').map(Number)
      if (major === 3 && minor >= 10) return name
      found = `Python ${stdout.trim()} is too old.`
    } else if (/No module named '?(venv|ensurepip)/.test(stderr ?? '')) {
      throw new Plain(
        `${name} has no venv module. Install it (Debian, Ubuntu: apt install python3-venv) and try again.`,
      )
    }
  }
  throw new Plain(
    `${found} Install Python 3.10 or newer: https://www.python.org/downloads (Debian: apt install python3-venv)`,
  )
}
