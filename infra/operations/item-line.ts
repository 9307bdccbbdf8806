import { createHash } from 'node:crypto'
import type { RawItem } from '../../shared/dynamodb/whole-table.ts'

/** Bytes as base64 and names in order, as an export of DynamoDB to S3 writes an item: equal items are equal lines. */
const written = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (Array.isArray(value)) return value.map(written)
  if (value === null || typeof value !== 'object') return value
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return Object.fromEntries(
    members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, written(member)]),
  )
}

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))

/** A typed value as the SDK takes it. */
function read(value: Record<string, unknown>): Record<string, unknown> {
  const [[type, member] = ['', undefined]] = Object.entries(value)
  if (type === 'B') return { B: bytes(member as string) }
  if (type === 'BS') return { BS: (member as string[]).map(bytes) }
  if (type === 'L') return { L: (member as Record<string, unknown>[]).map(read) }
  if (type === 'M') return { M: readAll(member as Record<string, Record<string, unknown>>) }
  return value
}

const readAll = (members: Record<string, Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(members).map(([name, member]) => [name, read(member)]))

/** An item as a line of an export: DynamoDB's own JSON. */
export const lineOf = (item: RawItem): string => JSON.stringify({ Item: written(item) })

/** The item of such a line. */
export const itemOf = (line: string): RawItem =>
  readAll((JSON.parse(line) as { Item: Record<string, Record<string, unknown>> }).Item) as unknown as RawItem

/** What tells an item apart from the others of its table. */
export const keyOf = ({ pk, sk }: RawItem): string => `${pk?.S} ${sk?.S}`

/** SHA-256 in lower-case hex. */
export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')
