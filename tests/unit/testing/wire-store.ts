import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { documents } from '../../../shared/dynamodb/client.ts'
import { countCapacity } from '../../../shared/testing/capacity.ts'
import type { Item } from '../../../shared/testing/item-size.ts'

interface Part {
  Item?: Item
  Key?: Item
}

/** A table with an index of the open rows by holder, and one that keeps keys only. */
export const desk = {
  TableName: 'desk',
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' as const },
    { AttributeName: 'sk', KeyType: 'RANGE' as const },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'inbox',
      KeySchema: [{ AttributeName: 'holder', KeyType: 'HASH' as const }],
      Projection: { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: ['title'] },
    },
    {
      IndexName: 'due',
      KeySchema: [{ AttributeName: 'hour', KeyType: 'HASH' as const }],
      Projection: { ProjectionType: 'KEYS_ONLY' as const },
    },
  ],
}

const nameOf = ({ pk, sk }: Item) => `${pk?.S} ${sk?.S}`

/** A client whose requests end in a map: puts and deletes are done, an update's outcome and a refusal are told. */
export function wireStore(...items: Item[]) {
  const stored = new Map(items.map((item) => [nameOf(item), item]))
  const requests: { operation: string; input: Record<string, unknown> }[] = []
  const told = { updated: {} as Item, rows: [] as Item[], refusal: '' }

  const write = ({ Item: item, Key: key }: Part, kind: string) => {
    if (kind.startsWith('Put') && item) stored.set(nameOf(item), item)
    if (kind.startsWith('Delete') && key) stored.delete(nameOf(key))
    if (kind.startsWith('Update')) stored.set(nameOf(told.updated), told.updated)
    return {}
  }
  const writeAll = (parts: Record<string, Part>[]) => {
    for (const part of parts) for (const [kind, one] of Object.entries(part)) write(one, kind)
    return {}
  }
  function answer(operation: string, input: Record<string, unknown>): object {
    if (operation === 'GetItem') return { Item: stored.get(nameOf(input.Key as Item)) }
    if (operation === 'Query') return { Items: told.rows }
    if (operation === 'TransactWriteItems') return writeAll(input.TransactItems as Record<string, Part>[])
    if (operation === 'BatchWriteItem') return writeAll((input.RequestItems as { desk: Record<string, Part>[] }).desk)
    return write(input, operation)
  }

  const client = new DynamoDBClient({
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
    requestHandler: {
      handle: async ({ headers, body }: { headers: Record<string, string>; body: Uint8Array }) => {
        const operation = headers['x-amz-target']?.split('.')[1] ?? ''
        const input = JSON.parse(new TextDecoder().decode(body))
        requests.push({ operation, input })
        const refused = told.refusal !== '' && operation !== 'GetItem'
        const output = refused ? { __type: told.refusal, message: 'refused' } : answer(operation, input)
        const bytes = Buffer.from(JSON.stringify(output))
        return { response: { statusCode: refused ? 400 : 200, headers: {}, body: bytes } }
      },
    },
  })
  const counter = countCapacity(client, async () => [desk])
  return { client: documents(client), bare: client, counter, told, requests, stored }
}

/** An item of exactly so many bytes, with further attributes. */
export function itemOf(bytes: number, key: string, more: Record<string, string> = {}): Item {
  const plain = { pk: key, sk: 'HEAD', ...more }
  const used = Object.entries(plain).reduce((sum, [name, text]) => sum + name.length + text.length, 0)
  const all = { ...plain, x: 'a'.repeat(bytes - used - 1) }
  return Object.fromEntries(Object.entries(all).map(([name, S]) => [name, { S }]))
}
