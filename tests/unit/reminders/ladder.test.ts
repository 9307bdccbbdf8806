import { describe, expect, it } from 'vitest'
import { ladder, postponed, rungs, tellableAt } from '../../../functions/reminders/ladder.ts'
import { local, place } from './sample.ts'

const planned = (acceptedAt: string, dueAt: string, dueSoonWd = 1) =>
  Object.fromEntries(
    rungs({ acceptedAt: local(acceptedAt), dueAt: local(dueAt) }, { ...place, dueSoonWd }).map(({ kind, at }) => [
      kind,
      at,
    ]),
  )

describe('the ladder', () => {
  it('can be read as a table: who is told what, and by which event', () => {
    expect(ladder.map(({ kind, to, event, daily = false }) => [kind, to, event, daily])).toEqual([
      ['DUE_SOON', 'OFFICER', 'reminder.due', false],
      ['DUE', 'OFFICER', 'reminder.due', false],
      ['MISSED', undefined, 'deadline.missed', false],
      ['OVERDUE', 'LEADER', 'reminder.due', true],
    ])
  })

  it('warns at the opening one working day before, tells when it is due, and that it is late at the next opening', () => {
    expect(planned('2026-11-16 09:10', '2026-11-19 17:00')).toEqual({
      DUE_SOON: local('2026-11-18 08:00'),
      DUE: local('2026-11-19 17:00'),
      MISSED: local('2026-11-20 08:00'),
      OVERDUE: local('2026-11-20 08:00'),
    })
  })

  it('counts the day before over a holiday and a weekend', () => {
    // Tue 24/11/2026 is off; worked example 2 is due on Thursday, the day before Wednesday would be Monday.
    expect(planned('2026-11-20 16:30', '2026-11-25 17:00').DUE_SOON).toBe(local('2026-11-23 08:00'))
    expect(planned('2026-11-02 09:00', '2026-11-09 17:00').DUE_SOON).toBe(local('2026-11-06 08:00'))
    expect(planned('2026-11-16 09:00', '2026-11-20 17:00').OVERDUE).toBe(local('2026-11-23 08:00'))
  })

  it('counts a worked Saturday', () => {
    expect(planned('2026-08-20 09:00', '2026-08-24 17:00').DUE_SOON).toBe(local('2026-08-22 08:00'))
    expect(planned('2026-08-19 09:00', '2026-08-21 17:00').OVERDUE).toBe(local('2026-08-22 08:00'))
  })

  it('warns as many working days before as the agency says, on the day itself for none', () => {
    expect(planned('2026-11-02 09:00', '2026-11-19 17:00', 3).DUE_SOON).toBe(local('2026-11-16 08:00'))
    expect(planned('2026-11-02 09:00', '2026-11-19 17:00', 0).DUE_SOON).toBe(local('2026-11-19 08:00'))
  })

  it('does not warn of what is due on the very day of its acceptance', () => {
    expect(Object.keys(planned('2026-11-25 09:00', '2026-11-25 17:00'))).toEqual(['DUE', 'MISSED', 'OVERDUE'])
    expect(Object.keys(planned('2026-11-25 15:01', '2026-11-26 17:00'))).toContain('DUE_SOON')
  })

  it('tells that a limit in hours has ended at that minute, and that it is late the next morning', () => {
    expect(planned('2026-11-26 15:30', '2026-11-27 15:30')).toMatchObject({
      DUE: local('2026-11-27 15:30'),
      OVERDUE: local('2026-11-30 08:00'),
    })
  })
})

describe('a rung that is planned late', () => {
  const soon = { kind: 'DUE_SOON', number: 1, at: local('2026-11-18 08:00') } as const
  const due = { kind: 'DUE', number: 1, at: local('2026-11-19 17:00') } as const

  it.each([
    ['at once while the office is open', '2026-11-18 10:00', '2026-11-18 10:00'],
    ['after lunch during lunch', '2026-11-18 12:20', '2026-11-18 13:00'],
    ['the next morning in the evening', '2026-11-18 20:00', '2026-11-19 08:00'],
    ['on Monday at the weekend', '2026-11-21 09:00', '2026-11-23 08:00'],
  ])('is told %s', (_when, now, at) => {
    expect(tellableAt(soon, local(now), place)).toBe(local(at))
  })

  it('is told at any hour when it is the due date itself', () => {
    expect(tellableAt(due, local('2026-11-19 21:00'), place)).toBe(local('2026-11-19 21:00'))
  })

  it('keeps its time when that is still to come', () => {
    expect(tellableAt(soon, local('2026-11-17 21:00'), place)).toBe(soon.at)
  })
})

describe('a rung that was planned for a day which has since been given off', () => {
  it('is planned for when the office opens, else it stays', () => {
    const [off, opens] = [local('2026-11-24 08:00'), local('2026-11-25 08:00')]
    expect(postponed({ kind: 'OVERDUE', number: 3, at: off }, opens, place)).toEqual({
      ...{ kind: 'OVERDUE', number: 3 },
      at: opens,
    })
    const late = { kind: 'OVERDUE' as const, number: 3, at: local('2026-11-23 08:00') }
    expect(postponed(late, opens, place)).toBe(late)
  })
})
