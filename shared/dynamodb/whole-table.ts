import {
  type AttributeValue,
  BatchWriteItemCommand,
  type DynamoDBClient,
  paginateListTables,
  paginateScan,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb'

/** An item as DynamoDB writes it, with the type of each value. */
export type RawItem = Record<string, AttributeValue>

/** What one call takes. */
const atOnce = 25
const tries = 8

/** The names of the services that have a table here, in their order. */
export async function servicesWithTable(client: DynamoDBClient): Promise<string[]> {
  const services: string[] = []
  for await (const { TableNames: names = [] } of paginateListTables({ client }, {}))
    services.push(...names.flatMap((name) => /^motcua-([a-z]+)$/.exec(name)?.[1] ?? []))
  return services.sort()
}

/** Every item of a table, page by page. For an operator: no function may scan. */
export async function* itemPages(client: DynamoDBClient, TableName: string): AsyncGenerator<RawItem[]> {
  for await (const { Items: items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true })) yield items
}

/** Puts items as they are, over what is there. Throws when some are never taken. */
export async function putItems(client: DynamoDBClient, table: string, items: RawItem[]): Promise<void> {
  for (let start = 0; start < items.length; start += atOnce) {
    let left: WriteRequest[] = items.slice(start, start + atOnce).map((Item) => ({ PutRequest: { Item } }))
    for (let attempt = 0; left.length > 0; attempt += 1) {
      if (attempt === tries) throw new Error(`${left.length} items of ${table} were not taken`)
      if (attempt > 0) await new Promise((resume) => setTimeout(resume, 50 * 2 ** attempt))
      const { UnprocessedItems: refused } = await client.send(
        new BatchWriteItemCommand({ RequestItems: { [table]: left } }),
      )
      left = refused?.[table] ?? []
    }
  }
}
