import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { ulid } from 'ulid'
import { madeId } from '../../shared/crypto/made-id.ts'
import { spending } from '../../shared/dynamodb/budget.ts'
import type { Table } from '../../shared/dynamodb/client.ts'
import { type Change, change, create, type Entry, type HeadItem, head } from '../../shared/dynamodb/journal.ts'
import { keepNewest, readItem, remembered } from '../../shared/dynamodb/projection.ts'
import type { Idempotency } from '../../shared/http/request.ts'
import { Refusal } from '../../shared/problems/refusal.ts'
import type { Attachment } from './attachment.ts'

type Stored = Attachment & HeadItem
type Decide = (attachment: Stored) => Change<Attachment> | undefined

const pkOf = (id: string) => `ATTACHMENT#${id}`
const conditionFailed = (error: unknown) => (error as Error).name === 'ConditionalCheckFailedException'

/** The id of a new file: of the uploader and his key when there is one, else by the time. */
export const newId = (key: Idempotency | undefined): string => (key ? madeId('attachment', 26, key) : ulid())

/** More than the papers of one dossier; a file without a dossier is gone after 30 days. */
const tickets = { kind: 'ticket', most: 60, seconds: 3_600 }

/** The records of files in the service's table. */
export const open = (table: Table) => {
  const find = (id: string) => head<Attachment>(table, pkOf(id))
  const lineage = remembered((agency: string) => readItem<{ lineage: string[] }>(table, `AGENCY#${agency}`, 'COPY'))

  /** The superior agencies of the agency that has the file; none while no copy of it has come. */
  const superiorsOf = async ({ agency }: Attachment) => (agency && (await lineage(agency))?.lineage) || []

  /** Takes one of the tickets that an address without a token has in an hour. @throws Refusal 429 when none is left. */
  const spend = spending(table)
  const spendTicket = (address: string) => spend(tickets, address)

  /** Keeps the newest lineage of an agency. */
  const keepLineage = (agency: string, version: number, superiors: string[]) =>
    keepNewest(table, { pk: `AGENCY#${agency}`, sk: 'COPY' }, version, { lineage: superiors })

  /** Keeps the record of a ticket by one conditional put; a repeated request gets the record that is there. */
  async function keep(attachment: Attachment, key: Idempotency | undefined) {
    const item = { ...attachment, request: key?.requestHash, pk: pkOf(attachment.id), sk: 'HEAD' }
    try {
      await table.client.send(
        new PutCommand({
          TableName: table.name,
          // Version 0: the journal of the file begins with what its check finds.
          Item: { ...item, version: 0, chain: '', keys: [] },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      )
      return { attachment, replayed: false }
    } catch (error) {
      if (!conditionFailed(error)) throw error
      const stored = await find(attachment.id)
      if (!stored) throw error
      if (stored.request !== key?.requestHash) {
        const errors = [{ pointer: '/headers/idempotency-key', detail: 'Used before' }]
        throw new Refusal('idempotency-key-reused', { errors })
      }
      return { attachment: stored as Attachment, replayed: key !== undefined }
    }
  }

  /** Shows that the bytes have come and are being read. No version: nothing is decided. */
  async function noteChecking(id: string) {
    const condition = { ExpressionAttributeNames: { '#status': 'status' }, ConditionExpression: '#status = :awaiting' }
    const values = { ':awaiting': 'AWAITING_UPLOAD', ':checking': 'CHECKING' }
    try {
      await table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: { pk: pkOf(id), sk: 'HEAD' },
          UpdateExpression: 'SET #status = :checking',
          ...condition,
          ExpressionAttributeValues: values,
        }),
      )
    } catch (error) {
      if (!conditionFailed(error)) throw error
    }
  }

  /** Notes who was given the file's content, and when: reading a person's papers leaves a trace. */
  async function noteReading(id: string, reader: string, at: string, requestId: string) {
    const reading = { pk: pkOf(id), sk: `READING#${at}#${requestId}`, by: reader, at }
    await table.client.send(new PutCommand({ TableName: table.name, Item: reading }))
  }

  const decide = (found: Stored, decision: Decide) => change<Attachment>(table, found, {}, decision)

  async function wasRefused(pk: string, claimant: string): Promise<boolean> {
    const Key = { pk, sk: `REFUSED#${claimant}` }
    const { Item: item } = await table.client.send(new GetCommand({ TableName: table.name, Key, ConsistentRead: true }))
    return item !== undefined
  }

  /**
   * Journals once for each dossier or feedback that it may not have the file. The record stays as it is for its true
   * owner; for a file that does not exist the journal stands under `UNKNOWN#<id>`, so that it is heard of all the same.
   */
  async function refuse(id: string, found: Stored | undefined, claimant: string, entry: Entry) {
    const pk = found?.pk ?? `UNKNOWN#${id}`
    const also = [{ Put: { TableName: table.name, Item: { pk, sk: `REFUSED#${claimant}`, at: entry.at } } }]
    const current = found ?? (await head<object>(table, pk))
    if (!current && (await create(table, pk, id, { head: { id }, entry, also }, undefined))) return
    const known = current ?? (await head<object>(table, pk))
    if (!known) throw new Error(`${pk} was neither made nor found`)
    await change<object>(table, known, {}, async (same) =>
      (await wasRefused(pk, claimant)) ? undefined : { head: same, entry, also },
    )
  }

  return { find, superiorsOf, keepLineage, spendTicket, keep, noteChecking, noteReading, decide, refuse }
}

export type Store = ReturnType<typeof open>
