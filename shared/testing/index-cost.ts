import { isDeepStrictEqual } from 'node:util'
import type { GlobalSecondaryIndexDescription, KeySchemaElement, TableDescription } from '@aws-sdk/client-dynamodb'
import { type Item, itemSize, writeUnits } from './item-size.ts'

/** What a cost depends on of a table's description. */
export type TableShape = Pick<TableDescription, 'TableName' | 'KeySchema' | 'GlobalSecondaryIndexes'>

const names = (schema: KeySchemaElement[] | undefined) => (schema ?? []).map(({ AttributeName: name }) => name ?? '')
const pick = (item: Item, wanted: string[]): Item =>
  Object.fromEntries(Object.entries(item).filter(([name]) => wanted.includes(name)))

/** The key of an item in its table. */
export const keyOf = (table: TableShape, item: Item): Item => pick(item, names(table.KeySchema))

/** An item's row in an index: what the index projects; undefined when the item lacks one of the index's keys. */
export function indexRow(table: TableShape, index: GlobalSecondaryIndexDescription, item?: Item): Item | undefined {
  const keys = names(index.KeySchema)
  if (!item || keys.some((name) => !item[name])) return undefined
  const { ProjectionType: type, NonKeyAttributes: included = [] } = index.Projection ?? {}
  if (type === 'ALL') return item
  return pick(item, [...keys, ...names(table.KeySchema), ...(type === 'INCLUDE' ? included : [])])
}

function unitsOf(index: GlobalSecondaryIndexDescription, before: Item | undefined, after: Item | undefined): number {
  const units = (row: Item) => writeUnits(itemSize(row))
  if (!before) return after ? units(after) : 0
  if (!after) return units(before)
  if (isDeepStrictEqual(before, after)) return 0
  const keys = names(index.KeySchema)
  if (!isDeepStrictEqual(pick(before, keys), pick(after, keys))) return units(before) + units(after)
  return Math.max(units(before), units(after))
}

/** Write units per index of the table when an item changes; an index whose row stays as it was is left out. */
export function indexCosts(table: TableShape, before?: Item, after?: Item): Record<string, number> {
  const costs = (table.GlobalSecondaryIndexes ?? []).map((index): [string, number] => [
    index.IndexName ?? '',
    unitsOf(index, indexRow(table, index, before), indexRow(table, index, after)),
  ])
  return Object.fromEntries(costs.filter(([, units]) => units > 0))
}
