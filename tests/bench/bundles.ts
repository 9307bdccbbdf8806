import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { budgetOf } from '../../infra/bundle-budget.ts'
import { root } from '../../infra/local/aws.ts'
import type { Figure } from './figures.ts'
import { program } from './program.ts'

type Sizes = Record<string, { total: number; parts: Record<string, number> }>

const kilobytes = (bytes: number) => Math.round(bytes / 1024)
const shown = 4

/** Bundles every function and tells the size of each with its largest parts. A build past its budget is told, not thrown. */
export async function bundles(limitMs: number): Promise<Figure[]> {
  await program([join(root, 'infra/build.ts')], limitMs)
  const sizes: Sizes = JSON.parse(readFileSync(join(root, 'dist/sizes.json'), 'utf8'))
  return Object.entries(sizes).map(([name, { total, parts }]) => ({
    figure: name,
    value: kilobytes(total),
    unit: 'KB',
    limit: Math.round(budgetOf(name) * 1.1),
    goal: budgetOf(name),
    better: 'less',
    note: Object.entries(parts)
      .slice(0, shown)
      .map(([part, bytes]) => `${part} ${kilobytes(bytes)}`)
      .join(', '),
  }))
}
