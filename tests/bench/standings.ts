import type { Figure } from './figures.ts'
import { type Goal, goals, type Lines, type Part } from './goals.ts'

/** A row of the page: a goal and how it stands. */
export interface Standing extends Lines {
  value?: number
  note?: string
  /** Why there is no value. */
  missing?: string
}

/** Every row of the goals with what was measured for it; one that nothing measured says why. */
export function standings(figures: Figure[], missed: Partial<Record<Part, string>> = {}): Standing[] {
  return Object.entries(goals).map(([name, row]: [string, Goal]) => {
    const { metric, unit, better, goal, limit, best } = row
    const lines = { metric, unit, better, goal, ...(limit === undefined ? {} : { limit }), ...(best ? { best } : {}) }
    const found = figures.find((figure) => figure.row === name)
    if (found && Number.isFinite(found.value))
      return { ...lines, value: found.value, ...(found.note ? { note: found.note } : {}) }
    if ('unmeasured' in row) return { ...lines, missing: row.unmeasured }
    return { ...lines, missing: missed[row.part] ?? 'this run has no figure for it' }
  })
}
