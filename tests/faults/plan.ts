import { createHash } from 'node:crypto'
import type { Fault, Plan } from './proxy.ts'

/** A number from 0 to 1 that is always the same for the same parts. */
export const drawn = (...parts: (string | number)[]): number =>
  createHash('sha256').update(parts.join('\n')).digest().readUInt32BE() / 2 ** 32

/** The faults after which a client tries again at once. */
const quick = ['drop-before', 'drop-after', 'torn-body', 'error-500', 'duplicate'] as const

/** What calls meet unless told otherwise: after a throttle the SDK waits a second, so that they are fewer. No delays. */
export const usualFaults: readonly Fault[] = [...quick, ...quick, 'throttle']

export interface Chances {
  /** How many of the calls meet a fault, from 0 to 1. */
  share: number
  faults?: readonly Fault[]
  /** How many are answered when nobody waits any more, which costs a client its whole timeout: none unless told. */
  late?: number
  /** Which operations; all unless told. */
  of?: (operation: string) => boolean
}

/** A plan of faults that one integer brings again. */
export function seeded(seed: number, { share, faults = usualFaults, late = 0, of = () => true }: Chances): Plan {
  return (operation, n) => {
    if (!of(operation)) return undefined
    if (late > 0 && drawn(seed, operation, n, 'late') < late) return 'delay'
    if (drawn(seed, operation, n) >= share) return undefined
    return faults[Math.floor(drawn(seed, operation, n, 'which') * faults.length)]
  }
}

/** Whole numbers below `most`, one after the other, by the seed: for what a chapter chooses itself. */
export function dice(seed: number): (most: number) => number {
  let throws = 0
  return (most) => {
    throws += 1
    return Math.floor(drawn(seed, 'dice', throws) * most)
  }
}
