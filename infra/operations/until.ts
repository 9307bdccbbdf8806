const every = 500

/** Asks twice a second until there is an answer; answers undefined when there is none within `limit` milliseconds. */
export async function until<Found>(ask: () => Promise<Found | undefined>): Promise<Found>
export async function until<Found>(ask: () => Promise<Found | undefined>, limit: number): Promise<Found | undefined>
export async function until<Found>(ask: () => Promise<Found | undefined>, limit = Number.POSITIVE_INFINITY) {
  const end = Date.now() + limit
  for (;;) {
    const found = await ask()
    if (found !== undefined || Date.now() >= end) return found
    await new Promise((resolve) => setTimeout(resolve, every))
  }
}
