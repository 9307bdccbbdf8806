import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator'

/** A moment that a calendar program shows. */
export interface FeedEntry {
  /** Stable: a program knows by it that it has the entry already. */
  uid: string
  /** Rises with each change. */
  sequence: number
  cancelled: boolean
  dueAt: string
  /** When this state of the entry was made. */
  changedAt: string
  summary: string
  description: string
  url?: string
}

/** So often, in seconds, a program is asked to read the feed anew; some keep to it, some do not. */
const refreshSeconds = 3_600

/** The library writes the name as it stands, and of programs some read an escape in it and some do not: it has none. */
const withoutEscapes = (name: string) => name.replaceAll(/[\\;,\s]+/g, ' ')

/**
 * A feed of moments (RFC 5545; name and refresh RFC 7986). Each begins and ends at its instant: a due date takes no time
 * from anybody's day. Nothing in it is of the moment of reading, so equal entries are equal bytes.
 */
export function calendarFeed(name: string, entries: FeedEntry[]): string {
  const calendar = ical({
    prodId: { company: 'Motcua', product: 'Motcua', language: 'VI' },
    method: ICalCalendarMethod.PUBLISH,
    name: withoutEscapes(name),
    ttl: refreshSeconds,
  })
  for (const { uid, sequence, cancelled, dueAt, changedAt, summary, description, url } of entries) {
    const [at, changed] = [new Date(dueAt), new Date(changedAt)]
    calendar.createEvent({
      id: uid,
      sequence,
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      start: at,
      stamp: changed,
      lastModified: changed,
      summary,
      description,
      transparency: ICalEventTransparency.TRANSPARENT,
      ...(url === undefined ? {} : { url }),
    })
  }
  return `${calendar.toString()}\r\n`
}
