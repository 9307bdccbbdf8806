import type { Call } from './caller.ts'

/** What these programs read of an event of the feed. */
export interface FeedEvent {
  specversion: '1.0'
  id: string
  source: string
  type: string
  subject: string
  time: string
  agency: string
  /** Its place in the feed of the agency. */
  sequence: number
  /** Its place among the events of its subject. */
  version: number
  data: Record<string, unknown>
}

export interface FeedPage {
  items: FeedEvent[]
  next: string
  /** Seconds until it is worth asking again; 0 while there is more. */
  retryAfter: number
}

export interface Reading {
  agency: string
  /** The `next` of an earlier page; from the oldest that is kept when it is left out. */
  after?: string
  limit?: number
  types?: string
  persona?: string
}

/** One page of the feed. */
export async function feedPage(call: Call, { persona = 'integration', ...asked }: Reading): Promise<FeedPage> {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(asked)) if (value !== undefined) query.set(name, String(value))
  return (await call<FeedPage>(`GET /v1/events?${query}`, 200, { persona })).body
}

/** Reads on to the end of the feed as it is now; answers what was read and where to go on. */
export async function readFeed(call: Call, reading: Reading): Promise<{ events: FeedEvent[]; next: string }> {
  const events: FeedEvent[] = []
  for (let { after } = reading; ; ) {
    const page = await feedPage(call, { ...reading, limit: reading.limit ?? 100, ...(after ? { after } : {}) })
    events.push(...page.items)
    if (page.retryAfter > 0) return { events, next: page.next }
    after = page.next
  }
}

/** What is wrong with the order of a feed: a gap in the agency's sequence, or in the versions of a subject. */
export function disorder(events: FeedEvent[]): string[] {
  const wrong: string[] = []
  const versions = new Map<string, number>()
  for (const [index, { sequence, subject, version }] of events.entries()) {
    const before = events[index - 1]?.sequence
    if (before !== undefined && sequence !== before + 1) wrong.push(`${sequence} comes after ${before}`)
    const known = versions.get(subject)
    // The first of a subject that is read may be a later one: what came before is no longer kept.
    if (known !== undefined && version !== known + 1)
      wrong.push(`version ${version} of ${subject} comes after ${known}`)
    versions.set(subject, version)
  }
  return wrong
}
