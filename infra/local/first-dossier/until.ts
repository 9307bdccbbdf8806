import { UnexpectedAnswer } from './caller.ts'

const pollEvery = 50

/** Asks again until there is an answer, every 50 ms. Throws when there is none within `limit` milliseconds. */
export async function until<Found>(
  what: string,
  ask: () => Promise<Found | undefined>,
  limit = 20_000,
): Promise<Found> {
  const end = Date.now() + limit
  for (;;) {
    const found = await ask()
    if (found !== undefined) return found
    if (Date.now() >= end) throw new Error(`${what}: not within ${limit / 1000} s`)
    await new Promise((resolve) => setTimeout(resolve, pollEvery))
  }
}

/**
 * Sends again while the answer is one of these problems: what one service did reaches the other by an event.
 * Throws the last answer when it is still one of them after 20 s.
 */
export async function whenHeard<Found>(what: string, problems: string[], send: () => Promise<Found>): Promise<Found> {
  let last: unknown
  const ask = async () => {
    try {
      return await send()
    } catch (error) {
      if (!(error instanceof UnexpectedAnswer) || !problems.includes(error.problem)) throw error
      last = error
      return undefined
    }
  }
  return until(what, ask).catch((late) => Promise.reject(last ?? late))
}
