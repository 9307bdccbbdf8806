import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Guard } from './guard.ts'

const limitMs = 180_000

/** How a test file ended: how many tests held and failed; `undefined` when it could not be run at all. */
export type Ended = { passed: number; failed: number } | undefined

/** Runs a guard's test file in a copy of the tree. */
export function runTest({ project, test }: Pick<Guard, 'project' | 'test'>, folder: string): Promise<Ended> {
  const report = join(folder, '.local', 'guard.json')
  rmSync(report, { force: true })
  const vitest = [join(folder, 'node_modules/vitest/vitest.mjs'), 'run', '--config', 'tests/vitest.config.ts']
  const args = [
    ...vitest,
    '--project',
    project,
    '--reporter',
    'json',
    `--outputFile.json=${report}`,
    '--silent=true',
    test,
  ]
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: folder, stdio: 'ignore', timeout: limitMs })
    child.once('error', reject)
    child.once('close', () => resolve(endedOf(report)))
  })
}

function endedOf(report: string): Ended {
  let ended: { numPassedTests: number; numFailedTests: number; testResults: { assertionResults: unknown[] }[] }
  try {
    ended = JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return undefined // cut off before it reported
  }
  // A file that does not load has no test in it: that a fault breaks the build proves no test.
  if (!ended.testResults.some(({ assertionResults }) => assertionResults.length > 0)) return undefined
  return { passed: ended.numPassedTests, failed: ended.numFailedTests }
}
