import { chart } from './chart.ts'
import type { Growth } from './growth.ts'

/** Read and write units together, of each use case at each size: lines that do not rise. */
export const growthChart = ({ sizes, cases }: Growth): string =>
  chart({
    title: 'Capacity units of a use case, by how many dossiers are stored',
    says: cases
      .map(({ useCase, at }) => `${useCase}: ${at.map(({ wcu, rcu }) => wcu + rcu).join(', ')} units`)
      .join('; '),
    across: 'stored dossiers of one ward',
    up: 'capacity units',
    at: sizes,
    lines: cases.map(({ useCase, at }) => ({ name: useCase, values: at.map(({ wcu, rcu }) => wcu + rcu) })),
  })
