import { BatchGetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Calendar } from '../../shared/calendar/calendar.ts'
import type { SealContact } from '../../shared/crypto/contact.ts'
import type { Envelope } from '../../shared/crypto/envelope.ts'
import { spending } from '../../shared/dynamodb/budget.ts'
import type { Table } from '../../shared/dynamodb/client.ts'
import * as journal from '../../shared/dynamodb/journal.ts'
import { type PageQuery, page } from '../../shared/dynamodb/page.ts'
import { partition } from '../../shared/dynamodb/partition.ts'
import { keepNewest, readItem, remembered } from '../../shared/dynamodb/projection.ts'
import type { Idempotency } from '../../shared/http/request.ts'
import { Refusal } from '../../shared/problems/refusal.ts'
import type { Acted, Applicant, By, Dossier } from './dossier.ts'
import type { Paper } from './intake.ts'
import type { AgencyCopy, ProcedureCopy } from './reference.ts'
import { contactOf, snapshot } from './snapshot.ts'
import type { AttachmentCopy, Decided, Request, Sealed } from './stored.ts'

export type Head = Dossier & journal.HeadItem
interface Readers {
  agencies: string[]
  owners: string[]
}
/** A dossier with the agencies that may see it and the persons it belongs to. */
export type Found = Head & Readers
/** What an answer shows of it. */
export type Shown = Dossier & Readers & { version: number }

/** The keys of a service's functions: most of them have none. */
export type Keys = Envelope & { sealContact?: SealContact }
const refused = () => Promise.reject(new Error('this function has no right to this key'))
const noKeys: Keys = { seal: refused, open: refused }

const dossierKey = (code: string) => `DOSSIER#${code}`
const hour = 3_600
const lookupsPerCode = 10

/** How often one address may look up in an hour; behind one address may sit a whole waiting room. */
const usual = { lookupsPerAddress: 100 }

/** Every access to the table of `dossiers`. */
export function open(table: Table, keys = noKeys, limits = usual) {
  const { seal, open: unseal, sealContact = refused } = keys
  const spend = spending(table)
  const copy = <Kept>(kind: string) => remembered((id: string) => readItem<Kept>(table, `${kind}#${id}`, 'COPY'))
  const agency = copy<AgencyCopy>('AGENCY')
  const procedure = copy<ProcedureCopy>('PROCEDURE')
  const calendar = copy<Calendar>('CALENDAR')
  const place = (code: string, field: string) => ({ table: 'dossiers', record: code, field })

  /** Where the applicant can be told something, sealed; empty when he left nothing. */
  async function sealedContact(code: string, applicant: Applicant) {
    const contact = contactOf(applicant)
    return contact ? sealContact({ dossier: code }, contact) : ''
  }

  async function entryOf(acted: Acted, by: By, at: string, told = acted.applicant): Promise<journal.Entry> {
    const { code, agency } = acted.dossier
    const [sealed, contact] = await Promise.all([
      acted.details && seal(acted.details, place(code, 'details')),
      told && sealedContact(code, told),
    ])
    return {
      type: acted.event,
      at,
      by: { id: by.id, role: by.role, ...(by.name ? { name: by.name } : {}) },
      agency,
      data: snapshot(acted, by, contact),
      ...(sealed ? { sealed } : {}),
    }
  }

  /** That a task was raised, longer than the head remembers it. */
  const raising = ({ dossier: { code }, raises }: Decided) =>
    raises === undefined
      ? []
      : [{ Put: { TableName: table.name, Item: { pk: dossierKey(code), sk: `TASK#${raises}` } } }]

  /** The change of papers and sealed part, where the act has one; the head's version guards it. */
  const contentOf = async ({ dossier: { code }, papers, sealed }: Decided) => {
    const values = {
      ...(papers ? { ':papers': papers } : {}),
      ...(sealed ? { ':sealed': await seal(sealed, place(code, 'sealed')) } : {}),
    }
    const names = Object.keys(values).map((name) => name.slice(1))
    if (names.length === 0) return []
    const update = {
      TableName: table.name,
      Key: { pk: dossierKey(code), sk: 'SEALED' },
      UpdateExpression: `SET ${names.map((name) => `${name} = :${name}`).join(', ')}`,
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: values,
    }
    return [{ Update: update }]
  }

  const withReaders = async <Row extends Dossier>(head: Row): Promise<Row & Readers> => {
    const lineage = (await agency(head.agency))?.lineage ?? []
    return { ...head, agencies: [head.agency, ...lineage], owners: head.owner ? [head.owner] : [] }
  }

  return {
    agency,
    procedure,
    calendar,

    /** The copies as they stand now, each read consistently and once: for work that must not miss a change. */
    newest() {
      const now = <Kept>(kind: string) =>
        remembered((id: string) => readItem<Kept>(table, `${kind}#${id}`, 'COPY', true))
      return { agency: now<AgencyCopy>('AGENCY'), calendar: now<Calendar>('CALENDAR') }
    },

    /** Keeps the newest copy of another service's record. */
    keep: (kind: 'AGENCY' | 'PROCEDURE' | 'CALENDAR' | 'ATTACHMENT', id: string, version: number, record: object) =>
      keepNewest(table, { pk: `${kind}#${id}`, sk: 'COPY' }, version, record),
    keepStaff: (person: string, atAgency: string, version: number, row: object) =>
      keepNewest(table, { pk: `STAFF#${person}`, sk: atAgency }, version, row),

    /** The next number of an agency's local day. A crash after this leaves a gap, never a duplicate. */
    async nextCode(agencyId: string, localDate: string): Promise<string> {
      const day = localDate.replaceAll('-', '').slice(2)
      const { Attributes: counter } = await table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: { pk: `CODE#${agencyId}#${day}`, sk: 'COUNTER' },
          UpdateExpression: 'ADD #last :one',
          ExpressionAttributeNames: { '#last': 'last' },
          ExpressionAttributeValues: { ':one': 1 },
          ReturnValues: 'UPDATED_NEW',
        }),
      )
      return `${agencyId}-${day}-${String(counter?.last).padStart(4, '0')}`
    },

    /** What this creation made before, if it is a repetition. */
    madeBefore: (key: Idempotency | undefined) => journal.madeBefore(table, key),

    /** Stores a new dossier with its sealed part and its papers, all or nothing; undefined when its key made one before. */
    async create(
      acted: Acted,
      by: By,
      sealed: Sealed,
      papers: Paper[],
      { idempotency, now }: Request,
    ): Promise<Shown | undefined> {
      const { code } = acted.dossier
      const [closed, entry] = await Promise.all([
        seal(sealed, place(code, 'sealed')),
        entryOf(acted, by, now, contactOf(sealed.applicant) && sealed.applicant),
      ])
      const item = { pk: dossierKey(code), sk: 'SEALED', sealed: closed, papers }
      const change = { head: acted.dossier, entry, also: [{ Put: { TableName: table.name, Item: item } }] }
      const done = await journal.create(table, dossierKey(code), code, change, idempotency)
      return done ? withReaders({ ...acted.dossier, version: 1 }) : undefined
    },

    async find(code: string): Promise<Found | undefined> {
      const head = await journal.head<Dossier>(table, dossierKey(code))
      return head && withReaders(head)
    },

    /** Changes a dossier by a pure decision, in one transaction with its journal entry. */
    async change(
      found: Found,
      by: By,
      request: Request,
      decide: (dossier: Dossier) => Decided | undefined | Promise<Decided | undefined>,
    ) {
      const { agencies: _agencies, owners: _owners, ...head } = found
      const changed = await journal.change<Dossier>(
        table,
        head,
        { ifMatch: request.ifMatch, key: request.idempotency },
        async (current) => {
          const acted = await decide(current)
          if (!acted) return undefined
          const [entry, content] = await Promise.all([entryOf(acted, by, request.now), contentOf(acted)])
          return { head: acted.dossier, entry, also: [...content, ...raising(acted)] }
        },
      )
      return { dossier: await withReaders(changed.head), replayed: changed.replayed }
    },

    /** Whether a task of this name was raised before. */
    raised: async (code: string, name: string) =>
      (await readItem(table, dossierKey(code), `TASK#${name}`, true)) !== undefined,

    /** The papers, and the sealed part once it is asked for; `consistent` for an act that changes them. */
    async content(code: string, consistent = false) {
      type Item = { sealed: Uint8Array; papers: Paper[] }
      const read = (newest: boolean) => readItem<Item>(table, dossierKey(code), 'SEALED', newest)
      // The cheap read may not see yet what was written a moment ago; the record itself was read consistently.
      const item = (await read(consistent)) ?? (await read(true))
      if (!item) throw new Error(`the papers of ${code} are gone`)
      let opened: Promise<Sealed> | undefined
      const open = () => unseal<Sealed>(item.sealed, place(code, 'sealed'))
      return { papers: item.papers, unseal: () => (opened ??= open()) }
    },

    /** Notes who was shown the applicant, or what was written in the acts, and when: not a version of the record. */
    async noteReading(code: string, reader: string, at: string, requestId: string): Promise<void> {
      const item = { pk: dossierKey(code), sk: `READING#${at}#${requestId}`, by: reader, at }
      await table.client.send(new PutCommand({ TableName: table.name, Item: item }))
    },

    /** The copies of the named attachments; those not checked yet are absent. */
    async attachments(ids: string[]): Promise<Map<string, AttachmentCopy>> {
      if (ids.length === 0) return new Map()
      const keys = [...new Set(ids)].map((id) => ({ pk: `ATTACHMENT#${id}`, sk: 'COPY' }))
      const found: AttachmentCopy[] = []
      for (let start = 0; start < keys.length; start += 100) {
        const { Responses: responses, UnprocessedKeys: left } = await table.client.send(
          new BatchGetCommand({ RequestItems: { [table.name]: { Keys: keys.slice(start, start + 100) } } }),
        )
        if (Object.keys(left ?? {}).length > 0) throw new Refusal('unavailable', { headers: { 'retry-after': '1' } })
        found.push(...((responses?.[table.name] ?? []) as AttachmentCopy[]))
      }
      return new Map(found.map((row) => [row.id, row]))
    },

    /** The log book of a dossier, oldest first; what was written in the acts only for who may read it. */
    async journal(code: string, withDetails: boolean) {
      const items = await partition<journal.JournalItem>(table, dossierKey(code), { begin: 'JOURNAL#' })
      return Promise.all(
        items.map(async ({ version, type, at, by, previous, sealed }) => {
          const details =
            sealed && withDetails ? await unseal<Record<string, unknown>>(sealed, place(code, 'details')) : undefined
          return { version, type, at, by, previous, ...(details ? { details } : {}) }
        }),
      )
    },

    list: (query: PageQuery) => page<Head>(table, query),

    /**
     * Takes one of the tries that an address and a code have in an hour; 429 when none is left. The address comes first:
     * who has tried too often does not use up what others have for a code.
     */
    async spendGuess(code: string, address: string): Promise<void> {
      await spend({ kind: 'look-up-address', most: limits.lookupsPerAddress, seconds: hour }, address)
      await spend({ kind: 'look-up-code', most: lookupsPerCode, seconds: hour }, code)
    },

    /** For a look-up: the head, eventually consistent (half a read unit). */
    peek: (code: string) => readItem<Head>(table, dossierKey(code), 'HEAD'),
  }
}

export type Store = ReturnType<typeof open>
