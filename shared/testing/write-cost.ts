import type {
  BatchWriteItemInput,
  DeleteItemInput,
  PutItemInput,
  TransactWriteItemsInput,
  UpdateItemInput,
} from '@aws-sdk/client-dynamodb'
import { type CapacityRow, keyText, type Store, stored } from './capacity-row.ts'
import { indexCosts, keyOf, type TableShape } from './index-cost.ts'
import { type Item, itemSize, writeUnits } from './item-size.ts'

interface Write {
  operation: string
  table: TableShape
  key: Item
  before: Item | undefined
}

/** A part of a write as it is sent: a Put has the item, every other one the key. */
type Part = { TableName?: string; Item?: Item; Key?: Item }

/** The parts of each command that writes, by operation. */
const partsOf: Record<string, (input: object) => [string, Part][]> = {
  PutItem: (input) => [['PutItem', input as PutItemInput]],
  UpdateItem: (input) => [['UpdateItem', input as UpdateItemInput]],
  DeleteItem: (input) => [['DeleteItem', input as DeleteItemInput]],
  BatchWriteItem: (input) =>
    Object.entries((input as BatchWriteItemInput).RequestItems ?? {}).flatMap(([table, requests]) =>
      requests.map(({ PutRequest: put, DeleteRequest: remove }): [string, Part] => [
        put ? 'BatchWriteItem.Put' : 'BatchWriteItem.Delete',
        { ...(put ?? remove), TableName: table },
      ]),
    ),
  TransactWriteItems: (input) =>
    ((input as TransactWriteItemsInput).TransactItems ?? []).flatMap((part) =>
      Object.entries(part).map(([kind, write]): [string, Part] => [`TransactWriteItems.${kind}`, write]),
    ),
}

/** Whether an operation is one of those whose writes are counted here. */
export const isWrite = (operation: string): boolean => operation in partsOf

/** What a command is about to write, with the state before it. */
export async function writesOf(store: Store, operation: string, input: object): Promise<Write[]> {
  const parts = partsOf[operation]?.(input) ?? []
  return Promise.all(
    parts.map(async ([operation, part]) => {
      const table = await store.table(part.TableName)
      const key = keyOf(table, part.Key ?? part.Item ?? {})
      return { operation, table, key, before: await stored(store, table.TableName ?? '', key) }
    }),
  )
}

/** Each write of a transaction is done twice, to prepare and to commit. */
const timesOf = (operation: string) => (operation.startsWith('TransactWriteItems') ? 2 : 1)

function row({ operation, table, key }: Write, bytes: number, indexes: Record<string, number>): CapacityRow {
  const times = timesOf(operation)
  const doubled = Object.fromEntries(Object.entries(indexes).map(([name, units]) => [name, units * times]))
  const inIndexes = Object.values(doubled).reduce((total, units) => total + units, 0)
  const wcu = writeUnits(bytes) * times + inIndexes
  return { operation, target: table.TableName ?? '', item: keyText(key), bytes, wcu, rcu: 0, indexes: doubled }
}

/** The cost of writes that were done: the larger of before and after, and what changed in each index. */
export function costOfDone(store: Store, writes: Write[]): Promise<CapacityRow[]> {
  return Promise.all(
    writes.map(async (write) => {
      const after = await stored(store, write.table.TableName ?? '', write.key)
      const bytes = Math.max(itemSize(write.before), itemSize(after))
      return row(write, bytes, indexCosts(write.table, write.before, after))
    }),
  )
}

/** The cost of writes that a condition refused: a write of what is there, for every item of a transaction. */
export const costOfRefused = (writes: Write[]): CapacityRow[] =>
  writes.map((write) => row(write, itemSize(write.before), {}))

/** Whether the store refused a write after it had looked at the items, which it charges. */
export const isRefusal = (error: unknown): boolean =>
  ['ConditionalCheckFailedException', 'TransactionCanceledException'].includes((error as Error).name)
