import { describe, expect, it } from 'vitest'
import { type Clocked, deadlineState } from '../../../functions/dossiers/deadline-state.ts'
import type { Status } from '../../../functions/dossiers/status.ts'
import { localDate } from '../../../shared/calendar/instant.ts'

const dueAt = '2026-11-27T10:00:00.000Z'
const soonFrom = '2026-11-26T10:00:00.000Z'
const state = (status: Status, now: string, more: Partial<Clocked> = { dueAt }) =>
  deadlineState({ status, ...more }, now, () => soonFrom, localDate)

describe('the state of a deadline', () => {
  it.each([
    ['2026-11-26T09:59:59.999Z', 'ON_TRACK'],
    ['2026-11-26T10:00:00.000Z', 'DUE_SOON'],
    ['2026-11-27T10:00:00.000Z', 'DUE_SOON'],
    ['2026-11-27T10:00:00.001Z', 'OVERDUE'],
  ])('at %s a running clock is %s', (now, expected) => {
    for (const status of [2, 4, 6] as const) expect(state(status, now)).toBe(expected)
  })

  it.each([
    ['2026-11-26T16:59:59.999Z', 'DONE_EARLY'],
    ['2026-11-26T17:00:00.000Z', 'DONE_ON_TIME'],
    ['2026-11-27T10:00:00.000Z', 'DONE_ON_TIME'],
    ['2026-11-27T10:00:00.001Z', 'DONE_LATE'],
  ])('a dossier that ended at %s is %s, and stays so after it was returned', (endedAt, expected) => {
    for (const status of [9, 10] as const)
      expect(state(status, '2027-01-01T00:00:00.000Z', { dueAt, endedAt })).toBe(expected)
  })

  it('of what ended without a time of its end is late: nothing shows that it was in time', () => {
    expect(state(9, '2026-11-26T09:00:00.000Z', { dueAt })).toBe('DONE_LATE')
  })

  it('stands while the clock of a running status does, and starts with a due date', () => {
    const now = '2027-01-01T00:00:00.000Z'
    expect(state(6, now, { dueAt, pausedAt: soonFrom })).toBe('PAUSED')
    expect(state(4, now, {})).toBe('NOT_STARTED')
    expect(state(9, now, { dueAt, endedAt: soonFrom, pausedAt: soonFrom })).toBe('DONE_EARLY')
  })

  it('does not start before acceptance, pauses while papers are asked for, closes with the dossier', () => {
    const late = '2027-01-01T00:00:00.000Z'
    expect(state(1, late)).toBe('NOT_STARTED')
    expect(state(5, late)).toBe('PAUSED')
    for (const status of [3, 7, 8] as const) expect(state(status, late)).toBe('CLOSED')
  })
})
