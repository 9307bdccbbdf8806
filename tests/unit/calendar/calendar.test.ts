import { getSolarDate } from '@dqcai/vn-lunar'
import Holidays from 'date-holidays'
import { describe, expect, it } from 'vitest'
import { type CalendarDay, dayKind } from '../../../shared/calendar/calendar.ts'
import { fixedHoliday } from '../../../shared/calendar/fixed-holidays.ts'
import { plusDays, workingDaysAfter } from '../../../shared/calendar/instant.ts'
import { calendar, confirmed } from './office.ts'

const kind = (date: string) => dayKind(calendar, date)

function workingDaysOf(year: number): number {
  let count = 0
  for (let on = `${year}-01-01`; on <= `${year}-12-31`; on = plusDays(on, 1)) if (kind(on).working) count++
  return count
}

describe('the civil service calendar', () => {
  it.each([
    [2025, 250],
    [2026, 249],
    [2027, 249],
  ])('has in %i %i working days', (year, days) => expect(workingDaysOf(year)).toBe(days))

  it('lists each date once, in order, inside what it covers', () => {
    const dates = calendar.days.map((day) => day.on)
    expect(dates).toEqual([...new Set(dates)].sort())
    expect(dates.every((date) => calendar.from <= date && date <= calendar.to)).toBe(true)
  })

  it('counts the worked Saturday 22 August 2026', () => {
    expect(kind('2026-08-22')).toMatchObject({ working: true, reason: 'WORKED_SATURDAY', provisional: false })
  })

  it.each([
    ['2026-11-25', 'WORKING_DAY'],
    ['2026-11-21', 'WEEKEND'],
    ['2026-11-24', 'HOLIDAY'],
    ['2026-04-27', 'MAKE_UP_DAY'],
    ['2026-08-31', 'SWAP'],
    ['2025-05-02', 'SWAP'],
    ['2027-05-01', 'HOLIDAY'],
  ])('says of %s that it is a %s', (date, reason) => expect(kind(date).reason).toBe(reason))

  it('ignores the proposed swap of November 2026 until it is confirmed', () => {
    expect(kind('2026-11-23')).toEqual({ working: true, reason: 'WORKING_DAY', provisional: false })
    expect(kind('2026-11-28').working).toBe(false)
    expect(dayKind(confirmed, '2026-11-23')).toMatchObject({ working: false, reason: 'SWAP' })
    expect(dayKind(confirmed, '2026-11-28')).toMatchObject({ working: true, reason: 'WORKED_SATURDAY' })
  })

  it('counts a worked Sunday, and tells it from a worked Saturday', () => {
    const row: CalendarDay = { on: '2026-11-29', kind: 'WORKED', name: 'Làm bù', basis: '-', status: 'CONFIRMED' }
    const reason = { working: true, reason: 'WORKED_SUNDAY', name: 'Làm bù', provisional: false }
    expect(dayKind({ ...calendar, days: [row] }, '2026-11-29')).toEqual(reason)
  })

  it('lets the rows alone decide of a weekday inside the data', () => {
    expect(dayKind({ ...calendar, days: [] }, '2026-09-02')).toMatchObject({ working: true, reason: 'WORKING_DAY' })
  })

  it('counts Tết 2027 and the second National Day 2027 as provisional days off', () => {
    for (const date of ['2027-02-04', '2027-02-10', '2027-09-03']) {
      expect(kind(date)).toMatchObject({ working: false, reason: 'HOLIDAY', provisional: true })
    }
  })
})

describe('beyond the data', () => {
  it('begins the day before the first date and the day after the last', () => {
    const provisional = [plusDays(calendar.from, -1), calendar.from, calendar.to, plusDays(calendar.to, 1)].map(
      (date) => dayKind({ ...calendar, days: [] }, date).provisional,
    )
    expect(provisional).toEqual([true, false, false, true])
  })

  it('keeps the fixed holidays by rule and calls every day provisional', () => {
    expect(kind('2029-05-01')).toMatchObject({ working: false, reason: 'HOLIDAY', provisional: true })
    expect(kind('2029-05-02')).toMatchObject({ working: true, provisional: true })
  })

  it('makes up a fixed holiday that falls on a weekend, but not Culture Day', () => {
    expect(kind('2028-01-03')).toMatchObject({ working: false, reason: 'MAKE_UP_DAY' })
    expect(kind('2028-05-02')).toMatchObject({ working: false, reason: 'MAKE_UP_DAY' })
    expect(kind('2028-09-04')).toMatchObject({ working: false, reason: 'MAKE_UP_DAY' })
    expect(kind('2033-05-02').working || kind('2033-05-03').working).toBe(false)
    expect(kind('2029-11-24')).toMatchObject({ working: false, reason: 'HOLIDAY' })
    expect(kind('2029-11-26').working).toBe(true)
  })

  it('knows no Culture Day before 2026', () => {
    expect(kind('2023-11-24').working).toBe(true)
    expect(kind('2025-11-24').working).toBe(true)
    expect(fixedHoliday('2025-11-24')).toBeUndefined()
    expect(fixedHoliday('2026-11-24')).toEqual({ reason: 'HOLIDAY', name: 'Ngày Văn hóa Việt Nam' })
  })

  it.each([
    ['01-01', 'Tết Dương lịch'],
    ['04-30', 'Ngày Chiến thắng'],
    ['05-01', 'Ngày Quốc tế Lao động'],
    ['09-02', 'Quốc khánh'],
    ['11-24', 'Ngày Văn hóa Việt Nam'],
  ])('is off on %s, %s', (monthDay, name) => {
    expect(fixedHoliday(`2031-${monthDay}`)).toEqual({ reason: 'HOLIDAY', name })
  })

  it('names a make-up day after the holiday that it makes up', () => {
    expect(fixedHoliday('2028-01-03')).toEqual({ reason: 'MAKE_UP_DAY', name: 'Nghỉ bù Tết Dương lịch' })
    expect(fixedHoliday('2028-09-04')).toEqual({ reason: 'MAKE_UP_DAY', name: 'Nghỉ bù Quốc khánh' })
  })

  it('makes up each of two holidays on one weekend by a day of its own', () => {
    expect(fixedHoliday('2033-05-02')).toMatchObject({ name: 'Nghỉ bù Ngày Chiến thắng' })
    expect(fixedHoliday('2033-05-03')).toMatchObject({ name: 'Nghỉ bù Ngày Quốc tế Lao động' })
    expect(fixedHoliday('2033-05-04')).toBeUndefined()
  })
})

describe('checked against other sources', () => {
  const years = [2025, 2026, 2027]
  // A holiday at a weekend is made up on the next day that is not free anyway: nobody works on either.
  const isFree = (date: string) => !kind(date).working
  const solar = (day: number, month: number, year: number) => {
    const date = getSolarDate(day, month, year)
    return `${year}-${String(date.month).padStart(2, '0')}-${String(date.day).padStart(2, '0')}`
  }

  it.each(years)('Tết %i and the days around it are free by the lunar calendar', (year) => {
    const first = solar(1, 1, year)
    expect([-1, 0, 1, 2].map((days) => plusDays(first, days)).every(isFree)).toBe(true)
  })

  it.each(years)("Hùng Kings' day %i is free by the lunar calendar", (year) => {
    expect(isFree(solar(10, 3, year))).toBe(true)
  })

  it.each(years)('the public holidays of date-holidays in %i are free', (year) => {
    const holidays = new Holidays('VN').getHolidays(year).filter((holiday) => holiday.type === 'public')
    expect(holidays.length).toBeGreaterThanOrEqual(5)
    expect(holidays.map((holiday) => holiday.date.slice(0, 10)).filter((date) => !isFree(date))).toEqual([])
  })
})

describe('working days after a date', () => {
  it('skips what is not worked, forward and back', () => {
    expect(workingDaysAfter('2026-11-20', 2, calendar)).toBe('2026-11-25')
    expect(workingDaysAfter('2026-11-25', -2, calendar)).toBe('2026-11-20')
    expect(workingDaysAfter('2026-11-21', 0, calendar)).toBe('2026-11-21')
    expect(() => workingDaysAfter('2026-11-21', 0.5, calendar)).toThrow(
      new RangeError('working days are counted whole'),
    )
  })
})
