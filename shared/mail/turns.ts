/** Turns to call a provider, for what would otherwise call as often as it can. */
interface Turns {
  /** From now on there are turns again. */
  begin(): void
  /** Waits for the next one; false when there is none any more. */
  next(): Promise<boolean>
}

const second = 1_000

/** So many turns a second, of which those of one second may be taken together, until so many seconds have gone by. */
export function turns({ perSecond, seconds }: { perSecond: number; seconds: number }): Turns {
  let taken = Number.NEGATIVE_INFINITY
  let end = 0
  return {
    begin() {
      end = performance.now() + seconds * second
    },
    async next() {
      const now = performance.now()
      if (now >= end) return false
      taken = Math.max(taken, now - second) + second / perSecond
      if (taken > now) await new Promise((resume) => setTimeout(resume, taken - now))
      return true
    },
  }
}
