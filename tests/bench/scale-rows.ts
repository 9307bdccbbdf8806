import { costs } from './cost.ts'
import type { Figure } from './figures.ts'
import { reached } from './goals.ts'
import { hottest, scale } from './keys.ts'

/** The row of the goals about the hottest key: reckoned, not measured. */
export async function keyRows(): Promise<Figure[]> {
  const { family, wcu } = hottest(await scale(), 100)
  return [reached('hottest-key', wcu, family)]
}

/** What the formula of costs comes to. */
export async function costRows(): Promise<Figure[]> {
  const { perThousand, idle, idleAfterFree } = costs()
  const free = `${idleAfterFree.toFixed(2)} $ after what an account has for nothing`
  return [
    reached('cost', perThousand, 'by formula from the golden files'),
    reached('idle', idle, `${free}; what stands is counted in the templates`),
  ]
}
