import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { CapacityRow, Store } from './capacity-row.ts'
import type { TableShape } from './index-cost.ts'
import { costOfRead, isRead } from './read-cost.ts'
import { costOfDone, costOfRefused, isRefusal, isWrite, writesOf } from './write-cost.ts'

/** Capacity units by DynamoDB's rules since the last reset, and what they consist of, in the order of the answers. */
export interface CapacityReport {
  wcu: number
  rcu: number
  rows: CapacityRow[]
}

/** They read or write items, but by no rule that is implemented. */
const uncountable = ['Scan', 'ExecuteStatement', 'BatchExecuteStatement', 'ExecuteTransaction']

/** A client that reaches the same store and has none of the other's middleware. */
const sibling = (client: DynamoDBClient) =>
  new DynamoDBClient(
    Object.assign({}, client.config, { defaultUserAgentProvider: undefined, retryStrategy: undefined }),
  )

/** Descriptions are asked for once, and again for a table that is not among them. */
function shapes(tables: () => Promise<TableShape[]>): Store['table'] {
  let known: Promise<TableShape[]> | undefined
  const find = async (name: string | undefined) => (await known)?.find(({ TableName: table }) => table === name)
  return async (name) => {
    known ??= tables()
    const found = await find(name)
    if (found) return found
    known = tables()
    const added = await find(name)
    if (!added) throw new Error(`the table ${name} is not described: its cost cannot be counted`)
    return added
  }
}

/**
 * Counts what every command through this client costs by DynamoDB's rules (performance.md, "Capacity by rule").
 * The state around each command is read by another client, so what is measured must run alone.
 * A command is counted once however often it is sent; a Scan, PartiQL, or a Query with a projection errors.
 */
export function countCapacity(
  client: DynamoDBClient,
  tables: () => Promise<TableShape[]>,
  { uncounted = sibling(client) }: { uncounted?: DynamoDBClient } = {},
) {
  const store: Store = { client: uncounted, table: shapes(tables) }
  let rows: CapacityRow[] = []

  async function counted<Answer>(operation: string, input: object, send: () => Promise<Answer>): Promise<Answer> {
    if (uncountable.includes(operation)) throw new Error(`${operation} cannot be counted`)
    if (isRead(operation)) {
      const costs = await costOfRead(store, operation, input)
      const answer = await send()
      rows.push(...costs)
      return answer
    }
    if (!isWrite(operation)) return send()
    const writes = await writesOf(store, operation, input)
    try {
      const answer = await send()
      rows.push(...(await costOfDone(store, writes)))
      return answer
    } catch (error) {
      if (isRefusal(error)) rows.push(...costOfRefused(writes))
      throw error
    }
  }

  // The step after the document client has marshalled its input: both kinds of command look the same here.
  client.middlewareStack.add(
    (next, context) => (args) =>
      counted(context.commandName?.replace(/Command$/, '') ?? '', args.input, () => next(args)),
    { name: 'capacityCounter', step: 'serialize', priority: 'low' },
  )

  const total = (unit: 'wcu' | 'rcu') => rows.reduce((sum, row) => sum + row[unit], 0)
  return {
    /** Forgets what was counted so far. */
    reset() {
      rows = []
    },
    /** What was counted since the last reset. */
    report(): CapacityReport {
      return { wcu: total('wcu'), rcu: total('rcu'), rows: [...rows] }
    },
  }
}
