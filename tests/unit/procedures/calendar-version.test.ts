import { describe, expect, it } from 'vitest'
import { CalendarVersion } from '../../../functions/procedures/calendar-schema.ts'
import { calendarVersion } from '../../../functions/procedures/calendar-version.ts'

const row = (on: string) => ({ on, kind: 'OFF', name: 'Nghỉ', basis: 'Thông báo', status: 'CONFIRMED' }) as const
const body = (...dates: string[]): CalendarVersion => ({
  zone: 'Asia/Ho_Chi_Minh',
  sessions: [{ from: '08:00', to: '17:00' }],
  from: '2026-01-01',
  to: '2026-12-31',
  days: dates.map(row),
})

describe('a version of a calendar', () => {
  it('has its rows in the order of their dates', () => {
    const made = calendarVersion('vn', 2, body('2026-11-24', '2026-01-01', '2026-09-02'))
    expect(made).toMatchObject({ id: 'vn', version: 2 })
    expect(made.days.map(({ on }) => on)).toEqual(['2026-01-01', '2026-09-02', '2026-11-24'])
  })

  it('is refused with a date twice or outside of its years', () => {
    const faults = (...dates: string[]) =>
      CalendarVersion.safeParse(body(...dates)).error?.issues.map(({ path }) => path.join('/'))
    expect(faults('2026-11-24', '2026-11-24')).toEqual(['days/1/on'])
    expect(faults('2027-01-01')).toEqual(['days/0/on'])
    expect(faults('2026-01-01', '2026-12-31')).toBeUndefined()
  })
})
