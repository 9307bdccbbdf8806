import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../infra/local/aws.ts'
import type { Figure } from './figures.ts'
import { reached } from './goals.ts'
import { program } from './program.ts'

const seconds = (milliseconds: number) => Number((milliseconds / 1000).toFixed(1))
const kinds = ['unit', 'infra', 'service', 'system']

interface Report {
  startTime: number
  success: boolean
  testResults: { endTime: number }[]
}

const report = (kind: string): Report =>
  JSON.parse(readFileSync(join(root, '.local/test-reports', `${kind}.json`), 'utf8'))

/** From the first to the last test of the last whole run of `npm test`, as its reports say; none where there was no such run. */
function everything(): Figure[] {
  try {
    const reports = kinds.map(report)
    const from = Math.min(...reports.map(({ startTime }) => startTime))
    const to = Math.max(...reports.flatMap(({ testResults }) => testResults.map(({ endTime }) => endTime)))
    const { mtime } = statSync(join(root, '.local/test-reports', 'system.json'))
    const passed = reports.every(({ success }) => success) ? '' : ', in which tests failed'
    const note = `from the first to the last test of \`npm test\` on ${mtime.toISOString().slice(0, 10)}${passed}`
    return [reached('everything', seconds(to - from), note)]
  } catch {
    return []
  }
}

/** `npm run check` from start to end; throws when it had to be ended at the limit. What failed in it is told. */
async function check(limitMs: number): Promise<Figure> {
  const { ok, cut, milliseconds, output } = await program([join(root, 'tests/run.ts'), 'check'], limitMs)
  if (cut) throw new Error(`not done after ${seconds(milliseconds)} s`)
  const note = ok ? '' : (/^failed: .*$/m.exec(output)?.[0] ?? 'did not end well')
  return reached('check', seconds(milliseconds), note)
}

/** How long the tests take: the fast ones now, all of them at their last run, whose reports the fast ones remove. */
export async function testTimes(limitMs: number): Promise<Figure[]> {
  const last = everything()
  return [await check(limitMs), ...last]
}
