import { describe, expect, it } from 'vitest'
import { dateText, dayText, momentText, timeText } from '../../../shared/vietnamese/date-text.ts'

describe('a date for people', () => {
  it('is the office’s, not that of UTC', () => {
    expect(momentText('2026-11-26T16:59:00.000Z', 'vi')).toBe('23:59, thứ Năm 26/11/2026')
    expect(momentText('2026-11-26T17:00:00.000Z', 'vi')).toBe('00:00, thứ Sáu 27/11/2026')
  })

  it('has its month in words for who reads English, because 01/12 is two days', () => {
    expect(momentText('2026-12-01T10:00:00.000Z', 'en')).toBe('17:00, Tuesday 1 December 2026')
    expect(dateText('2027-01-31T10:00:00.000Z', 'en')).toBe('Sunday 31 January 2027')
  })

  it.each([
    ['23', 'thứ Hai', 'Monday'],
    ['24', 'thứ Ba', 'Tuesday'],
    ['25', 'thứ Tư', 'Wednesday'],
    ['26', 'thứ Năm', 'Thursday'],
    ['27', 'thứ Sáu', 'Friday'],
    ['28', 'thứ Bảy', 'Saturday'],
    ['29', 'Chủ nhật', 'Sunday'],
  ])('of %s November 2026 names the weekday %s', (day, vi, en) => {
    const noon = `2026-11-${day}T05:00:00.000Z`
    expect(dateText(noon, 'vi')).toBe(`${vi} ${day}/11/2026`)
    expect(dateText(noon, 'en')).toBe(`${en} ${day} November 2026`)
  })

  it('has a short form in digits', () => {
    expect([timeText('2026-12-01T00:30:20.000Z'), dayText('2026-12-01T00:30:20.000Z')]).toEqual(['07:30', '01/12/2026'])
  })

  it('is refused for what names no moment', () => {
    expect(() => momentText('2026-12-01', 'vi')).toThrow(RangeError)
  })
})
