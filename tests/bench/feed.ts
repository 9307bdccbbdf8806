import type { Desk } from '../../infra/local/desk.ts'
import { type Call, caller } from '../../infra/local/first-dossier/caller.ts'
import { act, type Filed, file } from '../../infra/local/first-dossier/dossiers.ts'
import { disorder, type FeedEvent, feedPage, readFeed } from '../../infra/local/first-dossier/feed.ts'
import { until } from '../../infra/local/first-dossier/until.ts'
import { ascending, type Figure, percentile } from './figures.ts'
import { tokenOf } from './whole-desk.ts'

const acts = 1_000
const atOnce = 16
/** On a machine that is busy with other things fewer are done: the bench ends in any case. */
const longestMs = 60_000
/** What has not come by then after the last act is called missing. */
const patienceMs = 30_000
const pollEveryMs = 25

interface Seen {
  event: FeedEvent
  at: number
}

/** A thousand acts at sixteen at once, and how soon a reader who keeps asking finds each of them in the feed. */
export async function feed(desk: Desk): Promise<Figure[]> {
  const call = caller(desk.frontDoor, tokenOf(desk))
  const dossiers = await filed(call, desk)
  const { next } = await readFeed(call, { agency: desk.agency })
  const acked = new Map<string, number>()
  const reading = follow(call, desk.agency, next, acked)
  const began = performance.now()
  await work(call, dossiers, acked).catch((error: unknown) => {
    reading.leave()
    throw error
  })
  const seconds = (performance.now() - began) / 1000
  return figures(await reading.end(), acked, seconds)
}

/** A dossier for each who acts: of one, the versions come one after the other. */
async function filed(call: Call, { receivingPoint, agency }: Desk): Promise<Filed[]> {
  const asked = { procedure: '2.000815', channel: 'DESK', receivingPoint, files: [] } as const
  const applicant = { kind: 'CITIZEN', name: 'Nguyễn Thị Thử' }
  const dossiers: Filed[] = []
  for (let n = 0; n < atOnce; n += 1) dossiers.push(await file(call, 'clerk', { ...asked, files: [], applicant }))
  await until('the filings are in the feed', async () => {
    const { events } = await readFeed(call, { agency })
    return dossiers.every(({ code }) => events.some(({ subject }) => subject === code)) || undefined
  })
  return dossiers
}

const nameOf = (subject: string, version: number) => `${subject} ${version}`

/** Everybody notes something on his own dossier, over and over, until all is done. */
async function work(call: Call, dossiers: Filed[], acked: Map<string, number>): Promise<void> {
  let begun = 0
  const end = performance.now() + longestMs
  const worker = async (dossier: Filed) => {
    for (let known = dossier; begun < acts && performance.now() < end; ) {
      begun += 1
      known = await act(call, 'clerk', 'note', known, { note: 'Ghi chú' })
      acked.set(nameOf(known.code, known.version), performance.now())
    }
  }
  await Promise.all(dossiers.map(worker))
}

/** Reads on from a position; ends when everything that was acknowledged is seen, or patience does. */
function follow(call: Call, agency: string, next: string, acked: Map<string, number>) {
  const seen: Seen[] = []
  let end = Number.POSITIVE_INFINITY
  const waiting = () => end === Number.POSITIVE_INFINITY || (seen.length < acked.size && performance.now() < end)
  const done = (async () => {
    for (let after = next; waiting(); ) {
      // A connection that was closed meanwhile is opened again, as any reader would.
      const page = await feedPage(call, { agency, after, limit: 100 }).catch((error: Error) => {
        if (error.name !== 'TypeError') throw error
      })
      if (!page) continue
      const at = performance.now()
      seen.push(...page.items.map((event) => ({ event, at })))
      after = page.next
      if (page.retryAfter > 0) await new Promise((resume) => setTimeout(resume, pollEveryMs))
    }
  })()
  // Whoever waits for its end is told of a failure; until then it is not one that nobody handles.
  done.catch(() => undefined)
  return {
    leave: () => {
      end = 0
    },
    end: async () => {
      end = performance.now() + patienceMs
      await done
      return seen
    },
  }
}

function figures(seen: Seen[], acked: Map<string, number>, seconds: number): Figure[] {
  const firstSeen = new Map<string, number>()
  for (const { event, at } of seen) {
    const name = nameOf(event.subject, event.version)
    if (!firstSeen.has(name)) firstSeen.set(name, at)
  }
  const delays = [...acked].flatMap(([name, at]) => {
    const found = firstSeen.get(name)
    return found === undefined ? [] : [Math.max(0, found - at) / 1000]
  })
  const sorted = ascending(delays)
  const title = `${acked.size} acts, c=${atOnce}`
  const events = seen.map(({ event }) => event)
  const none = { unit: 'events', limit: 0, goal: 0, better: 'less' } as const
  const note = `p50 ${percentile(sorted, 0.5).toFixed(2)}, max ${(sorted.at(-1) ?? Number.NaN).toFixed(2)} s; ${(acked.size / seconds).toFixed(0)} acts a second, asked every ${pollEveryMs} ms`
  return [
    { figure: `${title}: act → feed, p99`, value: percentile(sorted, 0.99), unit: 's', better: 'less', note },
    { figure: `${title}: not in the feed`, value: acked.size - firstSeen.size, ...none },
    { figure: `${title}: twice in the feed`, value: seen.length - firstSeen.size, ...none },
    { figure: `${title}: gaps, versions out of order`, value: disorder(events).length, ...none },
  ]
}
