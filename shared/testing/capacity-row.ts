import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import type { TableShape } from './index-cost.ts'
import type { Item } from './item-size.ts'

/** What one item of one command cost; a Query is one row for all it read. */
export interface CapacityRow {
  /** The operation, such as `PutItem`; within a transaction its part, such as `TransactWriteItems.Put`. */
  operation: string
  /** The table, or `table/index` for the Query of an index. */
  target: string
  /** The item's key, its parts joined by a space; for a Query the number of rows read. */
  item: string
  /** Bytes that were charged in the table, or read. */
  bytes: number
  /** Write units, those of the indexes included. */
  wcu: number
  rcu: number
  /** Write units of each index that was written. */
  indexes: Record<string, number>
}

/** What the rules ask of the store besides the command itself; its client is never counted. */
export interface Store {
  client: DynamoDBClient
  /** Errors for a table that is not described. */
  table: (name: string | undefined) => Promise<TableShape>
}

/** A key in words, for a report. */
export const keyText = (key: Item): string =>
  Object.values(key)
    .map(({ S: text, N: number, B: bytes }) => text ?? number ?? Buffer.from(bytes ?? []).toString('base64'))
    .join(' ')

/** An item as it is stored now, whole; undefined when there is none. */
export async function stored({ client }: Store, table: string, key: Item): Promise<Item | undefined> {
  const { Item: item } = await client.send(new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true }))
  return item
}
