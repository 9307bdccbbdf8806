import type { Figure } from './figures.ts'
import { type GoalName, reached } from './goals.ts'
import type { Growth } from './growth.ts'

/** So many are due at the tick that is measured, whatever is open. */
const dueAtATick = 100
const rowOf: Record<number, GoalName> = { 10000: 'sweep-10k', 100000: 'sweep-100k' }

/** The rows of the goals that tell how a sweep grows with what is open. */
export function growthRows({ sizes, cases }: Pick<Growth, 'sizes' | 'cases'>): Figure[] {
  const sweep = cases.find(({ useCase }) => useCase.startsWith('sweep tick'))
  return sizes.flatMap((size, index) => {
    const [row, point] = [rowOf[size], sweep?.at[index]]
    if (!row || !point) return []
    return [reached(row, point.rows / dueAtATick, `${point.rows} rows, ${point.rcu} RCU and ${point.wcu} WCU`)]
  })
}
