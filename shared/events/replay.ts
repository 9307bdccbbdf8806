import type { JournalItem } from '../dynamodb/journal.ts'
import { type DomainEvent, eventOf } from './envelope.ts'

/** A queue of a subscriber, and which types of events its rule on the bus lets through. */
export interface Subscribed {
  queue: string
  takes: (type: string) => boolean
}

export type SendTo = (queue: string, messages: string[]) => Promise<void>

export interface Replayed {
  read: number
  /** Messages sent, by queue. */
  sent: Record<string, number>
  /** Entries that no queue of the subscriber takes. */
  skipped: number
}

/** The message that the bus makes of an event on its way to a queue, as far as a consumer can tell. */
export function messageOf(event: DomainEvent): string {
  const { id, type, source, time } = event
  return JSON.stringify({ version: '0', id, 'detail-type': type, source, time, resources: [], detail: event })
}

/**
 * Sends the events of journal entries once more to a subscriber's queues alone, oldest first for each aggregate.
 * Harmless however often it is done: consumers keep the newest version.
 */
export async function replay(
  publisher: string,
  pages: AsyncIterable<JournalItem[]>,
  subscribed: Subscribed[],
  send: SendTo,
): Promise<Replayed> {
  const done: Replayed = { read: 0, sent: Object.fromEntries(subscribed.map(({ queue }) => [queue, 0])), skipped: 0 }
  for await (const entries of inOrder(pages)) {
    const events = entries.map((entry) => eventOf(publisher, entry))
    for (const { queue, takes } of subscribed) {
      const messages = events.filter(({ type }) => takes(type)).map(messageOf)
      await send(queue, messages)
      done.sent[queue] = (done.sent[queue] ?? 0) + messages.length
    }
    done.read += events.length
    done.skipped += events.filter(({ type }) => !subscribed.some(({ takes }) => takes(type))).length
  }
  return done
}

/** Pages again, but the last aggregate of one waits for the next page, which may have more of it. */
async function* inOrder(pages: AsyncIterable<JournalItem[]>): AsyncGenerator<JournalItem[]> {
  let held: JournalItem[] = []
  for await (const page of pages) {
    const entries = [...held, ...page]
    const last = entries.at(-1)?.pk
    held = entries.filter(({ pk }) => pk === last)
    yield sorted(entries.filter(({ pk }) => pk !== last))
  }
  yield sorted(held)
}

function sorted(entries: JournalItem[]): JournalItem[] {
  return entries.toSorted((a, b) => (a.pk === b.pk ? a.version - b.version : a.pk < b.pk ? -1 : 1))
}
