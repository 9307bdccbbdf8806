import { budgetOf } from '../../infra/bundle-budget.ts'
import type { Built } from './built.ts'
import { type Figure, plain } from './figures.ts'
import { type GoalName, goals, reached } from './goals.ts'

const kilobytes = (bytes: number) => Math.round(bytes / 1024)
const shown = 4

const ofBundles: GoalName[] = ['bundle-api', 'bundle-time', 'bundle-kms', 'bundle-event']

/** The row of the goals that a bundle is measured by: of an API what it computes with, by its budget. */
function rowOf(bundle: string): GoalName {
  if (!bundle.endsWith('-api')) return 'bundle-event'
  const byBudget: Record<number, GoalName> = { 345: 'bundle-api', 400: 'bundle-time', 460: 'bundle-kms' }
  return byBudget[budgetOf(bundle)] ?? 'bundle-api'
}

/** The size of every bundle with its largest parts, and for each row of the goals the largest of its bundles. */
export function bundles({ sizes }: Pick<Built, 'sizes'>): Figure[] {
  const all = Object.entries(sizes).map(([name, { total, parts }]) => ({ name, kb: kilobytes(total), parts }))
  const rows = ofBundles.flatMap((row) => {
    const those = all.filter(({ name }) => rowOf(name) === row)
    return those.length > 0 ? [largest(row, those)] : []
  })
  const each = all.map(({ name, kb, parts }) => ({
    figure: name,
    value: kb,
    unit: 'KB',
    limit: Math.round(budgetOf(name) * 1.1),
    goal: budgetOf(name),
    better: 'less' as const,
    note: Object.entries(parts)
      .slice(0, shown)
      .map(([part, bytes]) => `${part} ${kilobytes(bytes)}`)
      .join(', '),
  }))
  return [...rows, ...each]
}

function largest(row: GoalName, of: { name: string; kb: number }[]): Figure {
  const most = of.reduce((one, other) => (other.kb > one.kb ? other : one))
  const within = of.filter(({ kb }) => kb <= goals[row].goal).length
  const own =
    row === 'bundle-event' && within < of.length
      ? '; what sends, reads files or computes time has a budget of its own below'
      : ''
  return reached(
    row,
    most.kb,
    `the largest, ${most.name}; ${within} of ${of.length} within ${plain(goals[row].goal)} KB${own}`,
  )
}
