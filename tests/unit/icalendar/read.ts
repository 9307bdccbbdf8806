import ICAL from 'ical.js'

/** An entry as a calendar program has it after reading a feed. */
export interface Read {
  uid: string
  sequence: number
  status: string
  start: string
  end: string
  summary: string
  description: string
  url?: string
  stamp: string
}

const instant = (time: ICAL.Time) => new Date(time.toUnixTime() * 1000).toISOString()
const text = (component: ICAL.Component, name: string) => String(component.getFirstPropertyValue(name) ?? '')

/** A feed as ical.js reads it; throws for what is no calendar. */
export function readFeed(feed: string): { name: string; method: string; refresh: string; entries: Read[] } {
  const calendar = new ICAL.Component(ICAL.parse(feed))
  const entries = calendar.getAllSubcomponents('vevent').map((component): Read => {
    const event = new ICAL.Event(component)
    const { uid, sequence, startDate, endDate, summary, description } = event
    const url = component.getFirstPropertyValue('url')
    return {
      ...{ uid, sequence: Number(sequence), summary, description },
      status: text(component, 'status'),
      start: instant(startDate),
      end: instant(endDate),
      ...(url === null ? {} : { url: String(url) }),
      stamp: instant(component.getFirstPropertyValue('dtstamp') as ICAL.Time),
    }
  })
  return {
    name: text(calendar, 'x-wr-calname'),
    method: text(calendar, 'method'),
    refresh: text(calendar, 'refresh-interval'),
    entries,
  }
}

/**
 * The calendar of a program that has read a feed before and reads it again (RFC 5546, section 3.2.1): it knows an entry
 * by its UID, and takes another one for it only under a higher SEQUENCE.
 */
export function readAgain(known: Read[], entries: Read[]): Read[] {
  const calendar = new Map(known.map((entry) => [entry.uid, entry]))
  for (const entry of entries) {
    const before = calendar.get(entry.uid)
    if (before === undefined || entry.sequence > before.sequence) calendar.set(entry.uid, entry)
  }
  return [...calendar.values()]
}
