import { goldenUnits, idle, perThousand, tickUnits } from './cost.ts'
import type { Standing } from './cost-standing.ts'
import { scale } from './keys.ts'
import { readKeys } from './keys-reads.ts'
import { ceilings } from './scale-ceilings.ts'
import { nation } from './scale-nation.ts'
import type { Scale } from './scale-page.ts'

/** Everything that the page of the scale says, with what stands on AWS as it was counted. */
export async function reckoned(standing: Standing): Promise<Scale> {
  return {
    nation,
    families: await scale(),
    reads: await readKeys(),
    ceilings: ceilings(),
    standing,
    perThousand: perThousand(goldenUnits, standing),
    idle: idle(tickUnits(), standing),
  }
}
