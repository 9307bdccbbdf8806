import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import type { Table } from '../../../shared/dynamodb/client.ts'
import { type Due, dueKey } from '../../../shared/dynamodb/due.ts'

/** The minute at which something is due; all else is due later, over the working days of three weeks. */
export const tick = '2026-11-26T01:00:00.000Z'
const hour = 3_600_000

/** So many open deadlines, of which the first `due` are due at the tick. */
export function openDeadlines(open: number, due: number): Due[] {
  return Array.from({ length: open }, (_, index) => ({
    subject: `H26.125-261126-${String(index).padStart(4, '0')}`,
    at: index < due ? tick : new Date(Date.parse(tick) + (1 + (index % 500)) * hour).toISOString(),
  }))
}

/** Stores due rows as planning them would, twenty-five in a request. */
export async function store({ client, name }: Table, rows: Due[]): Promise<void> {
  const requests = rows.map((row) => ({ PutRequest: { Item: dueKey(row) } }))
  const batches = Array.from({ length: Math.ceil(requests.length / 25) }, (_, index) =>
    requests.slice(index * 25, index * 25 + 25),
  )
  const worker = async () => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      await client.send(new BatchWriteCommand({ RequestItems: { [name]: batch } }))
    }
  }
  await Promise.all(Array.from({ length: 8 }, worker))
}
