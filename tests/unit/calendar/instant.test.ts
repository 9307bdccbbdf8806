import { describe, expect, it } from 'vitest'
import {
  closeOfWorkingDayAfter,
  inUtc,
  localDate,
  nextOpening,
  withOfficeOffset,
} from '../../../shared/calendar/instant.ts'
import { addWorkingMinutes, workingMinutesBetween } from '../../../shared/calendar/working-minutes.ts'
import { at, calendar, office } from './office.ts'

describe('instants', () => {
  it('are written with the offset of Vietnam and milliseconds', () => {
    expect(withOfficeOffset('2026-11-26T10:00:00Z')).toBe('2026-11-26T17:00:00.000+07:00')
    expect(inUtc('2026-11-26T17:00+07:00')).toBe('2026-11-26T10:00:00.000Z')
  })
  it('belong to the local date', () => {
    expect(localDate('2026-11-26T16:59:59.999Z')).toBe('2026-11-26')
    expect(localDate('2026-11-26T17:00:00.000Z')).toBe('2026-11-27')
  })
  it('are refused if they name no moment', () => {
    expect(() => localDate('2026-11-26')).toThrow(RangeError)
  })
})

describe('the next opening', () => {
  const opening = (local: string) => withOfficeOffset(nextOpening(at(local), calendar, office)).slice(0, 19)
  it.each([
    ['2026-11-26 09:30:20', '2026-11-26T09:30:20'],
    ['2026-11-26 08:00:00', '2026-11-26T08:00:00'],
    ['2026-11-26 08:00:20', '2026-11-26T08:00:20'],
    ['2026-11-26 03:00:00', '2026-11-26T08:00:00'],
    ['2026-11-26 12:00:00', '2026-11-26T13:00:00'],
    ['2026-11-26 17:00:00', '2026-11-27T08:00:00'],
    ['2026-11-20 18:00:00', '2026-11-23T08:00:00'],
    ['2026-11-24 09:00:00', '2026-11-25T08:00:00'],
  ])('from %s is %s', (from, expected) => expect(opening(from)).toBe(expected))

  it('closes with the n-th working day', () => {
    expect(closeOfWorkingDayAfter('2026-11-23', 1, calendar, office)).toBe('2026-11-25T10:00:00.000Z')
  })
})

describe('working minutes', () => {
  it('lie only in the sessions of working days', () => {
    expect(workingMinutesBetween(at('2026-11-20 16:00'), at('2026-11-25 09:00'), calendar, office)).toBe(60 + 480 + 60)
    expect(workingMinutesBetween(at('2026-11-20 12:00'), at('2026-11-20 13:00'), calendar, office)).toBe(0)
    expect(workingMinutesBetween(at('2026-11-20 16:00'), at('2026-11-20 15:00'), calendar, office)).toBe(0)
  })
  it('add nothing when there is nothing to add, and refuse what is negative or not whole', () => {
    expect(addWorkingMinutes(at('2026-11-21 09:00:30'), 0, calendar, office)).toBe('2026-11-21T02:00:00.000Z')
    const refused = new RangeError('working minutes are whole and not negative')
    expect(() => addWorkingMinutes(at('2026-11-21 09:00'), -1, calendar, office)).toThrow(refused)
    expect(() => addWorkingMinutes(at('2026-11-21 09:00'), 0.5, calendar, office)).toThrow(refused)
  })
  it.each([
    ['an office without hours has no deadlines', []],
    ['sessions must follow one another', [{ from: '13:00', to: '12:00' }]],
    ['sessions must follow one another', [{ from: '08:00', to: '08:00' }]],
    [
      'sessions must follow one another',
      [
        { from: '08:00', to: '12:00' },
        { from: '11:00', to: '17:00' },
      ],
    ],
    ['"8:00" is no time of day', [{ from: '8:00', to: '12:00' }]],
    ['"24:00" is no time of day', [{ from: '13:00', to: '24:00' }]],
    ['"17:000" is no time of day', [{ from: '13:00', to: '17:000' }]],
    ['"113:00" is no time of day', [{ from: '113:00', to: '17:00' }]],
  ])('refuse hours without sense: %s: %j', (reason, sessions) => {
    const add = () => addWorkingMinutes(at('2026-11-20 09:00'), 5, calendar, { sessions })
    expect(add).toThrow(new RangeError(reason))
  })
  it('may lie in the evening', () => {
    const sessions = [{ from: '20:00', to: '23:59' }]
    const evening = [at('2026-11-20 17:00'), at('2026-11-20 20:30')] as const
    expect(workingMinutesBetween(...evening, calendar, { sessions })).toBe(30)
  })
  it('may begin at midnight, and go on without a break', () => {
    const sessions = [
      { from: '00:00', to: '12:00' },
      { from: '12:00', to: '17:00' },
    ]
    const day = [at('2026-11-20 00:00'), at('2026-11-21 00:00')] as const
    expect(workingMinutesBetween(...day, calendar, { sessions })).toBe(17 * 60)
  })
})
