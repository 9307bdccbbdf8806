import { describe, expect, it } from 'vitest'
import type { DeadlineRequest, Limit } from '../../../shared/calendar/deadline.ts'
import { at, calendarDays, confirmed, due, sameDay, workingDays, workingHours } from './office.ts'

type Example = [
  number: string,
  rule: string,
  limit: Limit,
  accepted: string,
  due: string,
  rest?: Partial<DeadlineRequest>,
]

const examples: Example[] = [
  ['1', '3 working days', workingDays(3), '2026-11-16 09:10', '2026-11-19 17:00'],
  ['2', '3 working days over Culture Day', workingDays(3), '2026-11-20 16:30', '2026-11-26 17:00'],
  ['3', 'same day at 15:00', sameDay, '2026-11-25 15:00', '2026-11-25 17:00'],
  ['4', 'same day after 15:00, before a holiday', sameDay, '2026-11-23 15:01', '2026-11-25 17:00'],
  ['5', '7 working days over Tết', workingDays(7), '2026-02-11 10:00', '2026-02-27 17:00'],
  ['6', '5 working days with a worked Saturday', workingDays(5), '2026-08-20 09:00', '2026-08-26 17:00'],
  ['7', '3 working days after close', workingDays(3), '2026-11-26 17:05', '2026-12-02 17:00'],
  ['8', '3 working days from the Saturday desk', workingDays(3), '2026-11-21 09:00', '2026-11-26 17:00'],
  ['8b', '3 working days, online', workingDays(3), '2026-11-21 20:00', '2026-11-27 17:00', { channel: 'ONLINE' }],
  ['8c', 'same day from the Saturday desk', sameDay, '2026-11-21 09:00', '2026-11-23 17:00'],
  ['9', '8 working hours', workingHours(8), '2026-11-26 15:30', '2026-11-27 15:30'],
  ['10', "3 working days over Hùng Kings' day and 30 April", workingDays(3), '2026-04-24 09:00', '2026-05-04 17:00'],
  ['11', '10 working days over New Year', workingDays(10), '2026-12-24 09:00', '2027-01-08 17:00'],
  ['12', '15 calendar days', calendarDays(15), '2026-04-12 09:00', '2026-04-28 17:00'],
  ['12b', '5 calendar days after close', calendarDays(5), '2026-11-20 20:00', '2026-11-30 17:00'],
  ['13', '2 working days with the worked Saturday 10 January', workingDays(2), '2026-01-09 09:00', '2026-01-12 17:00'],
  ['14', '5 working days over Tết 2027', workingDays(5), '2027-02-02 09:00', '2027-02-16 17:00'],
  ['15', '15 working days', workingDays(15), '2026-11-16 09:00', '2026-12-08 17:00'],
  ['16', '4 working hours', workingHours(4), '2026-11-20 16:00', '2026-11-23 11:00'],
]

describe('the worked examples', () => {
  it.each(examples)('%s: %s', (_number, _rule, limit, accepted, expected, rest = {}) => {
    expect(due(limit, accepted, rest)).toBe(expected)
  })

  it('2: is a day later once the proposed swap is confirmed', () => {
    expect(due(workingDays(3), '2026-11-20 16:30', {}, {}, confirmed)).toBe('2026-11-27 17:00')
  })

  const supplement = { pauses: [{ from: at('2026-11-04 10:00'), to: at('2026-11-10 14:00') }] }

  it('17: is due on Monday 9 November without the supplement', () => {
    expect(due(workingDays(5), '2026-11-02 09:00')).toBe('2026-11-09 17:00')
  })

  it('17: moves by the 35 paused working hours to the close of 16 November', () => {
    expect(due(workingDays(5), '2026-11-02 09:00', supplement)).toBe('2026-11-16 17:00')
  })

  it('17: counts again from the last paper under RESTART', () => {
    expect(due(workingDays(5), '2026-11-02 09:00', supplement, { supplementClock: 'RESTART' })).toBe('2026-11-17 17:00')
  })
})
