import { describe, expect, it } from 'vitest'
import { deadline, type Limit } from '../../../shared/calendar/deadline.ts'
import { at, calendar, calendarDays, office, sameDay, workingDays, workingHours } from './office.ts'

const explain = (limit: Limit, accepted: string) =>
  deadline({ limit, acceptedAt: at(accepted), channel: 'DESK' }, calendar, office)
const lines = (limit: Limit, accepted: string) =>
  explain(limit, accepted).days.map((day) => `${day.on.slice(5)} ${day.counted ? '+' : '-'} ${day.reason}`)

describe('the explanation', () => {
  it('says of every day from receipt to due why it counts or not', () => {
    expect(lines(workingDays(3), '2026-11-20 16:30')).toEqual([
      '11-20 - RECEIPT_DAY',
      '11-21 - WEEKEND',
      '11-22 - WEEKEND',
      '11-23 + WORKING_DAY',
      '11-24 - HOLIDAY',
      '11-25 + WORKING_DAY',
      '11-26 + WORKING_DAY',
    ])
  })

  it('names the holiday', () => {
    const holiday = explain(workingDays(3), '2026-11-20 16:30').days.find((day) => day.on === '2026-11-24')
    expect(holiday?.name).toBe('Ngày Văn hóa Việt Nam')
  })

  it('has no name, not an empty one, for a day that has none', () => {
    const [first] = explain(workingDays(3), '2026-11-20 16:30').days
    expect(first).toStrictEqual({ on: '2026-11-20', counted: false, reason: 'RECEIPT_DAY' })
  })

  it('tells receipt after close and at the Saturday desk', () => {
    expect(lines(workingDays(1), '2026-11-26 17:05').slice(0, 2)).toEqual([
      '11-26 - AFTER_CLOSE',
      '11-27 - RECEIPT_DAY',
    ])
    expect(lines(workingDays(1), '2026-11-21 09:00')[0]).toBe('11-21 - SATURDAY_DESK')
  })

  it('tells the day that a calendar limit moves to', () => {
    expect(lines(calendarDays(1), '2026-11-20 09:00')).toEqual([
      '11-20 - RECEIPT_DAY',
      '11-21 + CALENDAR_DAY',
      '11-22 - WEEKEND',
      '11-23 - NEXT_WORKING_DAY',
    ])
  })

  it('counts every calendar day, and calls none but the last provisional', () => {
    expect(lines(calendarDays(5), '2026-11-20 09:00')).toEqual([
      '11-20 - RECEIPT_DAY',
      '11-21 + CALENDAR_DAY',
      '11-22 + CALENDAR_DAY',
      '11-23 + CALENDAR_DAY',
      '11-24 + CALENDAR_DAY',
      '11-25 + CALENDAR_DAY',
    ])
    expect(explain(calendarDays(20), '2027-02-02 09:00').provisional).toBe(false)
  })

  it('tells of working hours why none ran on the day that they came in', () => {
    expect(lines(workingHours(4), '2026-11-20 17:05')).toEqual([
      '11-20 - AFTER_CLOSE',
      '11-21 - WEEKEND',
      '11-22 - WEEKEND',
      '11-23 + WORKING_DAY',
    ])
  })

  it('tells the days in which working hours ran', () => {
    expect(lines(workingHours(4), '2026-11-20 16:00')).toEqual([
      '11-20 + WORKING_DAY',
      '11-21 - WEEKEND',
      '11-22 - WEEKEND',
      '11-23 + WORKING_DAY',
    ])
  })

  it('tells the cut-off of a same-day matter', () => {
    expect(lines(sameDay, '2026-11-25 15:00')).toEqual(['11-25 + SAME_DAY'])
    expect(lines(sameDay, '2026-11-25 15:01')).toEqual(['11-25 - AFTER_CUTOFF', '11-26 + WORKING_DAY'])
  })

  it('tells the close and the Saturday desk of a same-day matter from the cut-off', () => {
    expect(lines(sameDay, '2026-11-25 18:00')).toEqual(['11-25 - AFTER_CLOSE', '11-26 + WORKING_DAY'])
    expect(lines(sameDay, '2026-11-21 09:00')[0]).toBe('11-21 - SATURDAY_DESK')
  })
})

describe('a provisional result', () => {
  it('is one that passes Tết 2027 or leaves the data', () => {
    expect(explain(workingDays(5), '2027-02-02 09:00').provisional).toBe(true)
    expect(explain(workingDays(5), '2027-12-30 09:00').provisional).toBe(true)
  })

  it('is not one over confirmed holidays, nor over the merely proposed swap', () => {
    expect(explain(workingDays(10), '2026-12-24 09:00').provisional).toBe(false)
    expect(explain(workingDays(3), '2026-11-20 16:30').provisional).toBe(false)
  })

  it('names the calendar and its version', () => {
    expect(explain(workingDays(1), '2026-11-20 16:30').calendar).toEqual({ id: 'vn-civil-service', version: 1 })
  })
})
