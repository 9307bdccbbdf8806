import { createHash } from 'node:crypto'
import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import { Refusal } from '../problems/refusal.ts'
import type { Table } from './client.ts'

/** One page of an index partition, in the order of its sort key. */
export interface PageQuery {
  index: { name: string; partition: string; sort: string }
  partition: string
  /** What the list was asked for; a cursor of another question is refused. */
  question: unknown
  limit: number
  cursor?: string
  sortFrom?: string
  sortTo?: string
  filter?: Pick<QueryCommandInput, 'FilterExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'>
}

const fingerprint = (question: unknown) =>
  createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 12)

const encode = (question: unknown, position: string[]) =>
  Buffer.from(JSON.stringify([fingerprint(question), ...position])).toString('base64url')

function decode(cursor: string, question: unknown): [pk: string, sk: string, sort: string] {
  let parts: unknown
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    parts = undefined
  }
  const texts = Array.isArray(parts) ? parts.filter((part) => typeof part === 'string' && part !== '') : []
  const [asked, pk, sk, sort] = texts
  if (texts.length !== 4 || asked !== fingerprint(question)) {
    throw new Refusal('invalid-request', {
      errors: [{ pointer: '/query/cursor', detail: 'Not a cursor of this list' }],
    })
  }
  return [pk, sk, sort]
}

/** Reads a page; the partition comes from the caller's rights, never from the cursor. */
export async function page<Row>(table: Table, query: PageQuery): Promise<{ rows: Row[]; nextCursor?: string }> {
  const { index, partition, question, limit, cursor, filter = {} } = query
  const [pk, sk, sort] = cursor === undefined ? [] : decode(cursor, question)
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
        ':from': query.sortFrom ?? '!',
        ':to': query.sortTo ?? '~',
        ...filter.ExpressionAttributeValues,
      },
      Limit: limit,
      ...(cursor === undefined
        ? {}
        : { ExclusiveStartKey: { pk, sk, [index.partition]: partition, [index.sort]: sort } }),
    }),
  )
  const nextCursor = last && encode(question, [last.pk, last.sk, last[index.sort]])
  return { rows: rows as Row[], ...(nextCursor ? { nextCursor } : {}) }
}
