import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { Table } from './client.ts'

/** Every item of a partition, or of those whose sort key begins so, in its order and from all pages. */
export async function partition<Item>(table: Table, pk: string, begin?: string): Promise<Item[]> {
  const [condition, value] = begin === undefined ? ['', {}] : [' AND begins_with(sk, :begin)', { ':begin': begin }]
  const items: Item[] = []
  let from: Record<string, unknown> | undefined
  do {
    const { Items: more = [], LastEvaluatedKey: last } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: `pk = :pk${condition}`,
        ExpressionAttributeValues: { ':pk': pk, ...value },
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    )
    items.push(...(more as Item[]))
    from = last
  } while (from)
  return items
}
