import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { Table } from '../../shared/dynamodb/client.ts'
import { readItem } from '../../shared/dynamodb/projection.ts'
import { type CityEvent, cityEvent, type Packed, unpacked } from './city-event.ts'
import { daysPk, endKey, eventKey } from './keys.ts'
import { beginAfter, type Extent, keptSince, withoutGap } from './position.ts'

/** Events after a number, the oldest first, and whether there are more at once. */
export interface EventsRead {
  events: CityEvent[]
  more: boolean
}

type EventRow = Packed & { pk: string; sk: string; expiresAt: number }

const eventOf = ({ pk: _pk, sk, expiresAt: _expires, ...row }: EventRow, agency: string) =>
  cityEvent(unpacked(row, agency), Number(sk))

/** What of the feeds is read: by consumers, and for webhooks. */
export function reading(table: Table) {
  /** The oldest number by agency and date; days that are over never change. */
  const oldestKnown = new Map<string, { since: string; oldest: number }>()

  /** The first items of a partition, from a sort key on or after one. */
  async function first<Item>(key: { pk: string; sk: string }, from: '>' | '>=', most: number, consistent: boolean) {
    const items: Item[] = []
    let last: Record<string, unknown> | undefined
    do {
      const page = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          KeyConditionExpression: `pk = :pk AND sk ${from} :sk`,
          ExpressionAttributeValues: { ':pk': key.pk, ':sk': key.sk },
          Limit: most - items.length,
          ...(consistent ? { ConsistentRead: true } : {}),
          ...(last ? { ExclusiveStartKey: last } : {}),
        }),
      )
      items.push(...((page.Items ?? []) as Item[]))
      last = page.LastEvaluatedKey
    } while (last && items.length < most)
    return items
  }

  async function newest(agency: string, consistent = true): Promise<number> {
    const { pk, sk } = endKey(agency)
    return (await readItem<{ sequence: number }>(table, pk, sk, consistent))?.sequence ?? 0
  }

  async function oldestKept(agency: string, now: string, consistent: boolean): Promise<number | undefined> {
    const since = keptSince(now)
    const known = oldestKnown.get(agency)
    if (known?.since === since) return known.oldest
    const [day] = await first<{ first: number }>({ pk: daysPk(agency), sk: since }, '>=', 1, consistent)
    if (!day) return undefined
    oldestKnown.set(agency, { since, oldest: day.first })
    return day.first
  }

  /** What is there of a feed. Its end is read before its days, so that what comes between is not taken for gone. */
  async function extent(agency: string, now: string): Promise<Extent> {
    const end = await newest(agency)
    return { newest: end, oldest: await oldestKept(agency, now, true) }
  }

  /** Events after a number without a hole; `consistent` for who must not miss what was written a moment ago. */
  async function eventsAfter(agency: string, after: number, most: number, consistent = false): Promise<EventsRead> {
    const rows = await first<EventRow>(eventKey(agency, after), '>', most, consistent)
    const all = rows.map((row) => eventOf(row, agency))
    const events = withoutGap(all, after)
    return { events, more: rows.length === most || events.length < all.length }
  }

  return {
    newest,
    eventsAfter,

    /** The number after which a consumer goes on. @throws Refusal 410 for one that is no longer kept, 422 for none of ours. */
    async start(agency: string, after: number | undefined, now: string, pointer: string): Promise<number> {
      const oldest = await oldestKept(agency, now, false)
      // Nobody was given a number beyond the end; whether this one is shows when nothing comes after it.
      if (oldest !== undefined && (after === undefined || after + 1 >= oldest)) return after ?? oldest - 1
      return beginAfter(after, await extent(agency, now), pointer)
    },

    /**
     * A page of events after a number. Reads need not be of the newest, unless they find nothing and the feed goes on.
     * @throws Refusal 422 for a number beyond the end of the feed.
     */
    async page(agency: string, after: number, most: number, pointer: string): Promise<EventsRead> {
      const found = await eventsAfter(agency, after, most)
      if (found.events.length > 0 || (await newest(agency, false)) === after) return found
      beginAfter(after, { newest: await newest(agency), oldest: 1 }, pointer)
      return eventsAfter(agency, after, most, true)
    },
  }
}

export type Reading = ReturnType<typeof reading>
