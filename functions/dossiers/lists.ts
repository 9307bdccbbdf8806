import type { PageQuery } from '../../shared/dynamodb/page.ts'

/** The lists that a table of dossiers keeps: by its index, whose partition is the agency's, the officer's, the citizen's. */
export const listIndexes = {
  inbox: { name: 'inbox', partition: 'inbox', sort: 'inboxDueAt' },
  mine: { name: 'mine', partition: 'assigneeId', sort: 'inboxDueAt' },
  own: { name: 'own', partition: 'owner', sort: 'submittedAt' },
} as const satisfies Record<string, PageQuery['index']>

type View = 'inbox' | 'mine' | 'overdue' | 'due-soon'

/** The index that a view is read from. */
export function indexOf(view: View, own: boolean): PageQuery['index'] {
  if (own) return listIndexes.own
  return view === 'mine' ? listIndexes.mine : listIndexes.inbox
}

const running = [2, 4, 6]

/** Lists by status, and what is late or soon late: only what the clock runs for. */
export function statusFilter(view: View, status: number | undefined): Pick<PageQuery, 'filter'> {
  const clocked = view === 'overdue' || view === 'due-soon' ? running : undefined
  const wanted = status === undefined ? clocked : [status].filter((code) => clocked?.includes(code) ?? true)
  if (!wanted) return {}
  // No dossier has status 0: what can't be both is an empty list.
  const values = Object.fromEntries((wanted.length > 0 ? wanted : [0]).map((code, index) => [`:status${index}`, code]))
  // A clock that stands is neither late nor soon late.
  const ticking = clocked ? ' AND attribute_not_exists(pausedAt)' : ''
  return {
    filter: {
      FilterExpression: `#status IN (${Object.keys(values).join(', ')})${ticking}`,
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: values,
    },
  }
}
