import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { Membership } from '../permission/actor.ts'
import type { StaffRole } from '../permission/table.ts'
import type { Table } from './client.ts'

/**
 * Keeps the newest state of somebody else's record: writes it unless a newer version is there.
 * @returns false when what is stored is as new or newer; late and repeated events end here.
 */
export async function keepNewest(table: Table, key: { pk: string; sk: string }, version: number, record: object) {
  try {
    await table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: { ...record, ...key, version },
        ConditionExpression: 'attribute_not_exists(pk) OR #version < :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': version },
      }),
    )
    return true
  } catch (error) {
    if ((error as Error).name === 'ConditionalCheckFailedException') return false
    throw error
  }
}

/** One item by its key: half a read unit per 4 KB, a whole one when it is read consistently. */
export async function readItem<Item>(
  table: Table,
  pk: string,
  sk: string,
  consistent = false,
): Promise<Item | undefined> {
  const get = new GetCommand({
    TableName: table.name,
    Key: { pk, sk },
    ...(consistent ? { ConsistentRead: true } : {}),
  })
  const { Item: item } = await table.client.send(get)
  return item as Item | undefined
}

/**
 * Remembers what was found for `milliseconds`; what is absent is asked again each time. Who asks while it is being read
 * waits for that reading: a list asks for the same copy once for each of its rows.
 */
export function remembered<Value>(load: (key: string) => Promise<Value | undefined>, milliseconds = 10_000) {
  const known = new Map<string, { value: Value; until: number }>()
  const coming = new Map<string, Promise<Value | undefined>>()

  async function read(key: string): Promise<Value | undefined> {
    const value = await load(key)
    if (value !== undefined) known.set(key, { value, until: performance.now() + milliseconds })
    else known.delete(key)
    return value
  }

  return async (key: string): Promise<Value | undefined> => {
    const hit = known.get(key)
    if (hit && hit.until > performance.now()) return hit.value
    const reading = coming.get(key) ?? read(key).finally(() => coming.delete(key))
    coming.set(key, reading)
    return reading
  }
}

/** A row of the staff register as every service keeps it. */
export interface StaffRow {
  agency: string
  role: StaffRole
  unit: string
  name: string
  active: boolean
}

/** Who a person or machine is at which agencies, from this service's copy of the staff register. */
export function staffRegister(table: Table): (person: string) => Promise<Membership[]> {
  const load = remembered(async (person: string) => {
    const { Items: items = [] } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': `STAFF#${person}` },
      }),
    )
    const active = (items as StaffRow[]).filter(({ active }) => active)
    return active.length > 0 ? active.map(({ agency, role, unit, name }) => ({ agency, role, unit, name })) : undefined
  })
  return async (person) => [...((await load(person)) ?? [])]
}
