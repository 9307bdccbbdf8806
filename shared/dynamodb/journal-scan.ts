import { paginateScan } from '@aws-sdk/lib-dynamodb'
import type { Table } from './client.ts'
import type { JournalItem } from './journal.ts'

/** What of an entry makes its event; what was sealed stays where it is. */
const names = { '#type': 'type', '#at': 'at', '#data': 'data', '#agency': 'agency', '#version': 'version' }
const projection = `pk, sk, ${Object.keys(names).join(', ')}`

/** Every journal entry of a table, page by page, an aggregate's together. For an operator: no function may scan. */
export async function* journalPages(table: Table): AsyncGenerator<JournalItem[]> {
  const pages = paginateScan(
    { client: table.client },
    {
      TableName: table.name,
      ConsistentRead: true,
      FilterExpression: 'begins_with(sk, :journal)',
      ProjectionExpression: projection,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: { ':journal': 'JOURNAL#' },
    },
  )
  for await (const { Items: items = [] } of pages) yield items as JournalItem[]
}
