import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { endKey } from '../../functions/integrations/keys.ts'
import { filedAt, ward } from './growth-filing.ts'
import { copier, type Item, marshalled, type Pattern, patternOf, type Service } from './growth-pattern.ts'

const perCall = 25
const callsAtOnce = 6
const day = 86_400_000
const hour = 3_600_000
export const dueAtATick = 100

/** Due tomorrow evening, and so told of at eight today; the others weeks later, over many hours. */
const tomorrow = Date.parse('2026-01-07T10:00:00.000Z')
const spread = 40

export type Tables = Record<Service, { base: DynamoDBClient; name: string }>

/** Takes rows and sends them in full calls, some at a time. */
function sender({ base, name }: Tables[Service]) {
  const waiting: Item[] = []
  const sending = new Set<Promise<unknown>>()
  let sent = 0
  async function pass(least = perCall): Promise<void> {
    while (waiting.length >= least) {
      if (sending.size >= callsAtOnce) await Promise.race(sending)
      const rows = waiting.splice(0, perCall)
      sent += rows.length
      const RequestItems = { [name]: rows.map((row) => ({ PutRequest: { Item: row } })) }
      const call = base.send(new BatchWriteItemCommand({ RequestItems })).finally(() => sending.delete(call))
      sending.add(call)
    }
  }
  return {
    take: (rows: Item[]) => {
      waiting.push(...rows)
      return pass()
    },
    async end(): Promise<number> {
      await pass(1)
      await Promise.all(sending)
      return sent
    },
  }
}

const codeOf = (number: number) => `${ward}-260106-${String(number).padStart(4, '0')}`

/** Stores so many open dossiers of one ward, the worst case, as the three services would have. @returns the rows. */
export async function fill(tables: Tables, dossiers: number, isOver: () => boolean): Promise<number> {
  const [now, ...later] = await patterns()
  const [first, ...others] = [now, ...later].map((pattern) => copier(pattern as Pattern))
  const to = Object.fromEntries(Object.entries(tables).map(([service, table]) => [service, sender(table)])) as Record<
    Service,
    ReturnType<typeof sender>
  >
  for (let number = 1; number <= dossiers; number += 1) {
    if (number % perCall === 0 && isOver()) throw new Error(`only ${number} of ${dossiers} were stored in time`)
    const copy = number <= dueAtATick ? first : others[number % others.length]
    for (const [service, rows] of copy?.(codeOf(number), number) ?? []) await to[service].take(rows)
  }
  for (const [service, rows] of Object.entries(ends(now as Pattern, dossiers))) await to[service as Service].take(rows)
  let rows = 0
  for (const each of Object.values(to)) rows += await each.end()
  return rows
}

/** One filing of each kind: those that are due at the tick, and those of later hours. */
async function patterns(): Promise<Pattern[]> {
  const dues = [tomorrow]
  for (let later = 0; later < spread; later += 1) dues.push(tomorrow + (3 + later) * day - (later % 8) * hour)
  const made: Pattern[] = []
  for (const at of dues) made.push(await patternOf(new Date(at).toISOString()))
  return made
}

/** What a desk has once, after so many filings. */
function ends({ shared }: Pattern, dossiers: number): Record<Service, Item[]> {
  const counter = shared.dossiers.filter(({ sk }) => sk === 'COUNTER').map((row) => ({ ...row, last: dossiers }))
  const days = shared.integrations.filter(({ pk }) => pk.startsWith('FEEDDAY#'))
  const end = { ...endKey(ward), sequence: dossiers, day: filedAt.slice(0, 10) }
  return {
    dossiers: counter.map(marshalled),
    reminders: shared.reminders.filter(({ sk }) => sk === 'WATERMARK').map(marshalled),
    integrations: [...days, end].map(marshalled),
  }
}
