import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Calendar } from '../../../shared/calendar/calendar.ts'
import { extendedDeadline, type Limit, type Pause } from '../../../shared/calendar/deadline.ts'
import { defaultPolicy } from '../../../shared/calendar/policy.ts'

const calendar = JSON.parse(
  readFileSync(new URL('../../../functions/procedures/seed/calendar.json', import.meta.url), 'utf8'),
) as Calendar
const office = { sessions: calendar.sessions }
const days: Limit = { unit: 'WORKING_DAY', value: 3 }
const at = (text: string) => new Date(`${text}+07:00`).toISOString()
const pause = (from: string, to: string): Pause => ({ from: at(from), to: at(to) })

const moved = (dueAt: string, pauses: Pause[], limit = days, supplementClock: 'PAUSE' | 'RESTART' = 'PAUSE') =>
  extendedDeadline(at(dueAt), { limit, channel: 'DESK', pauses }, calendar, office, {
    ...defaultPolicy,
    supplementClock,
  })

describe('a due date that was set by hand', () => {
  it('stays as it was set while nothing pauses, also within a day', () => {
    expect(moved('2026-12-01T10:15:00', [])).toEqual({ dueAt: at('2026-12-01T10:15:00'), provisional: false })
  })

  it('moves by the working minutes of a pause, up to the close of a day', () => {
    const lunchTime = pause('2026-11-26T11:00:00', '2026-11-26T14:00:00')
    expect(moved('2026-12-01T10:15:00', [lunchTime]).dueAt).toBe(at('2026-12-01T17:00:00'))
    const wholeDay = pause('2026-11-26T08:00:00', '2026-11-27T08:00:00')
    expect(moved('2026-12-01T17:00:00', [wholeDay]).dueAt).toBe(at('2026-12-02T17:00:00'))
  })

  it('moves to the minute for a limit in working hours', () => {
    const hour = pause('2026-11-26T09:00:00', '2026-11-26T10:00:00')
    expect(moved('2026-12-01T10:15:00', [hour], { unit: 'WORKING_HOUR', value: 8 }).dueAt).toBe(
      at('2026-12-01T11:15:00'),
    )
  })

  it('sums the pauses before it rounds', () => {
    const [one, two] = [
      pause('2026-11-26T09:00:00', '2026-11-26T10:00:00'),
      pause('2026-11-27T09:00:00', '2026-11-27T10:00:00'),
    ]
    expect(moved('2026-12-01T17:00:00', [one, two]).dueAt).toBe(at('2026-12-02T17:00:00'))
  })

  it('stays where a pause took no working time', () => {
    const night = pause('2026-11-26T18:00:00', '2026-11-27T07:00:00')
    expect(moved('2026-12-01T10:15:00', [night]).dueAt).toBe(at('2026-12-01T10:15:00'))
  })

  it('starts anew from the last paper by RESTART, but never earlier than was promised', () => {
    const long = pause('2026-11-26T09:00:00', '2026-12-07T09:00:00')
    expect(moved('2026-12-01T17:00:00', [long], days, 'RESTART').dueAt).toBe(at('2026-12-10T17:00:00'))
    const short = pause('2026-11-26T09:00:00', '2026-11-26T10:00:00')
    expect(moved('2026-12-15T17:00:00', [short], days, 'RESTART').dueAt).toBe(at('2026-12-15T17:00:00'))
  })

  it('starts anew by RESTART from the last of several papers, in whatever order they are told', () => {
    const hours = (day: string) => pause(`2026-11-${day}T09:00:00`, `2026-11-${day}T10:00:00`)
    const last = pause('2026-12-04T09:00:00', '2026-12-07T09:00:00')
    const three = [hours('26'), last, hours('27')]
    expect(moved('2026-12-01T17:00:00', three, days, 'RESTART').dueAt).toBe(at('2026-12-10T17:00:00'))
  })

  it('says that it rests on days that are not decreed yet: by the pause or by the days after it', () => {
    expect(moved('2027-02-03T17:00:00', [pause('2027-02-03T08:00:00', '2027-02-03T12:00:00')]).provisional).toBe(true)
    expect(moved('2027-02-01T17:00:00', [pause('2027-02-01T08:00:00', '2027-02-01T12:00:00')]).provisional).toBe(false)
    expect(moved('2027-03-01T17:00:00', [pause('2027-02-03T08:00:00', '2027-02-12T08:00:00')]).provisional).toBe(true)
    expect(moved('2027-02-04T17:00:00', []).provisional).toBe(true)
  })
})
