import { createHash, randomUUID } from 'node:crypto'
import { GetCommand, TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import type { Idempotency } from '../http/request.ts'
import { Refusal } from '../problems/refusal.ts'
import type { Table } from './client.ts'

/** The keys of the last four acts stay in the head, so that a retry that refreshed its ETag is found. */
const keysKept = 4
const creationKeyDays = 2

interface KeptKey {
  /** Hash of actor and key. */
  k: string
  /** Hash of the request. */
  h: string
}

/** What every aggregate's head has beside its own fields. */
export interface HeadItem {
  pk: string
  sk: 'HEAD'
  version: number
  /** Hash of the newest journal entry. */
  chain: string
  keys: KeptKey[]
  /** How often the head was amended without a journal entry (amend.ts); absent for never. */
  amended?: number
}

/** What a decision hands to the journal: the event's type, who and when, and what the public may know. */
export interface Entry {
  type: string
  at: string
  by: { id: string; role: string; name?: string }
  /** What was written or told in the act, encrypted: it may name people. Never part of the event. */
  sealed?: Uint8Array
  /** Snapshot of the public head with what is special to this event: the event's `data`. */
  data: Record<string, unknown>
  /** The agency of the record, for consumers that follow one agency. */
  agency?: string
}

/** A journal entry as it is stored: the office's log book and the outbox in one. */
export interface JournalItem extends Entry {
  pk: string
  sk: string
  version: number
  /** Hash of the entry before it; empty at version 1. */
  previous: string
  k?: string
  h?: string
}

export interface Change<Head> {
  head: Head
  entry: Entry
  /** Items written in the same transaction. */
  also?: NonNullable<TransactWriteCommandInput['TransactItems']>
}

const digest = (text: string) => createHash('sha256').update(text).digest('base64url')
const short = (text: string) => digest(text).slice(0, 22)

/** The sort key of a journal entry; entries sort by version. */
export const journalKey = (version: number) => `JOURNAL#${String(version).padStart(6, '0')}`

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).filter(([, member]) => member !== undefined)
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, canonical(member)]),
  )
}

/** The hash that the next entry carries: over the entry as stored, names in order. */
export const entryHash = (item: JournalItem): string => digest(JSON.stringify(canonical(item)))

const keyHash = (idempotency: Idempotency) => short(`${idempotency.actor}\n${idempotency.key}`)
const creationKey = (table: Table, idempotency: Idempotency) => ({
  TableName: table.name,
  Key: { pk: `KEY#${keyHash(idempotency)}`, sk: 'KEY' },
})

const keptAfter = (keys: KeptKey[], key: Idempotency | undefined): KeptKey[] =>
  key ? [...keys, { k: keyHash(key), h: key.requestHash }].slice(-keysKept) : keys

const reused = () =>
  new Refusal('idempotency-key-reused', { errors: [{ pointer: '/headers/idempotency-key', detail: 'Used before' }] })

function journalItem(pk: string, version: number, previous: string, entry: Entry, key?: Idempotency): JournalItem {
  const known = key ? { k: keyHash(key), h: key.requestHash } : {}
  return { pk, sk: journalKey(version), version, previous, ...known, ...entry }
}

/** Holds a write of the head to the state in which it was read: its version, and what was amended. */
export const asRead = ({ version, amended }: HeadItem) => ({
  ConditionExpression: `#version = :version AND ${amended === undefined ? 'attribute_not_exists(amended)' : 'amended = :amended'}`,
  ExpressionAttributeNames: { '#version': 'version' },
  ExpressionAttributeValues: { ':version': version, ...(amended === undefined ? {} : { ':amended': amended }) },
})

/** An item that is not there yet. */
export const putNew = (table: Table, item: object) => ({
  Put: { TableName: table.name, Item: item, ConditionExpression: 'attribute_not_exists(pk)' },
})

/** What a creation with this key made earlier, or undefined. The same key with another request is refused (422). */
export async function madeBefore(table: Table, key: Idempotency | undefined): Promise<string | undefined> {
  if (!key) return undefined
  const { Item: item } = await table.client.send(new GetCommand({ ...creationKey(table, key), ConsistentRead: true }))
  if (!item) return undefined
  if (item.h !== key.requestHash) throw reused()
  return item.made as string
}

const failedAt = (error: unknown): string[] | undefined => {
  const { name, CancellationReasons: reasons } = error as { name?: string; CancellationReasons?: { Code?: string }[] }
  if (name !== 'TransactionCanceledException' || !reasons) return undefined
  return reasons.map(({ Code }) => Code ?? 'None')
}

const conflictTries = 4
/** Why the store cancels a transaction that may be tried again. */
const passing = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])
/** A moment that grows with each attempt, jittered. */
export const pause = (attempt: number) => new Promise((resume) => setTimeout(resume, Math.random() * 25 * 2 ** attempt))

/** One transaction; a conflict with another one is tried again, a failed condition is for the caller to explain. */
export async function transact(table: Table, items: NonNullable<TransactWriteCommandInput['TransactItems']>) {
  // One token for all tries: the store knows one that was done though its answer was lost, and does it no second time.
  const once = { TransactItems: items, ClientRequestToken: randomUUID() }
  for (let attempt = 0; ; attempt += 1) {
    try {
      await table.client.send(new TransactWriteCommand(once))
      return true
    } catch (error) {
      const reasons = failedAt(error)
      if (!reasons) throw error
      if (reasons.includes('ConditionalCheckFailed')) return false
      if (!reasons.some((reason) => passing.has(reason))) throw error
      if (attempt + 1 >= conflictTries) throw new Refusal('unavailable', { headers: { 'retry-after': '1' } })
      await pause(attempt)
    }
  }
}

/**
 * Writes a new aggregate: head, first journal entry, the creation's key and whatever belongs to it, all or nothing.
 * @returns false when the key or the aggregate is there already; ask `madeBefore` which.
 */
export async function create<Head extends object>(
  table: Table,
  pk: string,
  made: string,
  { head, entry, also = [] }: Change<Head>,
  key: Idempotency | undefined,
): Promise<boolean> {
  const item = journalItem(pk, 1, '', entry, key)
  const expiresAt = Math.floor(Date.now() / 1000) + creationKeyDays * 86_400
  const keyItem = key && { ...creationKey(table, key).Key, h: key.requestHash, made, expiresAt }
  return transact(table, [
    putNew(table, { ...head, pk, sk: 'HEAD', version: 1, chain: entryHash(item), keys: keptAfter([], key) }),
    putNew(table, item),
    ...(keyItem ? [putNew(table, keyItem)] : []),
    ...also,
  ])
}

/** The head of an aggregate, read consistently; undefined when there is none. */
export async function head<Head>(table: Table, pk: string): Promise<(Head & HeadItem) | undefined> {
  const { Item: item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: { pk, sk: 'HEAD' }, ConsistentRead: true }),
  )
  return item as (Head & HeadItem) | undefined
}

/** Whether this request was done before: by the head's last keys, or by the entry that its If-Match led to. */
async function isReplay(table: Table, current: HeadItem, ifMatch: number | undefined, key: Idempotency | undefined) {
  if (!key) return false
  const k = keyHash(key)
  const kept = current.keys.find((known) => known.k === k)
  if (kept) {
    if (kept.h !== key.requestHash) throw reused()
    return true
  }
  if (ifMatch === undefined || ifMatch < 0 || ifMatch >= current.version) return false
  const { Item: item } = await table.client.send(
    new GetCommand({
      TableName: table.name,
      Key: { pk: current.pk, sk: journalKey(ifMatch + 1) },
      ConsistentRead: true,
    }),
  )
  if (item?.k !== k) return false
  if (item.h !== key.requestHash) throw reused()
  return true
}

export interface Changed<Head> {
  head: Head
  replayed: boolean
}

/** How often a decision is taken again when the head has changed under it. */
export const changeTries = 3

/**
 * Changes an aggregate by a pure decision on its head, in one transaction with its journal entry.
 * Refuses with 412 when `ifMatch` is given and old; without one the decision is taken again on the newest head.
 * A decision that returns undefined changes nothing.
 */
export async function change<Head extends object>(
  table: Table,
  found: Head & HeadItem,
  { ifMatch, key }: { ifMatch?: number; key?: Idempotency },
  decide: (head: Head & HeadItem) => Change<Head> | undefined | Promise<Change<Head> | undefined>,
): Promise<Changed<Head & HeadItem>> {
  let current = found
  for (let attempt = 0; attempt < changeTries; attempt += 1) {
    if (await isReplay(table, current, ifMatch, key)) return { head: current, replayed: true }
    if (ifMatch !== undefined && ifMatch !== current.version) {
      throw new Refusal('stale-version', { headers: { etag: `"${current.version}"` } })
    }
    const decided = await decide(current)
    if (!decided) return { head: current, replayed: false }
    const version = current.version + 1
    const item = journalItem(current.pk, version, current.chain, decided.entry, key)
    const kept = keptAfter(current.keys, key)
    const { pk, amended } = current
    const next = { ...decided.head, pk, sk: 'HEAD' as const, version, chain: entryHash(item), keys: kept, amended }
    const done = await transact(table, [
      { Put: { TableName: table.name, Item: next, ...asRead(current) } },
      putNew(table, item),
      ...(decided.also ?? []),
    ])
    if (done) return { head: next, replayed: false }
    const reread = await head<Head>(table, current.pk)
    if (!reread) throw new Error(`the head of ${current.pk} is gone`)
    current = reread
    await pause(attempt)
  }
  throw new Refusal('unavailable', { headers: { 'retry-after': '1' } })
}
