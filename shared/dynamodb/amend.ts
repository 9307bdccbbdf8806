import { PutCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import { Refusal } from '../problems/refusal.ts'
import type { Table } from './client.ts'
import { asRead, changeTries, type HeadItem, head, pause, putNew, transact } from './journal.ts'

/** A head as it shall stand, with the items that are written in the same transaction. */
export interface Amendment<Head> {
  head: Head
  also?: NonNullable<TransactWriteCommandInput['TransactItems']>
}

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

/** What a put alone meets when somebody else has written the head, or is about to in a transaction. */
const changedMeanwhile = new Set(['ConditionalCheckFailedException', 'TransactionConflictException'])

/** One put or all of them; a put alone costs half of what it costs in a transaction. @returns false when somebody else was there. */
async function written(table: Table, put: Pick<Write, 'Put'>, also: Write[]): Promise<boolean> {
  if (also.length > 0 || !put.Put) return transact(table, [put, ...also])
  try {
    await table.client.send(new PutCommand(put.Put))
    return true
  } catch (error) {
    if (changedMeanwhile.has((error as Error).name)) return false
    throw error
  }
}

/**
 * Writes a new head without a journal entry, version 0: its journal begins with what there is to tell.
 * @returns false when the aggregate is there already.
 */
export function begin<Head extends object>(table: Table, pk: string, { head, also = [] }: Amendment<Head>) {
  return written(table, putNew(table, { ...head, pk, sk: 'HEAD', version: 0, chain: '', keys: [] }), also)
}

/**
 * Changes a head by a pure decision without telling anybody: no journal entry, no event, the same version. `change` and
 * `amend` exclude each other: neither overwrites what the other wrote since the head was read.
 * A decision that returns undefined changes nothing. @returns the head as it stands afterwards.
 */
export async function amend<Head extends object>(
  table: Table,
  found: Head & HeadItem,
  decide: (head: Head & HeadItem) => Amendment<Head> | undefined | Promise<Amendment<Head> | undefined>,
): Promise<Head & HeadItem> {
  let current = found
  for (let attempt = 0; attempt < changeTries; attempt += 1) {
    const decided = await decide(current)
    if (!decided) return current
    const { pk, version, chain, keys, amended = 0 } = current
    const next = { ...decided.head, pk, sk: 'HEAD' as const, version, chain, keys, amended: amended + 1 }
    const put = { Put: { TableName: table.name, Item: next, ...asRead(current) } }
    if (await written(table, put, decided.also ?? [])) return next
    const reread = await head<Head>(table, pk)
    if (!reread) throw new Error(`the head of ${pk} is gone`)
    current = reread
    await pause(attempt)
  }
  throw new Refusal('unavailable', { headers: { 'retry-after': '1' } })
}
