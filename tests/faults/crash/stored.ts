import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { BatchGetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { documents } from '../../../shared/dynamodb/client.ts'
import { entryHash, type HeadItem, type JournalItem } from '../../../shared/dynamodb/journal.ts'
import type { Call } from '../proxy.ts'

export type Item = Record<string, unknown> & { pk: string; sk: string }
type Key = Pick<Item, 'pk' | 'sk'>
type Written = { TableName: string; Item?: Record<string, never>; Key?: Record<string, never> }
interface Transaction {
  TransactItems: { Put?: Written; Update?: Written; Delete?: Written }[]
}

/** The writes that a call asks for. */
function writesOf({ operation, body }: Call): Written[] {
  const name = /^DynamoDB_\d+\.(\w+)$/.exec(operation)?.[1] ?? ''
  if (/^(Put|Update|Delete)Item$/.test(name)) return [JSON.parse(body.toString()) as Written]
  if (name !== 'TransactWriteItems') return []
  const { TransactItems: items } = JSON.parse(body.toString()) as Transaction
  return items.flatMap(({ Put, Update, Delete }) => Put ?? Update ?? Delete ?? [])
}

/** Whether a call may have changed something somewhere: whoever is killed after a reading might as well die before the next call. */
export const changes = ({ operation }: Pick<Call, 'operation'>): boolean =>
  !/\.(GetItem|BatchGetItem|Query|GenerateMac|GenerateDataKey|Encrypt|Decrypt)$|^(GET|HEAD) /.test(operation)

/** What a try wrote, in every table: read from its calls, so that nobody has to search for it. */
export function keysWritten(calls: readonly Call[]): Map<string, Key[]> {
  const tables = new Map<string, Map<string, Key>>()
  for (const { TableName: table, Item: item, Key: at } of calls.flatMap(writesOf)) {
    const { pk, sk } = unmarshall(item ?? at ?? {}) as Key
    const keys = tables.get(table) ?? new Map<string, Key>()
    tables.set(table, keys.set(`${pk} ${sk}`, { pk, sk }))
  }
  return new Map([...tables].map(([table, keys]) => [table, [...keys.values()]]))
}

const most = 100

/** Reads what became of items, without any proxy between. */
export function storeReader(endpoint: string) {
  const client = documents(new DynamoDBClient({ endpoint }))

  async function those(table: string, keys: Key[]): Promise<Item[]> {
    const found: Item[] = []
    for (let start = 0; start < keys.length; start += most) {
      const { Responses: answers = {} } = await client.send(
        new BatchGetCommand({
          RequestItems: { [table]: { Keys: keys.slice(start, start + most), ConsistentRead: true } },
        }),
      )
      found.push(...((answers[table] ?? []) as Item[]))
    }
    return found
  }

  async function partitionOf(table: string, pk: string): Promise<Item[]> {
    const { Items: items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
        ConsistentRead: true,
      }),
    )
    return items as Item[]
  }

  return {
    /** The items that were written, as they stand now. */
    async written(calls: readonly Call[]): Promise<Item[]> {
      const read = [...keysWritten(calls)].map(([table, keys]) => those(table, keys))
      return (await Promise.all(read)).flat()
    },

    /** What is wrong with the journals that were written to. */
    async brokenJournals(calls: readonly Call[]): Promise<string[]> {
      const broken: string[] = []
      for (const [table, keys] of keysWritten(calls)) {
        const journals = keys.filter(({ sk }) => sk === 'HEAD' || sk.startsWith('JOURNAL#')).map(({ pk }) => pk)
        for (const pk of new Set(journals)) broken.push(...brokenJournal(pk, await partitionOf(table, pk)))
      }
      return broken
    },
  }
}

/** What is wrong with one aggregate: its versions have a gap, an entry is not bound to the one before, the head to none. */
export function brokenJournal(pk: string, items: Item[]): string[] {
  // The head of an aggregate is bound to its journal; that of a feed is something else.
  const head = items.find(({ sk, chain }) => sk === 'HEAD' && chain !== undefined) as HeadItem | undefined
  const entries = items.filter(({ sk }) => sk.startsWith('JOURNAL#')) as unknown as JournalItem[]
  // What is said once and never changed (a rating) has an entry and no head.
  const versions = entries.map(({ version }) => version)
  const newest = head?.version ?? entries.length
  const expected = Array.from({ length: newest }, (_, index) => index + 1)
  if (String(versions) !== String(expected)) return [`${pk} is at version ${newest} with the entries ${versions}`]
  const hashes = entries.map(entryHash)
  const unbound = entries.filter(({ previous }, index) => previous !== (hashes[index - 1] ?? ''))
  return [
    ...unbound.map(({ version }) => `entry ${version} of ${pk} is not bound to the one before it`),
    ...(head === undefined || head.chain === (hashes.at(-1) ?? '')
      ? []
      : [`the head of ${pk} is not bound to its newest entry`]),
  ]
}
