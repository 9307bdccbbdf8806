import { createHash } from 'node:crypto'
import {
  BatchGetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb'
import { amend, begin } from '../../shared/dynamodb/amend.ts'
import type { Table } from '../../shared/dynamodb/client.ts'
import { beginWatermark, type Due, dueMoved } from '../../shared/dynamodb/due.ts'
import { change, type HeadItem, head } from '../../shared/dynamodb/journal.ts'
import { partition } from '../../shared/dynamodb/partition.ts'
import { keepNewest, readItem, remembered } from '../../shared/dynamodb/projection.ts'
import { cursorAfter, readCursor } from '../../shared/http/cursor.ts'
import type { DossierCopy, FeedbackCopy } from './copies.ts'
import { type Decided, type Message, packed, toldOf, unpacked } from './message.ts'
import type { Mark } from './provider.ts'
import type { AgencyCopy, StaffCopy } from './reference.ts'

type Head = ReturnType<typeof packed>
export type Stored = Head & HeadItem
/** A message and the item that it is stored as. */
export interface Found {
  message: Message
  item: Stored
}

const pkOf = (id: string) => `MESSAGE#${id}`
const listPk = (subject: string) => `SUBJECT#${subject}`
const by = { id: 'notifications', role: 'system' }
const beginning = { pk: 'TABLE', sk: 'BEGAN' }
const secondsPerDay = 86_400
/** An address stays known this long after nothing more can come of what it was left for. */
const contactDays = 30
/** A box that was repaired gets mail again after half a year. */
const markDays = 180
/** By the machine's clock, as the store takes items away. */
const expiry = (days: number) => Math.floor(Date.now() / 1000) + days * secondsPerDay

const foundIn = (item: Stored): Found => ({ item, message: unpacked(item.pk.slice(item.pk.indexOf('#') + 1), item) })
const waits = ({ id, due }: Message): Due | undefined => (due === undefined ? undefined : { subject: id, at: due })

/** Crockford's base 32. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The id of the message that these parts make up: 26 characters, the same for the same parts. */
export function messageId(...parts: string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest()
  return [...digest.subarray(0, 26)].map((byte) => letters[byte % letters.length]).join('')
}

/** Every access to the table of `notifications`. */
export function open(table: Table) {
  const agency = remembered((id: string) => readItem<AgencyCopy>(table, `AGENCY#${id}`, 'COPY'))

  const loadBegan = () => readItem<{ at: string }>(table, beginning.pk, beginning.sk)
  const began = remembered(loadBegan, Number.POSITIVE_INFINITY)

  /** A message as decided, with its due row. */
  const withRows = (before: Message | undefined, after: Message) => ({
    head: packed(after),
    also: dueMoved(table, before && waits(before), waits(after)),
  })

  const find = async (id: string): Promise<Found | undefined> => {
    const item = await head<Head>(table, pkOf(id))
    return item && foundIn(item)
  }

  /** The staff of an agency who can be told something; asked again until there is anybody. */
  const staff = remembered(async (id: string) => {
    const found = await partition<StaffCopy>(table, `AGENCY#${id}`, { begin: 'STAFF#' })
    return found.length > 0 ? found : undefined
  })

  /** Changes an address, if it is there. */
  async function changeContact(code: string, change: Partial<UpdateCommandInput>): Promise<void> {
    const Key = { pk: `CONTACT#${code}`, sk: 'COPY' }
    try {
      await table.client.send(
        new UpdateCommand({ TableName: table.name, Key, ConditionExpression: 'attribute_exists(pk)', ...change }),
      )
    } catch (error) {
      if ((error as Error).name !== 'ConditionalCheckFailedException') throw error
    }
  }

  return {
    find,
    agency,
    staff: async (id: string): Promise<StaffCopy[]> => (await staff(id)) ?? [],

    /** Notes when this table began, when that is not known yet. */
    begin: (at: string) => keepNewest(table, beginning, 1, { at }),
    began: async (): Promise<string | undefined> => (await began(''))?.at,

    keepAgency: (id: string, version: number, record: AgencyCopy) =>
      keepNewest(table, { pk: `AGENCY#${id}`, sk: 'COPY' }, version, record),
    keepStaff: (version: number, record: StaffCopy) =>
      keepNewest(table, { pk: `AGENCY#${record.agency}`, sk: `STAFF#${record.person}` }, version, record),
    keepDossier: (code: string, version: number, record: DossierCopy) =>
      keepNewest(table, { pk: `DOSSIER#${code}`, sk: 'COPY' }, version, record),
    dossier: (code: string) => readItem<DossierCopy>(table, `DOSSIER#${code}`, 'COPY', true),

    keepFeedback: (id: string, version: number, record: FeedbackCopy) =>
      keepNewest(table, { pk: `FEEDBACK#${id}`, sk: 'COPY' }, version, record),
    feedback: (id: string) => readItem<FeedbackCopy & { version: number }>(table, `FEEDBACK#${id}`, 'COPY', true),

    /** Keeps how an applicant or an author can be reached, sealed; '' for not at all. */
    keepContact: (code: string, version: number, contact: string) =>
      keepNewest(table, { pk: `CONTACT#${code}`, sk: 'COPY' }, version, { contact }),
    /** Undefined: nothing has been heard yet. */
    contact: async (code: string) =>
      (await readItem<{ contact: string }>(table, `CONTACT#${code}`, 'COPY', true))?.contact,

    /**
     * Lets an address go some time after the end of what it was left for, if it is there. An end that is heard once more, by
     * a replay, keeps it no longer.
     */
    expireContact: (code: string) =>
      changeContact(code, {
        UpdateExpression: 'SET expiresAt = if_not_exists(expiresAt, :at)',
        ExpressionAttributeValues: { ':at': expiry(contactDays) },
      }),
    /**
     * Lets an author's address go some time after a version of his feedback that ends it, or keeps it by one that goes on. Two
     * versions may be heard at once: what an older one says, or the same again, changes nothing.
     */
    settleContact: (id: string, version: number, ended: boolean) =>
      changeContact(id, {
        ConditionExpression: 'attribute_exists(pk) AND (attribute_not_exists(settledBy) OR settledBy < :version)',
        UpdateExpression: ended
          ? 'SET settledBy = :version, expiresAt = :at'
          : 'SET settledBy = :version REMOVE expiresAt',
        ExpressionAttributeValues: { ':version': version, ...(ended ? { ':at': expiry(contactDays) } : {}) },
      }),

    /** Marks an address to which no more mail goes. */
    async mark(hash: string, mark: Mark, at: string): Promise<void> {
      const Item = { pk: `ADDRESS#${hash}`, sk: 'MARK', mark, at, expiresAt: expiry(markDays) }
      await table.client.send(new PutCommand({ TableName: table.name, Item }))
    },
    isMarked: async (hash: string) => (await readItem(table, `ADDRESS#${hash}`, 'MARK', true)) !== undefined,

    /** Keeps a new message with its rows in the list and among what is due; undefined: it is there already. */
    async create(message: Message): Promise<Found | undefined> {
      await beginWatermark(table, message.createdAt)
      const row = { pk: listPk(message.subject), sk: `${message.createdAt}#${message.id}` }
      const { head: first, also } = withRows(undefined, message)
      const rows = [{ Put: { TableName: table.name, Item: row } }, ...also]
      const made = await begin(table, pkOf(message.id), { head: first, also: rows })
      const item = { ...first, pk: pkOf(message.id), sk: 'HEAD' as const, version: 0, chain: '', keys: [] }
      return made ? { message, item } : undefined
    },

    /**
     * Changes a message by a decision, which is taken anew when the message has changed meanwhile: quietly, or in one
     * transaction with the journal entry that tells of it. @returns whether the decision changed anything.
     */
    async settle(found: Found, now: string, decide: (message: Message) => Decided | undefined) {
      let done = false
      const decided = (item: Stored, told: boolean) => {
        const { message: before } = foundIn(item)
        const next = decide(before)
        done = next !== undefined && next.told === told
        return done && next ? { ...withRows(before, next.message), message: next.message } : undefined
      }
      const quiet = await amend<Head>(table, found.item, (item) => decided(item, false))
      if (done) return { ...foundIn(quiet), done }
      const { head: item } = await change<Head>(table, quiet, {}, (current) => {
        const next = decided(current, true)
        if (!next) return undefined
        const { type, data } = toldOf(next.message)
        return { ...next, entry: { type, at: now, by, agency: next.message.agency, data } }
      })
      return { ...foundIn(item), done }
    },

    /** A page of the messages about a dossier or a feedback, the newest first. */
    async list(subject: string, limit: number, cursor: string | undefined) {
      const [from] = cursor === undefined ? [] : readCursor(subject, cursor, 1)
      const { Items: rows = [], LastEvaluatedKey: last } = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': listPk(subject) },
          ScanIndexForward: false,
          Limit: limit,
          ...(from === undefined ? {} : { ExclusiveStartKey: { pk: listPk(subject), sk: from } }),
        }),
      )
      const ids = rows.map(({ sk }) => (sk as string).slice((sk as string).indexOf('#') + 1))
      const messages = new Map((await heads(ids)).map((item) => [item.pk, foundIn(item).message]))
      const items = ids.flatMap((id) => messages.get(pkOf(id)) ?? [])
      return { items, ...(last ? { nextCursor: cursorAfter(subject, last.sk) } : {}) }
    },
  }

  /** The heads of up to a hundred messages, in any order. */
  async function heads(ids: string[]): Promise<Stored[]> {
    const found: Stored[] = []
    let keys: Record<string, unknown>[] = ids.map((id) => ({ pk: pkOf(id), sk: 'HEAD' }))
    while (keys.length > 0) {
      const { Responses: responses = {}, UnprocessedKeys: left = {} } = await table.client.send(
        new BatchGetCommand({ RequestItems: { [table.name]: { Keys: keys } } }),
      )
      found.push(...((responses[table.name] ?? []) as Stored[]))
      keys = left[table.name]?.Keys ?? []
    }
    return found
  }
}

export type Store = ReturnType<typeof open>
