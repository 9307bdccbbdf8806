// `npm run check` (argument `check`): what is fast. `npm test`: that, the bundles, then every other kind of test.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Step, took } from './run/step.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const onlyCheck = process.argv[2] === 'check'
const reports = `${root}.local/test-reports`
const projects = onlyCheck ? ['unit'] : ['unit', 'infra', 'service', 'system']

const tool = (title: string, program: string, ...args: string[]): Step => ({
  title,
  args: [`${root}node_modules/${program}`, ...args],
})
const own = (title: string, file: string, ...args: string[]): Step => ({ title, args: [`${root}${file}`, ...args] })
const tests = (project: string): Step =>
  tool(
    `${project} tests`,
    'vitest/vitest.mjs',
    ...['run', '--config', 'tests/vitest.config.ts', '--project', project, '--reporter', 'default'],
    ...['--reporter', 'json', `--outputFile.json=${reports}/${project}.json`],
  )

const fast: Step[] = [
  tool('types', 'typescript-7/bin/tsc', '--noEmit', '-p', 'tsconfig.json'),
  tests('unit'),
  tool(
    'boundaries',
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    ...['--config', '.dependency-cruiser.mjs', 'functions', 'shared', 'infra', 'docs', 'tests'],
  ),
  own('generated documents', 'docs/generate.ts', '--check'),
  tool('format and lint', '@biomejs/biome/bin/biome', 'check', '--error-on-warnings'),
]
/**
 * One row after the other; within a row what stands in a line by itself goes on beside the others. The system tests wait
 * for much of their time, which the tests of the templates and the faults fill.
 */
const slow: Step[][][] = [
  [[own('bundles', 'infra/build.ts')]],
  [[tests('service')]],
  [[tests('system')], [tests('infra'), own('faults', 'tests/faults/run.ts', '--short')]],
]

const failed: string[] = []

/** Runs the steps, some at a time; what a step said is shown at once (`live`) or when it fails. */
async function run(steps: Step[], atOnce: number, live: boolean): Promise<void> {
  const waiting = [...steps]
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const { ok, output, seconds } = await took(step, root, live)
      console.log(`${ok ? '✔' : '✗'} ${step.title} (${seconds} s)`)
      if (ok) continue
      failed.push(step.title)
      if (output !== '') console.log(output)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

/** The counts of a project's tests as vitest reported them; a project that never began has none. */
function counts(project: string): { passed: number; failed: number } {
  try {
    const report = JSON.parse(readFileSync(`${reports}/${project}.json`, 'utf8'))
    return { passed: report.numPassedTests, failed: report.numFailedTests }
  } catch {
    return { passed: 0, failed: 0 } // the step itself has failed and is named
  }
}

const began = Date.now()
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
await run(fast, 2, false)
for (const lines of onlyCheck ? [] : slow) await Promise.all(lines.map((steps) => run(steps, 1, true)))

const all = projects.map(counts)
const sum = (kind: 'passed' | 'failed') => all.reduce((total, count) => total + count[kind], 0)
console.log(`${onlyCheck ? 'check' : 'test'}: ${Math.round((Date.now() - began) / 1000)} s`)
if (failed.length > 0) console.log(`failed: ${failed.join(', ')}`)
console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
if (failed.length > 0) process.exitCode = 1
