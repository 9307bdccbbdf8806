import { type Budget, spending } from '../../../shared/dynamodb/budget.ts'
import { freshTable } from '../../service/harness.ts'
import type { Finding, Stand } from '../chapter.ts'

const skewMs = 5 * 60_000
const hourMs = 3_600_000
const budget: Budget = { kind: 'clock', most: 10, seconds: 3_600 }
/** A whole hour long past, so that no clock of this machine matters. */
const turn = Date.parse('2026-11-26T03:00:00.000Z')

/** So many tries of one key by two machines in turn, all at once; answers how many passed. */
async function passed(
  table: Awaited<ReturnType<typeof freshTable>>,
  key: string,
  at: number,
  tries: number,
): Promise<number> {
  const spends = [skewMs, -skewMs].map((off) => spending(table, () => at + off))
  const all = Array.from({ length: tries }, (_, n) => spends[n % 2]?.(budget, key))
  const settled = await Promise.allSettled(all)
  return settled.filter(({ status }) => status === 'fulfilled').length
}

/** A budget by the hour, spent by two machines that are ten minutes apart: within an hour, and around its turn. */
export async function budgetsByTheHour({ long }: Stand): Promise<Finding> {
  const table = await freshTable('budget')
  const tries = long ? 200 : 60
  const cases = [
    { name: 'in the middle of an hour', at: turn + hourMs / 2, most: budget.most },
    { name: 'four minutes before its turn', at: turn - 4 * 60_000, most: 2 * budget.most },
    { name: 'at its turn', at: turn, most: 2 * budget.most },
    { name: 'six minutes after it', at: turn + 6 * 60_000, most: budget.most },
  ]
  const violations: string[] = []
  for (const { name, at, most } of cases) {
    const found = await passed(table, name, at, tries)
    if (found !== most) violations.push(`${name} ${found} of ${tries} tries passed, not ${most}`)
  }
  return {
    title: 'Budgets by the hour, spent by two machines ten minutes apart: as many as are allowed, in each hour',
    promise: 2,
    operations: cases.length * tries,
    faults: cases.length,
    violations,
    note: 'around the turn of an hour two hours’ budgets may be spent, as with one clock',
  }
}
