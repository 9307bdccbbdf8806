import type { Calendar } from '../../shared/calendar/calendar.ts'
import { officeOf } from '../../shared/calendar/office.ts'
import { amend, begin } from '../../shared/dynamodb/amend.ts'
import type { Table } from '../../shared/dynamodb/client.ts'
import { beginWatermark, type Due, dueMoved } from '../../shared/dynamodb/due.ts'
import { change, type HeadItem, head, type JournalItem, putNew, transact } from '../../shared/dynamodb/journal.ts'
import { partition } from '../../shared/dynamodb/partition.ts'
import { keepNewest, readItem, remembered } from '../../shared/dynamodb/projection.ts'
import { type Deadline, fired, heard } from './deadline.ts'
import type { ReminderDue } from './events.ts'
import { type FeedOf, type FeedRow, feedChanges } from './feed-rows.ts'
import type { Heard } from './heard.ts'
import type { Place, Rung } from './ladder.ts'

/** What is kept here of an agency. */
export interface AgencyCopy {
  name: string
  receivingPoints: { id: string; hours: { from: string; to: string }[]; calendar: string; saturdayDesk: boolean }[]
  policy: { saturdayDesk: boolean; dueSoonWd: number }
  lineage: string[]
}

/**
 * A calendar feed that somebody subscribed to. Of its token only the hash is known, and the salt that gives it again to
 * who asks for it with the same Idempotency-Key.
 */
export interface Feed {
  id: string
  person: string
  agency: string
  of: 'MINE' | 'AGENCY'
  tokenHash: string
  salt: string
  /** Hash of the request that made it, where that had a key. */
  request?: string
  createdAt: string
}

/** A reminder as it was told or left out. */
export interface PastReminder extends Rung {
  deadlineVersion: number
  dueAt?: string
  to?: 'OFFICER' | 'LEADER'
  toldAt?: string
  skipped?: string
}

type Stored = Deadline & HeadItem

const pkOf = (code: string) => `DEADLINE#${code}`
const feedPk = ({ agency, officer }: FeedOf) => `FEED#${agency}${officer === undefined ? '' : `#${officer}`}`
const by = { id: 'reminders', role: 'system' }
/** Calendars ask every hour; two weeks reach those of who is on leave. */
const cancelledDays = 14
/** More than a deadline has at once; only a fault of ours would come back for more. */
const stepsMost = 12

/** The head as the pure part knows it, without what the journal keeps in it. */
const deadlineIn = ({ pk: _pk, sk: _sk, version: _v, chain: _c, keys: _k, amended: _a, ...deadline }: Stored) =>
  deadline as Deadline

/** What is kept here of other services, the newest of each. */
export function copies(table: Table) {
  const copy = <Kept>(kind: string) => remembered((id: string) => readItem<Kept>(table, `${kind}#${id}`, 'COPY'))
  const keep = (kind: string) => (id: string, version: number, record: object) =>
    keepNewest(table, { pk: `${kind}#${id}`, sk: 'COPY' }, version, record)
  return {
    agency: copy<AgencyCopy>('AGENCY'),
    calendar: copy<Calendar>('CALENDAR'),
    keepAgency: keep('AGENCY') as (id: string, version: number, record: AgencyCopy) => Promise<boolean>,
    keepCalendar: keep('CALENDAR'),
  }
}

/** What plans and tells: the deadlines with their due rows and their rows in calendars. */
export function planning(table: Table) {
  const { agency: agencyOf, calendar: calendarOf } = copies(table)
  const find = (code: string) => head<Deadline>(table, pkOf(code))

  /** Where a deadline runs. Throws while the copies of agency and calendar are on their way: the queue brings it again. */
  async function placeOf({ agency, receivingPoint }: Pick<Deadline, 'agency' | 'receivingPoint'>): Promise<Place> {
    const known = await agencyOf(agency)
    if (!known) throw new Error(`${agency} is not known here yet`)
    const office = officeOf(known, receivingPoint)
    const calendar = await calendarOf(office.calendar)
    if (!calendar) throw new Error(`the calendar ${office.calendar} is not known here yet`)
    return { office, calendar, dueSoonWd: known.policy.dueSoonWd }
  }

  const feedPut = ([of, row]: [FeedOf, FeedRow]) => {
    const over = Math.floor(Date.parse(row.changedAt) / 1000) + cancelledDays * 86_400
    const expires = row.state === 'CANCELLED' ? { expiresAt: over } : {}
    return { Put: { TableName: table.name, Item: { ...row, ...expires, pk: feedPk(of), sk: row.code } } }
  }
  const waits = (deadline: Deadline | undefined): Due | undefined =>
    deadline?.due === undefined ? undefined : { subject: deadline.code, at: deadline.due }

  /** A deadline with what must stand with it: its due row, its rows in calendars. */
  const withRows = (before: Deadline | undefined, after: Deadline, changedAt: string) => ({
    head: after,
    also: [
      ...dueMoved(table, waits(before), waits(after)),
      ...feedChanges(before, after, changedAt).map((row) => feedPut(row)),
    ],
  })

  return {
    /** Takes in an event: plans, moves or voids what is to be told, in one write. */
    async hear(event: Heard, now: string): Promise<void> {
      const { code } = event
      const place = event.running ? await placeOf(event) : undefined
      await beginWatermark(table, now)
      let found = await find(code)
      if (!found) {
        const first = heard(undefined, event, now, place)
        if (!first || (await begin(table, pkOf(code), withRows(undefined, first, event.time)))) return
        found = await find(code)
      }
      if (!found) throw new Error(`the deadline of ${code} was neither made nor found`)
      await amend<Deadline>(table, found, (current) => {
        const before = deadlineIn(current)
        const after = heard(before, event, now, place)
        return after && withRows(before, after, event.time)
      })
    },

    /**
     * Tells everything that is due of a deadline by now. `due` is the row that led here: one that a sweep beside this
     * one has handled, or an event has moved, is not the deadline's any more, and nothing happens.
     */
    async tell({ subject, at }: Due, now: () => string): Promise<void> {
      const found = await find(subject)
      if (found?.due !== at) return
      let current = found
      for (let left = stepsMost; left > 0 && current.due !== undefined && current.due <= now(); left -= 1) {
        const [asked, instant]: [Stored, string] = [current, now()]
        const place = await placeOf(asked)
        /** What the deadline comes to, unless it has moved; told with an event, or changed without one. */
        const decided = (head: Stored, telling: boolean) => {
          const same = head.due === asked.due && head.plan[0]?.at === asked.plan[0]?.at
          const next = same ? fired(deadlineIn(head), instant, place) : undefined
          if (!next || (next.tell !== undefined) !== telling) return undefined
          return { head: next.deadline, also: dueMoved(table, waits(head), waits(next.deadline)), tell: next.tell }
        }
        const replanned = await amend<Deadline>(table, asked, (head) => decided(head, false))
        const { head } = await change<Deadline>(table, replanned, {}, (head) => {
          const next = decided(head, true)
          if (!next?.tell) return undefined
          const { type, data } = next.tell
          return { ...next, entry: { type, at: instant, by, agency: head.agency, data: { ...data } } }
        })
        current = head
      }
    },
  }
}

/** What is shown: deadlines with their past, and calendar feeds. */
export function reading(table: Table) {
  const { agency } = copies(table)

  return {
    agency,

    /** A deadline with the agencies whose staff may see it. */
    async deadline(code: string): Promise<(Deadline & { agencies: string[] }) | undefined> {
      const found = await head<Deadline>(table, pkOf(code))
      if (!found) return undefined
      const { lineage = [] } = (await agency(found.agency)) ?? {}
      return { ...deadlineIn(found), agencies: [found.agency, ...lineage] }
    },

    /** What was told of a deadline or left out, in the order in which it was planned. */
    async past({ code, skipped = [] }: Deadline): Promise<PastReminder[]> {
      const entries = await partition<JournalItem>(table, pkOf(code), { begin: 'JOURNAL#' })
      const told = entries.flatMap(({ type, at: toldAt, data }): PastReminder[] => {
        if (type !== 'reminder.due') return []
        const { kind, number, plannedFor: at, deadlineVersion, dueAt, to } = data as unknown as ReminderDue
        return [{ kind, number, at, deadlineVersion, dueAt, to, toldAt }]
      })
      const vain = skipped.map(({ reason, ...rung }): PastReminder => ({ ...rung, skipped: reason }))
      return [...told, ...vain].sort((a, b) => (a.at < b.at ? -1 : 1))
    },

    /** Keeps a new feed. @returns false when there is one of this id. */
    keepFeed: (feed: Feed) =>
      transact(table, [
        putNew(table, { ...feed, pk: `FEEDTOKEN#${feed.tokenHash}`, sk: 'FEED' }),
        putNew(table, { ...feed, pk: `FEEDS#${feed.person}`, sk: feed.id }),
      ]),

    /** The feed of a token, by the token's hash; undefined when there is none or none any more. */
    feedByToken: (tokenHash: string) => readItem<Feed>(table, `FEEDTOKEN#${tokenHash}`, 'FEED'),

    feedsOf: (person: string) => partition<Feed>(table, `FEEDS#${person}`),
    feedOf: (person: string, id: string) => readItem<Feed>(table, `FEEDS#${person}`, id, true),

    /** Ends a feed: from now on its token opens nothing. */
    revokeFeed: ({ person, id, tokenHash }: Feed) =>
      transact(table, [
        { Delete: { TableName: table.name, Key: { pk: `FEEDTOKEN#${tokenHash}`, sk: 'FEED' } } },
        { Delete: { TableName: table.name, Key: { pk: `FEEDS#${person}`, sk: id } } },
      ]),

    /** The rows of a calendar, by the code of the dossier. */
    feedRows: (of: FeedOf) => partition<FeedRow>(table, feedPk(of)),
  }
}
