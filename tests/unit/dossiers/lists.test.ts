import { describe, expect, it } from 'vitest'
import { indexOf, listIndexes, statusFilter } from '../../../functions/dossiers/lists.ts'

const filterOf = (...asked: Parameters<typeof statusFilter>) => statusFilter(...asked).filter

describe('the lists of dossiers', () => {
  it('are read from the index of the agency, of the officer, or of the citizen', () => {
    expect(listIndexes).toEqual({
      inbox: { name: 'inbox', partition: 'inbox', sort: 'inboxDueAt' },
      mine: { name: 'mine', partition: 'assigneeId', sort: 'inboxDueAt' },
      own: { name: 'own', partition: 'owner', sort: 'submittedAt' },
    })
    for (const view of ['inbox', 'overdue', 'due-soon'] as const) expect(indexOf(view, false).name).toBe('inbox')
    expect(indexOf('mine', false).name).toBe('mine')
    expect(indexOf('mine', true).name).toBe('own')
  })

  it('show everything that is open unless a status is asked for', () => {
    for (const view of ['inbox', 'mine'] as const) expect(filterOf(view, undefined)).toBeUndefined()
    expect(filterOf('inbox', 5)).toEqual({
      FilterExpression: '#status IN (:status0)',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':status0': 5 },
    })
  })

  it.each(['overdue', 'due-soon'] as const)('of what is %s hold only what the clock runs for', (view) => {
    expect(filterOf(view, undefined)).toEqual({
      FilterExpression: '#status IN (:status0, :status1, :status2) AND attribute_not_exists(pausedAt)',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':status0': 2, ':status1': 4, ':status2': 6 },
    })
    expect(filterOf(view, 4)?.ExpressionAttributeValues).toEqual({ ':status0': 4 })
  })

  it('are empty where a status has no running clock', () => {
    expect(filterOf('overdue', 5)?.ExpressionAttributeValues).toEqual({ ':status0': 0 })
  })
})
