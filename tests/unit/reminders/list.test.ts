import { describe, expect, it } from 'vitest'
import { remindersOf } from '../../../functions/reminders/list.ts'
import { local } from './sample.ts'

const dueAt = local('2026-11-19 17:00')
const deadline = { dueAt, deadlineVersion: 2, plan: [] }
const known = { number: 1, deadlineVersion: 1, dueAt }

describe('the list of reminders', () => {
  it('has what was told, what was left out and what is planned, each with its instants in the time of the office', () => {
    const plan = [{ kind: 'OVERDUE' as const, number: 2, at: local('2026-11-23 08:00') }]
    const told = { ...known, kind: 'DUE' as const, at: dueAt, toldAt: local('2026-11-19 17:01') }
    const vain = { ...known, kind: 'DUE_SOON' as const, at: local('2026-11-18 08:00'), skipped: 'SUPERSEDED' }
    expect(remindersOf({ ...deadline, plan }, [vain, told])).toEqual([
      {
        ...{ kind: 'DUE_SOON', number: 1, to: 'OFFICER', status: 'SKIPPED', reason: 'SUPERSEDED', at: undefined },
        ...{ plannedFor: '2026-11-18T08:00:00.000+07:00', dueAt: '2026-11-19T17:00:00.000+07:00', deadlineVersion: 1 },
      },
      {
        ...{ kind: 'DUE', number: 1, to: 'OFFICER', status: 'SENT', at: '2026-11-19T17:01:00.000+07:00' },
        ...{ plannedFor: '2026-11-19T17:00:00.000+07:00', dueAt: '2026-11-19T17:00:00.000+07:00', deadlineVersion: 1 },
      },
      {
        ...{ kind: 'OVERDUE', number: 2, to: 'LEADER', status: 'PLANNED', deadlineVersion: 2 },
        ...{ plannedFor: '2026-11-23T08:00:00.000+07:00', dueAt: '2026-11-19T17:00:00.000+07:00' },
      },
    ])
  })

  it('has nothing of what is told to machines alone', () => {
    const plan = [{ kind: 'MISSED' as const, number: 1, at: local('2026-11-20 08:00') }]
    expect(remindersOf({ ...deadline, plan }, [{ ...known, kind: 'MISSED', at: dueAt, toldAt: dueAt }])).toEqual([])
  })
})
