import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { Table } from './client.ts'

/** Which items of a partition: those whose sort key begins so, or those before a sort key; all unless told. */
export type Span = { begin: string } | { before: string }

/**
 * Every item of a partition, or of a span of it, in its order and from all pages.
 * @param consistent whether what was written a moment ago must be seen, for twice the price.
 */
export async function partition<Item>(table: Table, pk: string, span?: Span, consistent = false): Promise<Item[]> {
  const condition = span && ('begin' in span ? ' AND begins_with(sk, :sk)' : ' AND sk < :sk')
  const value = span && { ':sk': 'begin' in span ? span.begin : span.before }
  const items: Item[] = []
  let from: Record<string, unknown> | undefined
  do {
    const { Items: more = [], LastEvaluatedKey: last } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        ...(consistent ? { ConsistentRead: true } : {}),
        KeyConditionExpression: `pk = :pk${condition ?? ''}`,
        ExpressionAttributeValues: { ':pk': pk, ...value },
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    )
    items.push(...(more as Item[]))
    from = last
  } while (from)
  return items
}
