import { BatchWriteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import type { Table } from '../../../shared/dynamodb/client.ts'
import { indexes as dossierIndexes } from '../../service/dossiers/office.ts'
import { indexes as feedbackIndexes } from '../../service/feedback/office.ts'
import { freshTable, type Indexes } from '../../service/harness.ts'

export type Item = Record<string, unknown> & { pk: string; sk: string }

export const services = [
  ...['agencies', 'procedures', 'dossiers', 'attachments'],
  ...['reminders', 'notifications', 'feedback', 'integrations'],
]
const indexes: Record<string, Indexes> = { dossiers: dossierIndexes, feedback: feedbackIndexes }

/** An empty table for each service. */
export async function openTables(): Promise<Record<string, Table>> {
  const opened = services.map(async (service) => [service, await freshTable(service, indexes[service])] as const)
  return Object.fromEntries(await Promise.all(opened))
}

/** Every item of a table. */
export async function dump({ client, name }: Table): Promise<Item[]> {
  const items: Item[] = []
  let from: Record<string, unknown> | undefined
  do {
    const page = await client.send(new ScanCommand({ TableName: name, ExclusiveStartKey: from, ConsistentRead: true }))
    items.push(...((page.Items ?? []) as Item[]))
    from = page.LastEvaluatedKey
  } while (from)
  return items
}

/** Stores items as they are, twenty-five in a request. */
export async function put({ client, name }: Table, items: Item[]): Promise<void> {
  for (let start = 0; start < items.length; start += 25) {
    const requests = items.slice(start, start + 25).map((item) => ({ PutRequest: { Item: item } }))
    await client.send(new BatchWriteCommand({ RequestItems: { [name]: requests } }))
  }
}
