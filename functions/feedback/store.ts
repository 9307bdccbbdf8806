import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { Calendar } from '../../shared/calendar/calendar.ts'
import type { SealContact } from '../../shared/crypto/contact.ts'
import type { Envelope } from '../../shared/crypto/envelope.ts'
import { madeId } from '../../shared/crypto/made-id.ts'
import { amend } from '../../shared/dynamodb/amend.ts'
import { spending } from '../../shared/dynamodb/budget.ts'
import type { Table } from '../../shared/dynamodb/client.ts'
import * as journal from '../../shared/dynamodb/journal.ts'
import { type PageQuery, page } from '../../shared/dynamodb/page.ts'
import { partition } from '../../shared/dynamodb/partition.ts'
import { keepNewest, readItem, remembered } from '../../shared/dynamodb/projection.ts'
import type { Idempotency } from '../../shared/http/request.ts'
import type { AgencyCopy } from './copies.ts'
import type { Acted, By, Feedback, PublicVersion, Sealed } from './feedback.ts'
import { listIndexes } from './lists.ts'
import { contactOf, snapshot } from './snapshot.ts'
import type { Written } from './view.ts'

export type Head = Feedback & journal.HeadItem
/** A feedback with the agencies that may see it. */
export type Found = Head & { agencies: string[] }

/** What of a request a change needs to know. */
export interface Request {
  ifMatch?: number
  idempotency?: Idempotency
  now: string
}

/** The keys of a service's functions: most of them have none. */
export type Keys = Envelope & { sealContact?: SealContact }
const refused = () => Promise.reject(new Error('this function has no right to this key'))
const noKeys: Keys = { seal: refused, open: refused }

const pkOf = (id: string) => `FEEDBACK#${id}`
const place = (id: string, field: string) => ({ table: 'feedback', record: id, field })
const hour = 3_600
const lookupsPerId = 10

/** How often one address may look up and send in an hour; behind one address may sit a whole waiting room. */
const usual = { lookupsPerAddress: 100, perAddress: 30 }

/** The id of a new feedback: short enough to be said on the telephone. */
export const newId = (key: Idempotency | undefined): string => madeId('feedback', 10, key)

/** Every access to the feedback in the table of `feedback`. */
export function open(table: Table, keys = noKeys, limits = usual) {
  const { seal, open: unseal, sealContact = refused } = keys
  const spend = spending(table)
  const copy = <Kept>(kind: string) => remembered((id: string) => readItem<Kept>(table, `${kind}#${id}`, 'COPY'))
  const agency = copy<AgencyCopy>('AGENCY')
  const calendar = copy<Calendar>('CALENDAR')

  async function entryOf(acted: Acted, by: By, at: string, contact?: string): Promise<journal.Entry> {
    const { id, agency } = acted.feedback
    const sealed = acted.details && (await seal(acted.details, place(id, 'details')))
    return {
      type: acted.event,
      at,
      by: { id: by.id, role: by.role, ...(by.name ? { name: by.name } : {}) },
      agency,
      data: snapshot(acted, by, contact),
      ...(sealed ? { sealed } : {}),
    }
  }

  /** The text for everybody is an item of its own, which a later one replaces. */
  const publication = ({ feedback: { id, agency, kind, publishedAt }, publicVersion }: Acted) =>
    publicVersion === undefined
      ? []
      : [
          {
            Put: {
              TableName: table.name,
              Item: { pk: pkOf(id), sk: 'PUBLIC', id, kind, ...publicVersion, published: agency, publishedAt },
            },
          },
        ]

  const withAgencies = async <Row extends Feedback>(head: Row): Promise<Row & { agencies: string[] }> => ({
    ...head,
    agencies: [head.agency, ...((await agency(head.agency))?.lineage ?? [])],
  })

  return {
    agency,
    calendar,

    /** The copies as they stand now, each read consistently and once: for work that must not miss a change. */
    newest() {
      const now = <Kept>(kind: string) =>
        remembered((id: string) => readItem<Kept>(table, `${kind}#${id}`, 'COPY', true))
      return { agency: now<AgencyCopy>('AGENCY'), calendar: now<Calendar>('CALENDAR') }
    },

    /** Keeps the newest copy of another service's record. */
    keep: (kind: 'AGENCY' | 'CALENDAR', id: string, version: number, record: object) =>
      keepNewest(table, { pk: `${kind}#${id}`, sk: 'COPY' }, version, record),
    keepStaff: (person: string, atAgency: string, version: number, row: object) =>
      keepNewest(table, { pk: `STAFF#${person}`, sk: atAgency }, version, row),

    /** Stores a new feedback with its sealed part, all or nothing; undefined when its id is taken already. */
    async create(acted: Acted, by: By, sealed: Sealed, { now }: Request): Promise<Found | undefined> {
      const { id } = acted.feedback
      const contact = contactOf(sealed.submitter)
      const [closed, told] = await Promise.all([
        seal(sealed, place(id, 'sealed')),
        contact && sealContact({ feedback: id }, contact),
      ])
      const entry = await entryOf(acted, by, now, told)
      const also = [{ Put: { TableName: table.name, Item: { pk: pkOf(id), sk: 'SEALED', sealed: closed } } }]
      // Without its key: the id is made of it, and the head has the hash of the request.
      const done = await journal.create(table, pkOf(id), id, { head: acted.feedback, entry, also }, undefined)
      return done ? withAgencies({ ...(acted.feedback as Head), version: 1 }) : undefined
    },

    async find(id: string): Promise<Found | undefined> {
      const head = await journal.head<Feedback>(table, pkOf(id))
      return head && withAgencies(head)
    },

    /** For a look-up: the head, eventually consistent (half a read unit). */
    peek: (id: string) => readItem<Head>(table, pkOf(id), 'HEAD'),

    /** Changes a feedback by a pure decision, in one transaction with its journal entry. */
    async change(
      found: Found,
      by: By,
      request: Request,
      decide: (feedback: Feedback) => Acted | undefined | Promise<Acted | undefined>,
    ) {
      const { agencies: _agencies, ...head } = found
      const known = { ifMatch: request.ifMatch, key: request.idempotency }
      const changed = await journal.change<Feedback>(table, head, known, async (current) => {
        const acted = await decide(current)
        if (!acted) return undefined
        return { head: acted.feedback, entry: await entryOf(acted, by, request.now), also: publication(acted) }
      })
      return { feedback: await withAgencies(changed.head), replayed: changed.replayed }
    },

    /**
     * Raises a task, once for each name. Nobody acts and nobody is told: the version stays, so that the desk's next act
     * is not refused for it.
     */
    async raise(found: Found, name: string, decide: (feedback: Feedback) => Feedback): Promise<void> {
      const task = { pk: pkOf(found.id), sk: `TASK#${name}` }
      const { agencies: _agencies, ...head } = found
      await amend<Feedback>(table, head, async (current) => {
        if (await readItem(table, task.pk, task.sk, true)) return undefined
        return { head: decide(current), also: [journal.putNew(table, task)] }
      })
    },

    /** The sealed part. */
    async sealed(id: string): Promise<Sealed> {
      type Item = { sealed: Uint8Array }
      const read = (newest: boolean) => readItem<Item>(table, pkOf(id), 'SEALED', newest)
      // The cheap read may not see yet what was written a moment ago; the record itself was read consistently.
      const item = (await read(false)) ?? (await read(true))
      if (!item) throw new Error(`the sealed part of ${id} is gone`)
      return unseal<Sealed>(item.sealed, place(id, 'sealed'))
    },

    /** What was written in the acts up to this version of the record, oldest first. */
    async written({ id, version }: Pick<Head, 'id' | 'version'>): Promise<Written[]> {
      const read = (newest: boolean) => partition<journal.JournalItem>(table, pkOf(id), { begin: 'JOURNAL#' }, newest)
      const cheap = await read(false)
      // It may not have the last act yet, above all in the answer to that act.
      const items = (cheap.at(-1)?.version ?? 0) < version ? await read(true) : cheap
      // Nor may it be ahead of the record, which is shown as it was at one moment.
      const done = items.filter((item) => item.version <= version)
      const acts = done.flatMap(({ sealed, type, at, by }) => (sealed ? [{ sealed, type, at, role: by.role }] : []))
      return Promise.all(
        acts.map(async ({ sealed, ...act }) => ({ ...act, ...(await unseal<Written>(sealed, place(id, 'details'))) })),
      )
    },

    /** Notes who was shown its author, and when: not a version of the record. */
    async noteReading(id: string, reader: string, at: string, requestId: string): Promise<void> {
      const item = { pk: pkOf(id), sk: `READING#${at}#${requestId}`, by: reader, at }
      await table.client.send(new PutCommand({ TableName: table.name, Item: item }))
    },

    list: (query: PageQuery) => page<Head>(table, query),

    /** What an agency published, the newest first. */
    published(ofAgency: string, limit: number, cursor: string | undefined) {
      type Row = PublicVersion & Pick<Feedback, 'id' | 'kind'> & { publishedAt: string }
      const [index, question] = [listIndexes.published, { published: ofAgency }]
      return page<Row>(table, { index, partition: ofAgency, question, limit, cursor, newestFirst: true })
    },

    /**
     * Takes one of the tries that an address and an id have in an hour; 429 when none is left. The address comes first:
     * who has tried too often does not use up what others have for an id.
     */
    async spendGuess(id: string, address: string): Promise<void> {
      await spend({ kind: 'look-up-address', most: limits.lookupsPerAddress, seconds: hour }, address)
      await spend({ kind: 'look-up-id', most: lookupsPerId, seconds: hour }, id)
    },

    /** Takes one of the pieces of feedback that an address may send in an hour. @throws Refusal 429 when none is left. */
    spendSending: (address: string) => spend({ kind: 'sending', most: limits.perAddress, seconds: hour }, address),
  }
}

export type Store = ReturnType<typeof open>
