/** Something that a client did: when it was asked for, and when the answer was there (`Infinity`: never). */
export interface Done<Operation> {
  called: number
  answered: number
  operation: Operation
}

/**
 * What the object may be after an operation that was answered as it was: empty when it can't have been answered so in
 * this state, two states when nobody knows whether it was done.
 */
export type Step<State, Operation> = (state: State, operation: Operation) => State[]

const bit = (index: number) => 1n << BigInt(index)

/**
 * Whether there is an order of all operations, none of them moved before its call or after its answer, in which an object
 * that does one after the other gives these answers (Herlihy & Wing). Depth first over orders, remembering which sets of
 * operations led to which state (Wing & Gong, Lowe).
 */
export function linearizable<State, Operation>(
  history: readonly Done<Operation>[],
  initial: State,
  step: Step<State, Operation>,
): boolean {
  const all = bit(history.length) - 1n
  const seen = new Set<string>()

  /** The operations that may be next: called before any of those that are left was answered. */
  function next(done: bigint): number[] {
    const left = history.flatMap((_, index) => (done & bit(index) ? [] : [index]))
    const first = Math.min(...left.map((index) => history[index]?.answered ?? 0))
    return left.filter((index) => (history[index]?.called ?? 0) <= first)
  }

  const waiting: [done: bigint, state: State][] = [[0n, initial]]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const [done, state] = node
    if (done === all) return true
    const known = `${done} ${JSON.stringify(state)}`
    if (seen.has(known)) continue
    seen.add(known)
    for (const index of next(done)) {
      const one = history[index]
      if (!one) continue
      for (const after of step(state, one.operation)) waiting.push([done | bit(index), after])
    }
  }
  return false
}
