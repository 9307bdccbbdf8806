import { describe, expect, it } from 'vitest'
import { deadline, defaultPolicy, type Limit } from '../../../shared/calendar/deadline.ts'
import { measurePauses } from '../../../shared/calendar/pauses.ts'
import { at, calendar, calendarDays, due, office, sameDay, workingDays, workingHours } from './office.ts'

const pause = (from: string, to: string) => ({ from: at(from), to: at(to) })
const ask = (limit: Limit, accepted: string, pauses: { from: string; to: string }[], policy = {}) =>
  deadline({ limit, acceptedAt: at(accepted), channel: 'DESK', pauses }, calendar, office, {
    ...defaultPolicy,
    ...policy,
  })

describe('R7, the supplement', () => {
  const supplement = [pause('2026-11-04 10:00', '2026-11-10 14:00')]

  it('says how many working minutes the clock stood', () => {
    expect(ask(workingDays(5), '2026-11-02 09:00', supplement).pauses).toEqual([
      { from: '2026-11-04T03:00:00.000Z', to: '2026-11-10T07:00:00.000Z', workingMinutes: 35 * 60 },
    ])
  })

  it('changes nothing if it took no working time', () => {
    expect(due(workingDays(3), '2026-11-16 09:00', { pauses: [pause('2026-11-17 17:00', '2026-11-18 08:00')] })).toBe(
      '2026-11-19 17:00',
    )
  })

  it('moves a limit in hours to the minute', () => {
    expect(due(workingHours(8), '2026-11-26 08:00', { pauses: [pause('2026-11-26 09:00', '2026-11-26 10:20')] })).toBe(
      '2026-11-27 09:20',
    )
  })

  it('moves a same-day matter to the close of the next working day', () => {
    expect(due(sameDay, '2026-11-25 09:00', { pauses: [pause('2026-11-25 10:00', '2026-11-25 11:00')] })).toBe(
      '2026-11-26 17:00',
    )
  })

  it('a pause of exactly one working day moves the due date by exactly one', () => {
    expect(due(workingDays(3), '2026-11-16 09:00', { pauses: [pause('2026-11-17 10:00', '2026-11-18 10:00')] })).toBe(
      '2026-11-20 17:00',
    )
  })

  it('adds several pauses and counts an overlap once', () => {
    const twice = [pause('2026-11-18 08:00', '2026-11-18 12:00'), pause('2026-11-17 08:00', '2026-11-17 12:00')]
    expect(ask(workingDays(3), '2026-11-16 09:00', twice).pauses.map((each) => each.workingMinutes)).toEqual([240, 240])
    const overlapping = [pause('2026-11-17 08:00', '2026-11-17 12:00'), pause('2026-11-17 10:00', '2026-11-17 15:00')]
    expect(ask(workingDays(3), '2026-11-16 09:00', overlapping).pauses.map((each) => each.workingMinutes)).toEqual([
      360,
    ])
  })

  it('makes one pause of a pause inside another, and of two that meet', () => {
    const day = pause('2026-11-17 08:00', '2026-11-17 12:00')
    const one = [{ from: '2026-11-17T01:00:00.000Z', to: '2026-11-17T05:00:00.000Z', workingMinutes: 240 }]
    const inside = [day, pause('2026-11-17 09:00', '2026-11-17 10:00')]
    expect(ask(workingDays(3), '2026-11-16 09:00', inside).pauses).toEqual(one)
    const meeting = [pause('2026-11-17 08:00', '2026-11-17 10:00'), pause('2026-11-17 10:00', '2026-11-17 12:00')]
    expect(ask(workingDays(3), '2026-11-16 09:00', meeting).pauses).toEqual(one)
  })

  it('may last ten years, and is refused beyond', () => {
    const lasting = (to: string) => () => measurePauses([pause('2016-01-01 00:00', to)], at(to), calendar, office)
    expect(lasting('2026-01-01 00:00')()).toHaveLength(1)
    expect(lasting('2026-01-01 00:01')).toThrow(new RangeError('a pause ends after it begins, within ten years'))
  })

  it('counts only what was paused since receipt', () => {
    const before = [pause('2026-11-12 08:00', '2026-11-13 08:00'), pause('2026-11-16 08:00', '2026-11-16 09:30')]
    const result = ask(workingDays(3), '2026-11-16 09:00', before)
    expect(result.pauses.map((each) => each.workingMinutes)).toEqual([0, 30])
    const restarted = ask(workingDays(3), '2026-11-16 09:00', before.slice(0, 1), { supplementClock: 'RESTART' })
    expect(restarted.dueAt).toBe('2026-11-19T10:00:00.000Z')
  })

  it('says nothing of a result if it ended with the receipt', () => {
    const overTet = [pause('2027-02-03 08:00', '2027-02-12 08:00')]
    expect(ask(workingDays(3), '2027-02-12 08:00', overTet).provisional).toBe(false)
  })

  it('refuses a pause that ends before it begins', () => {
    expect(() => ask(workingDays(3), '2026-11-16 09:00', [pause('2026-11-18 08:00', '2026-11-17 08:00')])).toThrow(
      RangeError,
    )
  })

  it('names the paused days, and those that were paused in part', () => {
    const reasons = Object.fromEntries(
      ask(workingDays(5), '2026-11-02 09:00', supplement).days.map((day) => [day.on.slice(8), day.reason]),
    )
    expect(reasons).toMatchObject({
      '02': 'RECEIPT_DAY',
      '03': 'WORKING_DAY',
      '04': 'PARTLY_PAUSED',
      '05': 'PAUSED',
      '10': 'PARTLY_PAUSED',
    })
    expect(reasons).toMatchObject({ '07': 'WEEKEND', '11': 'WORKING_DAY', '16': 'WORKING_DAY' })
  })

  it('names a day paused from opening to close', () => {
    const { days } = ask(workingDays(3), '2026-11-16 09:00', [pause('2026-11-17 08:00', '2026-11-17 17:00')])
    expect(days.find((day) => day.on === '2026-11-17')).toEqual({ on: '2026-11-17', counted: false, reason: 'PAUSED' })
    expect(days.filter((day) => day.counted)).toHaveLength(3)
  })

  it('names a day paused from opening or to close, whatever the hour of the other end', () => {
    const overnight = (from: string, to: string) =>
      ask(workingDays(3), '2026-11-16 09:00', [pause(from, to)]).days.map((day) => day.reason)
    expect(overnight('2026-11-17 08:00', '2026-11-18 09:00').slice(1, 3)).toEqual(['PAUSED', 'PARTLY_PAUSED'])
    expect(overnight('2026-11-17 16:00', '2026-11-18 17:00').slice(1, 3)).toEqual(['PARTLY_PAUSED', 'PAUSED'])
  })

  it('does not count a weekend inside it, which calendar days would', () => {
    const { days } = ask(calendarDays(10), '2026-11-02 09:00', supplement)
    for (const on of ['2026-11-05', '2026-11-07', '2026-11-08']) {
      expect(days.find((day) => day.on === on)).toMatchObject({ counted: false, reason: 'PAUSED' })
    }
  })

  it('is provisional if only the pause passes Tết 2027', () => {
    const late = [pause('2027-02-03 08:00', '2027-02-12 08:00')]
    const result = ask(workingDays(3), '2027-01-04 09:00', late)
    expect(result.dueAt < '2027-01-15').toBe(true)
    expect(result.provisional).toBe(true)
  })

  it('keeps the first receipt and names the days that no longer count under RESTART', () => {
    const result = ask(workingDays(5), '2026-11-02 09:00', supplement, { supplementClock: 'RESTART' })
    expect(result.effectiveOn).toBe('2026-11-02')
    expect(result.days.filter((day) => day.counted)).toHaveLength(5)
    expect(result.days.find((day) => day.on === '2026-11-03')?.reason).toBe('RESTARTED')
  })

  it('keeps under RESTART why the days of receipt did not count', () => {
    const { days } = ask(workingDays(5), '2026-11-02 17:05', supplement, { supplementClock: 'RESTART' })
    expect(days.slice(0, 3).map((day) => day.reason)).toEqual(['AFTER_CLOSE', 'RECEIPT_DAY', 'RESTARTED'])
  })
})
