import { join } from 'node:path'
import { startDesk } from '../../../infra/local/desk.ts'
import { UnexpectedAnswer } from '../../../infra/local/first-dossier/caller.ts'
import { until } from '../../../infra/local/first-dossier/until.ts'
import { services } from '../../../infra/prefixes.ts'
import type { Chapter, Finding, Stand } from '../chapter.ts'
import { type Opened, oneAway } from '../outage/one-away.ts'
import { openRequests } from '../outage/requests.ts'

/** What one service takes at most: away, back, and caught up. */
const oneServiceMs = 25_000

/** What is answered while what one service did has not reached the other yet. */
const early = ['receiving-point-unknown', 'procedure-not-in-force', 'forbidden', 'dossier-not-found', 'unavailable']
const hearsWithinMs = 60_000

async function answered(request: () => Promise<unknown>): Promise<true | undefined> {
  try {
    await request()
    return true
  } catch (error) {
    if (error instanceof UnexpectedAnswer && early.includes(error.problem)) return undefined
    throw error
  }
}

/** A whole desk at which everybody has heard of everything once. */
async function openDesk(folder: string): Promise<Opened> {
  const desk = await startDesk({ folder })
  try {
    const opened = await openRequests(desk)
    const { attachments, dossiers, ...others } = opened.requests
    for (const request of [attachments, dossiers, ...Object.values(others)]) {
      await until('the desk has heard of everything', () => answered(request), hearsWithinMs)
    }
    return { ...opened, desk, folder }
  } catch (error) {
    await desk.stop()
    throw error
  }
}

async function eachAway({ folder, seed, ends }: Stand): Promise<Finding[]> {
  const opened = await openDesk(join(folder, 'desk'))
  const found: Finding[] = []
  try {
    // Another one first for each seed, should the time not be enough for all of them.
    const order = services.map((_, n) => services[(n + seed) % services.length] ?? 'dossiers')
    for (const service of order) {
      if (Date.now() + oneServiceMs < ends) found.push(await oneAway(opened, service))
      else
        found.push({
          title: `${service} away`,
          operations: 0,
          faults: 0,
          violations: [],
          note: 'not tried: out of time',
        })
    }
    return found
  } finally {
    await opened.desk.stop()
  }
}

/** One service after another is away, as when it is deployed anew or broken, while a whole desk is used. */
export const chapter: Chapter = {
  title: 'One service away at a time',
  async run(stand) {
    if (stand.long) return eachAway(stand)
    const note =
      'only in the long run: tests/system/alone.test.ts and alone-told.test.ts try four of them in `npm test`'
    return [{ title: 'Each service away in turn', operations: 0, faults: 0, violations: [], note }]
  },
}
