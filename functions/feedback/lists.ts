import type { PageQuery } from '../../shared/dynamodb/page.ts'
import type { Status } from './transitions.ts'

/** The lists that the table keeps, by its indexes: those of an agency, of an officer there, of what is published. */
export const listIndexes = {
  inbox: { name: 'inbox', partition: 'inbox', sort: 'dueAt' },
  mine: { name: 'mine', partition: 'assigneeId', sort: 'dueAt' },
  published: { name: 'published', partition: 'published', sort: 'publishedAt' },
} as const satisfies Record<string, PageQuery['index']>

export type View = 'open' | 'mine' | 'complaints' | 'denunciations'

/** The index and the partition of it that a view is read from. */
export const placeOf = (view: View, agency: string, person: string): Pick<PageQuery, 'index' | 'partition'> =>
  view === 'mine'
    ? { index: listIndexes.mine, partition: `${agency}#${person}` }
    : { index: listIndexes.inbox, partition: `${agency}#${view}` }

/** What of a view is shown: one status, and denunciations only to who may know of them. */
export function shown(status: Status | undefined, mayKnow: boolean): Pick<PageQuery, 'filter'> {
  const conditions = [
    ...(status === undefined ? [] : [['status', '=', status] as const]),
    ...(mayKnow ? [] : [['kind', '<>', 'TO_CAO'] as const]),
  ]
  if (conditions.length === 0) return {}
  return {
    filter: {
      FilterExpression: conditions.map(([name, sign]) => `#${name} ${sign} :${name}`).join(' AND '),
      ExpressionAttributeNames: Object.fromEntries(conditions.map(([name]) => [`#${name}`, name])),
      ExpressionAttributeValues: Object.fromEntries(conditions.map(([name, , value]) => [`:${name}`, value])),
    },
  }
}
