import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import { cursorAfter, readCursor } from '../http/cursor.ts'
import type { Table } from './client.ts'

/** One page of an index partition, in the order of its sort key or against it. */
export interface PageQuery {
  index: { name: string; partition: string; sort: string }
  partition: string
  /** What the list was asked for; a cursor of another question is refused. */
  question: unknown
  limit: number
  cursor?: string
  /** The greatest sort key comes first. */
  newestFirst?: boolean
  sortFrom?: string
  sortTo?: string
  filter?: Pick<QueryCommandInput, 'FilterExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'>
}

/** Reads a page; the partition comes from the caller's rights, never from the cursor. */
export async function page<Row>(table: Table, query: PageQuery): Promise<{ rows: Row[]; nextCursor?: string }> {
  const { index, partition, question, limit, cursor, newestFirst = false, filter = {} } = query
  const { sortFrom: from = '!', sortTo: to = '~' } = query
  const [pk, sk, sort] = cursor === undefined ? [] : readCursor(question, cursor, 3)
  // A span that moves with the clock may have left the cursor behind; the store refuses a start outside of it.
  if (sort !== undefined && (newestFirst ? sort < from : sort > to)) return { rows: [] }
  const inside = sort !== undefined && sort >= from && sort <= to
  const start = inside ? { pk, sk, [index.partition]: partition, [index.sort]: sort } : undefined
  const { Items: rows = [], LastEvaluatedKey: last } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      IndexName: index.name,
      KeyConditionExpression: '#partition = :partition AND #sort BETWEEN :from AND :to',
      ...filter,
      ExpressionAttributeNames: {
        '#partition': index.partition,
        '#sort': index.sort,
        ...filter.ExpressionAttributeNames,
      },
      ExpressionAttributeValues: {
        ':partition': partition,
        ':from': from,
        ':to': to,
        ...filter.ExpressionAttributeValues,
      },
      ScanIndexForward: !newestFirst,
      Limit: limit,
      ...(start ? { ExclusiveStartKey: start } : {}),
    }),
  )
  const nextCursor = last && cursorAfter(question, last.pk, last.sk, last[index.sort])
  return { rows: rows as Row[], ...(nextCursor ? { nextCursor } : {}) }
}
