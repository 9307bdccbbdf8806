import { describe, expect, it } from 'vitest'
import { deadline, defaultPolicy } from '../../../shared/calendar/deadline.ts'
import { at, calendar, calendarDays, due, office, sameDay, workingDays, workingHours } from './office.ts'

type Channel = 'DESK' | 'ONLINE' | 'POST'
const effectiveOn = (accepted: string, channel: Channel = 'DESK', policy = {}, hours = office) =>
  deadline({ limit: workingDays(1), acceptedAt: at(accepted), channel }, calendar, hours, {
    ...defaultPolicy,
    ...policy,
  }).effectiveOn

describe('R1, the date of receipt', () => {
  it('is the day itself up to 17:00:00 and the next working day from 17:00:01', () => {
    expect(effectiveOn('2026-11-26 17:00:00')).toBe('2026-11-26')
    expect(effectiveOn('2026-11-26 17:00:00.999')).toBe('2026-11-26')
    expect(effectiveOn('2026-11-26 17:00:01')).toBe('2026-11-27')
  })

  it('is the day itself in the early morning and at lunch', () => {
    expect(effectiveOn('2026-11-26 00:00:00')).toBe('2026-11-26')
    expect(effectiveOn('2026-11-26 12:30:00')).toBe('2026-11-26')
  })

  it('is by the local date, also where that of UTC is another', () => {
    expect(
      deadline({ limit: workingDays(1), acceptedAt: '2026-11-25T22:00:00Z', channel: 'ONLINE' }, calendar, office)
        .effectiveOn,
    ).toBe('2026-11-26')
  })

  it('is the Saturday at an open Saturday desk, to the second', () => {
    expect(effectiveOn('2026-11-21 08:00:00')).toBe('2026-11-21')
    expect(effectiveOn('2026-11-21 11:30:00')).toBe('2026-11-21')
    expect(effectiveOn('2026-11-21 07:59:59')).toBe('2026-11-23')
    expect(effectiveOn('2026-11-21 11:30:01')).toBe('2026-11-23')
  })

  it.each(['ONLINE', 'POST'] as const)('is the next working day for a filing by %s on a Saturday', (channel) => {
    expect(effectiveOn('2026-11-21 09:00', channel)).toBe('2026-11-23')
  })

  it('is the next working day where there is no Saturday desk, or on a Sunday or holiday', () => {
    expect(effectiveOn('2026-11-21 09:00', 'DESK', { saturdayDesk: false })).toBe('2026-11-23')
    expect(effectiveOn('2026-11-21 09:00', 'DESK', {}, { sessions: office.sessions })).toBe('2026-11-23')
    expect(effectiveOn('2026-11-22 09:00')).toBe('2026-11-23')
    expect(effectiveOn('2027-02-06 09:00')).toBe('2027-02-11')
    expect(effectiveOn('2027-05-01 09:00')).toBe('2027-05-04')
  })

  it('is a worked Saturday itself, in the afternoon and online too', () => {
    expect(effectiveOn('2026-08-22 16:00', 'ONLINE')).toBe('2026-08-22')
  })

  it("goes by the receiving point's own hours", () => {
    const early = {
      sessions: [
        { from: '07:00', to: '11:30' },
        { from: '13:30', to: '16:30' },
      ],
    }
    expect(effectiveOn('2026-11-26 16:30:01', 'DESK', {}, early)).toBe('2026-11-27')
  })
})

describe('R2 with SAME_CLOCK', () => {
  const sameClock = { dueTimePolicy: 'SAME_CLOCK' }
  it.each([
    ['2026-11-16 09:10', '2026-11-19 09:10'],
    ['2026-11-16 06:00', '2026-11-19 08:00'],
    ['2026-11-16 12:00', '2026-11-19 12:00'],
    ['2026-11-16 12:20', '2026-11-19 13:00'],
    ['2026-11-16 17:00', '2026-11-19 17:00'],
    ['2026-11-16 18:00', '2026-11-20 08:00'],
    ['2026-11-14 09:00', '2026-11-18 09:00'],
  ])('what came in at %s is due at %s', (accepted, expected) => {
    expect(due(workingDays(3), accepted, {}, sameClock)).toBe(expected)
  })
})

describe('R3, calendar days', () => {
  it('count weekends and holidays, and end at the close of a working day', () => {
    expect(due(calendarDays(4), '2026-11-20 09:00')).toBe('2026-11-25 17:00')
    expect(due(calendarDays(5), '2026-11-20 09:00')).toBe('2026-11-25 17:00')
    expect(due(calendarDays(7), '2026-11-21 09:00')).toBe('2026-11-30 17:00')
  })
})

describe('R4, working hours', () => {
  it('drop the seconds of the start', () => {
    expect(due(workingHours(1), '2026-11-26 09:10:59')).toBe('2026-11-26 10:10')
  })
  it("end at a session's end, not at the next one's start", () => {
    expect(due(workingHours(4), '2026-11-26 08:00')).toBe('2026-11-26 12:00')
    expect(due(workingHours(8), '2026-11-26 08:00')).toBe('2026-11-26 17:00')
    expect(due(workingHours(8), '2026-11-26 13:00')).toBe('2026-11-27 12:00')
  })
  it('start with the next session when nobody is there', () => {
    expect(due(workingHours(1), '2026-11-26 05:00')).toBe('2026-11-26 09:00')
    expect(due(workingHours(1), '2026-11-26 12:00')).toBe('2026-11-26 14:00')
    expect(due(workingHours(1), '2026-11-26 12:30')).toBe('2026-11-26 14:00')
    expect(due(workingHours(1), '2026-11-26 17:00')).toBe('2026-11-27 09:00')
    expect(due(workingHours(1), '2026-11-21 09:00')).toBe('2026-11-23 09:00')
  })
  it('may be a part of an hour, in whole minutes', () => {
    expect(due(workingHours(0.5), '2026-11-26 11:45')).toBe('2026-11-26 13:15')
  })
})

describe('R5 and R6, the same day', () => {
  it.each(['SAME_DAY', 'IMMEDIATE'] as const)('%s ends at 15:00:00 to the second', (unit) => {
    expect(due({ unit }, '2026-11-25 15:00:00')).toBe('2026-11-25 17:00')
    expect(due({ unit }, '2026-11-25 15:00:01')).toBe('2026-11-26 17:00')
  })
  it('is the next working day after close, from the Saturday desk and on a day off', () => {
    expect(due(sameDay, '2026-11-25 18:00')).toBe('2026-11-26 17:00')
    expect(due(sameDay, '2026-11-21 09:00', { channel: 'ONLINE' })).toBe('2026-11-23 17:00')
    expect(due(sameDay, '2026-11-24 09:00')).toBe('2026-11-25 17:00')
  })
  it('is the next working day where the office closed before the cut-off', () => {
    const mornings = { sessions: [{ from: '07:30', to: '11:30' }] }
    const request = { limit: sameDay, acceptedAt: at('2026-11-25 14:00'), channel: 'DESK' } as const
    expect(deadline(request, calendar, mornings).dueAt).toBe('2026-11-26T04:30:00.000Z')
  })
})

describe('a limit without sense', () => {
  it.each([
    workingDays(0),
    workingDays(1.5),
    calendarDays(-1),
    workingHours(0),
    workingHours(0.001),
    workingDays(2001),
    workingHours(2001),
    { unit: 'WORKING_DAY' as const },
  ])('is refused: %j', (limit) => {
    // By these words: the calendar below throws a RangeError of its own.
    const reason = limit.unit === 'WORKING_HOUR' ? 'in hours comes to whole minutes' : 'in days is a whole number'
    expect(() => due(limit, '2026-11-25 09:00')).toThrow(new RangeError(`a limit ${reason}`))
  })
  it('begins beyond 2000 days or hours and below one minute', () => {
    expect(due(calendarDays(2000), '2020-01-02 09:00')).toBe('2025-06-24 17:00')
    expect(() => due(workingHours(2000), '2026-01-05 08:00')).not.toThrow()
    expect(due(workingHours(1 / 60), '2026-11-25 09:00')).toBe('2026-11-25 09:01')
  })
})
