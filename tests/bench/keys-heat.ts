import { marshall } from '@aws-sdk/util-dynamodb'
import { indexCosts, type TableShape } from '../../shared/testing/index-cost.ts'
import { itemSize, writeUnits } from '../../shared/testing/item-size.ts'
import type { Row, Written } from './scale-recorder.ts'

/** Write units that one use case puts on one partition, of the table or of an index. */
export interface Heat {
  service: string
  /** The index; undefined for the table itself. */
  index?: string
  partition: string
  wcu: number
}

/** The indexes of a service's table: name → [partition, sort] and what is projected. */
export type Indexes = Record<string, { keys: [string, string]; include?: string[] }>

const shapeOf = (indexes: Indexes): TableShape => ({
  KeySchema: ['pk', 'sk'].map((AttributeName, place) => ({ AttributeName, KeyType: place ? 'RANGE' : 'HASH' })),
  GlobalSecondaryIndexes: Object.entries(indexes).map(([IndexName, { keys, include = [] }]) => ({
    IndexName,
    KeySchema: keys.map((AttributeName, place) => ({ AttributeName, KeyType: place ? 'RANGE' : 'HASH' })),
    Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: include },
  })),
})

const stored = (row: Row | undefined) => row && marshall(row, { removeUndefinedValues: true })
/** What a row takes in its table; 0 for none. */
export const bytesOf = (row: Row | undefined): number => (row === undefined ? 0 : itemSize(stored(row)))

/** Where the units of a write fall, by DynamoDB's rules: on its own partition, and on those of the indexes that hold it. */
export function heatOf(service: string, indexes: Indexes, { key, before, after, transacted }: Written): Heat[] {
  const times = transacted ? 2 : 1
  const heat: Heat[] = [
    { service, partition: key.pk, wcu: times * writeUnits(Math.max(bytesOf(before), bytesOf(after))) },
  ]
  for (const [index, { keys, include }] of Object.entries(indexes)) {
    const shape = shapeOf({ [index]: { keys, include } })
    const at = (row: Row | undefined) => (row?.[keys[0]] as string | undefined) ?? ''
    const [left, entered] = [at(before), at(after)]
    const cost = (from?: Row, to?: Row) => times * (indexCosts(shape, stored(from), stored(to))[index] ?? 0)
    const parts: [string, number][] =
      left === entered
        ? [[entered, cost(before, after)]]
        : [
            [left, cost(before)],
            [entered, cost(undefined, after)],
          ]
    heat.push(...parts.filter(([, wcu]) => wcu > 0).map(([partition, wcu]) => ({ service, index, partition, wcu })))
  }
  return heat
}
