import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { documents } from '../../../shared/dynamodb/client.ts'
import { beginWatermark, sweep } from '../../../shared/dynamodb/due.ts'
import { countCapacity } from '../../../shared/testing/capacity.ts'
import { openDeadlines, store, tick } from './open.ts'

/** What one tick costs and reads with so many deadlines open, by the rules of the store, in a table that is still empty. */
export async function costOfTick({ base, name }: { base: DynamoDBClient; name: string }, open: number, due: number) {
  const { Table: shape } = await base.send(new DescribeTableCommand({ TableName: name }))
  const plain = { client: documents(base), name }
  await store(plain, openDeadlines(open, due))
  // Twenty minutes into the hour, so that the ten minutes looked back lie in it.
  const now = new Date(Date.parse(tick) + 20 * 60_000).toISOString()
  await beginWatermark(plain, now)
  const counter = countCapacity(base, async () => (shape ? [shape] : []))
  const swept = await sweep({ client: documents(base), name }, now, async () => undefined)
  const { wcu, rcu, rows } = counter.report()
  const read = rows.reduce((sum, { item }) => sum + Number(/^(\d+) rows$/.exec(item)?.[1] ?? 0), 0)
  return { wcu, rcu, rowsPerDue: read / swept.due, due: swept.due }
}
