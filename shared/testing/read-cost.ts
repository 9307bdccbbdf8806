import {
  type BatchGetItemInput,
  type GetItemInput,
  QueryCommand,
  type QueryInput,
  type TransactGetItemsInput,
} from '@aws-sdk/client-dynamodb'
import { type CapacityRow, keyText, type Store, stored } from './capacity-row.ts'
import { indexRow } from './index-cost.ts'
import { type Item, itemSize, readPrice, readUnits } from './item-size.ts'

const priceOf = (consistent: boolean | undefined) => (consistent ? readPrice.consistent : readPrice.eventual)

async function one(store: Store, operation: string, part: { TableName?: string; Key?: Item }, price: number) {
  const { TableName: table = '', Key: key = {} } = part
  const bytes = itemSize(await stored(store, table, key))
  return { operation, target: table, item: keyText(key), bytes, wcu: 0, rcu: readUnits(bytes, price), indexes: {} }
}

/** Of an expression's names or values those that it uses; the store refuses the others. */
function usedIn<Value>(expression: string, all: Record<string, Value> | undefined) {
  const used = new Set(expression.match(/[#:]\w+/g))
  const kept = Object.entries(all ?? {}).filter(([name]) => used.has(name))
  return kept.length > 0 ? Object.fromEntries(kept) : undefined
}

/** The rows that a Query reads before its filter, whole: what it answers is not what it costs. */
async function rowsRead(store: Store, input: QueryInput): Promise<Item[]> {
  const { KeyConditionExpression: condition } = input
  if (!condition) throw new Error('a Query without KeyConditionExpression cannot be counted')
  if (input.ProjectionExpression)
    throw new Error('a Query with ProjectionExpression cannot be counted: read whole rows')
  const { Items: items = [] } = await store.client.send(
    new QueryCommand({
      TableName: input.TableName,
      IndexName: input.IndexName,
      KeyConditionExpression: condition,
      ExpressionAttributeNames: usedIn(condition, input.ExpressionAttributeNames),
      ExpressionAttributeValues: usedIn(condition, input.ExpressionAttributeValues),
      ExclusiveStartKey: input.ExclusiveStartKey,
      Limit: input.Limit,
      ScanIndexForward: input.ScanIndexForward,
      ConsistentRead: input.ConsistentRead,
    }),
  )
  if (!input.IndexName) return items
  const table = await store.table(input.TableName)
  const index = table.GlobalSecondaryIndexes?.find(({ IndexName: name }) => name === input.IndexName)
  if (!index) throw new Error(`the index ${input.IndexName} is not described`)
  return items.map((item) => indexRow(table, index, item) ?? {})
}

async function query(store: Store, input: QueryInput): Promise<CapacityRow> {
  const rows = await rowsRead(store, input)
  const bytes = rows.reduce((total, row) => total + itemSize(row), 0)
  const target = [input.TableName, input.IndexName].filter(Boolean).join('/')
  const rcu = readUnits(bytes, priceOf(input.ConsistentRead))
  return { operation: 'Query', target, item: `${rows.length} rows`, bytes, wcu: 0, rcu, indexes: {} }
}

const costsOf: Record<string, (store: Store, input: object) => Promise<CapacityRow>[]> = {
  GetItem: (store, input) => [
    one(store, 'GetItem', input as GetItemInput, priceOf((input as GetItemInput).ConsistentRead)),
  ],
  BatchGetItem: (store, input) =>
    Object.entries((input as BatchGetItemInput).RequestItems ?? {}).flatMap(([table, part]) =>
      (part.Keys ?? []).map((key) =>
        one(store, 'BatchGetItem', { TableName: table, Key: key }, priceOf(part.ConsistentRead)),
      ),
    ),
  TransactGetItems: (store, input) =>
    ((input as TransactGetItemsInput).TransactItems ?? []).map(({ Get: get }) =>
      one(store, 'TransactGetItems', get ?? {}, readPrice.transaction),
    ),
  Query: (store, input) => [query(store, input as QueryInput)],
}

/** Whether an operation is one of those whose reads are counted here. */
export const isRead = (operation: string): boolean => operation in costsOf

/** The cost of a read by the items that it names or finds, per item; for a Query over the sum of its rows. */
export const costOfRead = (store: Store, operation: string, input: object): Promise<CapacityRow[]> =>
  Promise.all(costsOf[operation]?.(store, input) ?? [])
