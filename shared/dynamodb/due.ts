import { createHash } from 'node:crypto'
import { PutCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import type { Table } from './client.ts'
import { partition } from './partition.ts'
import { readItem } from './projection.ts'

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

/** Work that waits for an instant: what it is about, and when (UTC, milliseconds). One subject waits once at a time. */
export interface Due {
  subject: string
  at: string
}

/** Deadlines fall on the same minute by the thousand: sixteen partitions share an hour. */
const shards = 16
const hourOf = (instant: string) => instant.slice(0, 13)
const shardOf = (subject: string) => (createHash('sha256').update(subject).digest()[0] ?? 0) % shards
const pkOf = (hour: string, shard: number) => `DUE#${hour}#${shard}`

/** The keys of a due row; it has nothing else, so that a tick reads little. */
export const dueKey = ({ subject, at }: Due) => ({
  pk: pkOf(hourOf(at), shardOf(subject)),
  sk: `${at}#${subject}`,
})

/** When work is planned that should be done at an instant: an instant already past is now, or no sweep would see it. */
export const plannedAt = (at: string, now: string): string => (at < now ? now : at)

/** The writes that move a subject's due row from where it waited to where it shall wait; either may be absent. */
export function dueMoved(table: Table, from: Due | undefined, to: Due | undefined): TransactItem[] {
  if (from && to && from.at === to.at) return []
  return [
    ...(from ? [{ Delete: { TableName: table.name, Key: dueKey(from) } }] : []),
    ...(to ? [{ Put: { TableName: table.name, Item: dueKey(to) } }] : []),
  ]
}

const watermarkKey = { pk: 'SWEEP', sk: 'WATERMARK' }
const marked = new WeakSet<Table>()

/** Says from when on a first sweep has to look, before the first row is planned; once per process and table. */
export async function beginWatermark(table: Table, now: string): Promise<void> {
  if (marked.has(table)) return
  await moveWatermark(table, now, 'attribute_not_exists(pk)')
  marked.add(table)
}

async function moveWatermark(table: Table, at: string, condition: string): Promise<void> {
  try {
    await table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: { ...watermarkKey, at },
        ConditionExpression: condition,
        ...(condition.includes(':at')
          ? { ExpressionAttributeNames: { '#at': 'at' }, ExpressionAttributeValues: { ':at': at } }
          : {}),
      }),
    )
  } catch (error) {
    if ((error as Error).name !== 'ConditionalCheckFailedException') throw error
  }
}

/** Every due row of an hour up to an instant, the oldest first, from all of its partitions and pages. */
async function dueIn(table: Table, hour: string, until: string): Promise<Due[]> {
  const ofShard = (shard: number) => partition<{ sk: string }>(table, pkOf(hour, shard), { before: `${until}~` })
  const found = await Promise.all(Array.from({ length: shards }, (_, shard) => ofShard(shard)))
  return found
    .flat()
    .map(({ sk }) => sk)
    .sort()
    .map((key) => {
      const [at = '', subject = ''] = [key.slice(0, key.indexOf('#')), key.slice(key.indexOf('#') + 1)]
      return { at, subject }
    })
}

/** Hours from one instant to another, both included, as the partitions name them. */
function hoursBetween(from: string, to: string): string[] {
  const hours: string[] = []
  const hour = 3_600_000
  for (let time = Math.floor(Date.parse(from) / hour) * hour; time <= Date.parse(to); time += hour) {
    hours.push(hourOf(new Date(time).toISOString()))
  }
  return hours
}

/** What a sweep did. `hours` is how many it looked at: more than two tell of an outage that was caught up. */
export interface Swept {
  due: number
  failed: { subject: string; at: string; error: Error }[]
  hours: number
}

/** Rows are read eventually consistent, and clocks differ a little: a sweep looks so far behind its watermark. */
const lookBackMs = 10 * 60_000
const atOnce = 16
/** So many hours are read at once, which fills the connections of a client, and then noted as done. */
const hoursAtOnce = 6

/** Hands rows to `handle` in their order, some at a time. @returns those that failed. */
async function handled(rows: Due[], handle: (due: Due) => Promise<unknown>): Promise<Swept['failed']> {
  const failed: Swept['failed'] = []
  const worker = async () => {
    for (let row = rows.shift(); row; row = rows.shift()) {
      const { subject, at } = row
      await handle(row).catch((error: Error) => failed.push({ subject, at, error }))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return failed
}

/**
 * Hands every row that is due by now to `handle`, the oldest first, some at a time. `handle` removes the row in the
 * transaction that does the work; a row that is still seen afterwards changes nothing. What is not due is not read.
 *
 * The watermark moves only over hours of which every page of every partition is done, and not past what failed, so that an
 * outage is caught up and a row that can't be handled is tried again while its neighbours go on. It moves as the sweep
 * goes: one that runs out of its time over a long outage leaves less for the next.
 */
export async function sweep(table: Table, now: string, handle: (due: Due) => Promise<unknown>): Promise<Swept> {
  const { at: mark = now } = (await readItem<{ at: string }>(table, watermarkKey.pk, watermarkKey.sk, true)) ?? {}
  const from = new Date(Date.parse(mark < now ? mark : now) - lookBackMs).toISOString()
  const swept: Swept = { due: 0, failed: [], hours: 0 }
  for (const left = hoursBetween(from, now); left.length > 0; ) {
    const hours = left.splice(0, hoursAtOnce)
    const rows = (await Promise.all(hours.map((hour) => dueIn(table, hour, now)))).flat()
    swept.hours += hours.length
    swept.due += rows.length
    const failed = await handled(rows, handle)
    const held = failed.map(({ at }) => at).sort()[0]
    const reached = left[0] === undefined ? now : `${left[0]}:00:00.000Z`
    if (swept.failed.length === 0) await moveWatermark(table, held ?? reached, 'attribute_not_exists(pk) OR #at < :at')
    swept.failed.push(...failed)
  }
  return swept
}
