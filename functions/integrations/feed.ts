import type { Told } from './city-event.ts'

/** An event in its place in the feed of its agency. */
export type Placed = Told & { sequence: number }

/** How far a subject is in the feed: from the version that was there to the newest that is put there now. */
export interface Move {
  subject: string
  from: number
  to: number
}

/** The feed of an agency as it was read: its newest number, 0 for none. */
export interface End {
  sequence: number
  /** The date (UTC) of the newest event. */
  day?: string
}

/** What keeps the feeds. Every read sees what was written before it. */
export interface Shelf {
  end(agency: string): Promise<End>
  /** The newest version of each subject that is in the feed; 0 for none. */
  positions(subjects: string[]): Promise<Map<string, number>>
  held(subject: string): Promise<Told[]>
  /** All or nothing, and only while the feed ends there and the subjects are where they were. @returns false otherwise. */
  append(agency: string, end: End, events: Placed[], moves: Move[]): Promise<boolean>
  hold(events: Told[]): Promise<void>
  drop(events: Told[]): Promise<void>
}

const bySubject = (events: Told[]): Told[][] => [...Map.groupBy(events, ({ subject }) => subject).values()]

/**
 * What becomes of events: those that are next, in the order of their versions; those that must wait for one before them;
 * the others are in the feed already, or come twice.
 */
export function sorted(events: Told[], positions: ReadonlyMap<string, number>): { next: Told[]; early: Told[] } {
  const [next, early]: [Told[], Told[]] = [[], []]
  for (const own of bySubject(events)) {
    const before = positions.get(own[0]?.subject ?? '') ?? 0
    // The first of those with one version stands for all of them.
    const versions = new Map(own.toReversed().map((event) => [event.version, event]))
    const coming = [...versions.values()].filter(({ version }) => version > before)
    for (const event of coming.sort((a, b) => a.version - b.version)) {
      const line = next.length > 0 && next.at(-1)?.subject === event.subject ? next.at(-1)?.version : before
      if (event.version === (line ?? 0) + 1) next.push(event)
      else early.push(event)
    }
  }
  return { next, early }
}

/** How each subject moves by these events, which are in order and without holes. */
const movesOf = (events: Told[]): Move[] =>
  bySubject(events).map((own) => {
    const [first, last] = [own[0] as Told, own.at(-1) as Told]
    return { subject: first.subject, from: first.version - 1, to: last.version }
  })

/** So many events go into one transaction, each with its subject; 100 items are the most that it takes. */
const mostAtOnce = 40
/** Workers of one agency take the end of its feed in turn; who comes late reads anew. */
const tries = 30

export interface Turn {
  /** Waits a moment that grows with the attempt. */
  pause: (attempt: number) => Promise<unknown>
}

/** Appends what is next of these events and holds what is early. @returns both. Errors when others are always faster. */
async function placed(shelf: Shelf, events: Told[], { pause }: Turn) {
  const subjects = [...new Set(events.map(({ subject }) => subject))]
  const done: Told[] = []
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const { next, early } = sorted(events, await shelf.positions(subjects))
    const [first] = next
    if (!first) return { next: done, early }
    const { agency } = first
    const other = next.findIndex((event) => event.agency !== agency)
    const chunk = next.slice(0, Math.min(other < 0 ? next.length : other, mostAtOnce))
    const end = await shelf.end(agency)
    const rows = chunk.map((event, index) => ({ ...event, sequence: end.sequence + 1 + index }))
    if (await shelf.append(agency, end, rows, movesOf(chunk))) {
      done.push(...chunk)
      attempt = -1
    } else await pause(attempt)
  }
  throw new Error('the end of the feed could not be reached')
}

/**
 * Takes events into the feed: every one once, the versions of a subject in their order and without holes, whatever comes
 * twice, late, or through another worker at the same time. What is early is held until the one before it is there.
 *
 * Nothing sleeps over: who holds an event looks afterwards how far its subject is, and who appends one, or finds that it is
 * there, looks afterwards what is held behind it. So whichever of two workers is the later sees the other's work.
 */
export async function take(shelf: Shelf, coming: Told[], turn: Turn): Promise<void> {
  const subjects = [...new Set(coming.map(({ subject }) => subject))]
  for (let pending = coming; ; pending = []) {
    const held = (await Promise.all(subjects.map((subject) => shelf.held(subject)))).flat()
    if (pending.length + held.length === 0) return
    const { next, early } = await placed(shelf, [...held, ...pending], turn)
    const fresh = early.filter((event) => !held.includes(event))
    if (fresh.length > 0) await shelf.hold(fresh)
    const over = held.filter((event) => !early.includes(event))
    if (over.length > 0) await shelf.drop(over)
    if (next.length + fresh.length === 0) return
  }
}
