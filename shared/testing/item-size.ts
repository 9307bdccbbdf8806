import type { AttributeValue } from '@aws-sdk/client-dynamodb'

/** An item, or its key, as the store's wire has it. */
export type Item = Record<string, AttributeValue>

const textSize = (text: string) => Buffer.byteLength(text, 'utf8')
const sum = (sizes: number[]) => sizes.reduce((total, size) => total + size, 0)

/** One byte for two significant digits and one more; zeros at either end, sign, point and exponent do not count. */
function numberSize(number: string): number {
  const digits = number
    .replace(/e.*$/i, '')
    .replace(/[^0-9]/g, '')
    .replace(/^0+|0+$/g, '')
  return Math.ceil(digits.length / 2) + 1
}

function valueSize(value: AttributeValue): number {
  if (value.S !== undefined) return textSize(value.S)
  if (value.N !== undefined) return numberSize(value.N)
  if (value.B !== undefined) return value.B.byteLength
  if (value.BOOL !== undefined || value.NULL !== undefined) return 1
  if (value.SS) return sum(value.SS.map(textSize))
  if (value.NS) return sum(value.NS.map(numberSize))
  if (value.BS) return sum(value.BS.map(({ byteLength }) => byteLength))
  if (value.L) return 3 + sum(value.L.map((element) => 1 + valueSize(element)))
  if (value.M) return 3 + sum(Object.entries(value.M).map(([name, member]) => 1 + textSize(name) + valueSize(member)))
  throw new Error(`no size is known for ${JSON.stringify(value)}`)
}

/** Bytes of an item by DynamoDB's rule ("item sizes and formats" of its developer guide); 0 for an absent item. */
export const itemSize = (item: Item | undefined): number =>
  sum(Object.entries(item ?? {}).map(([name, value]) => textSize(name) + valueSize(value)))

/** Write units of so many bytes: one per started KB, one for nothing at all. */
export const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024))

/** How strongly a read is consistent, by what 4 KB of it cost. */
export const readPrice = { eventual: 0.5, consistent: 1, transaction: 2 } as const

/** Read units of so many bytes at a price per started 4 KB; nothing found costs as much as one. */
export const readUnits = (bytes: number, price: number): number => Math.max(1, Math.ceil(bytes / 4096)) * price
