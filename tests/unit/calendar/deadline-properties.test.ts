import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayKind } from '../../../shared/calendar/calendar.ts'
import { deadline, type Limit } from '../../../shared/calendar/deadline.ts'
import { localDate, withOfficeOffset } from '../../../shared/calendar/instant.ts'
import { addWorkingMinutes, workingMinutesBetween } from '../../../shared/calendar/working-minutes.ts'
import { calendar, office, workingDays } from './office.ts'
import { plainDue } from './plain-count.ts'

const FIRST = Date.parse('2025-01-01T00:00:00+07:00')
const LAST = Date.parse('2027-09-01T00:00:00+07:00')
const MINUTE = 60_000
// The plain count looks at every minute; a loaded machine may need a while.
const PATIENCE = 30_000

const moment = fc.integer({ min: FIRST / 1000, max: LAST / 1000 }).map((seconds) => seconds * 1000)
const channel = fc.constantFrom('DESK', 'ONLINE', 'POST')
const unit = fc.constantFrom('WORKING_DAY', 'CALENDAR_DAY', 'WORKING_HOUR', 'SAME_DAY', 'IMMEDIATE')
const limit: fc.Arbitrary<Limit> = fc.record({ unit, value: fc.integer({ min: 1, max: 30 }) })
const iso = (time: number) => new Date(time).toISOString()

describe('deadlines of any filing', () => {
  it(
    'agree with a plain count of days and minutes',
    () => {
      const check = (limit: Limit, at: number, by: 'DESK' | 'ONLINE' | 'POST') => {
        const { dueAt } = deadline({ limit, acceptedAt: iso(at), channel: by }, calendar, office)
        expect(dueAt).toBe(iso(plainDue(limit, at, by)))
      }
      fc.assert(fc.property(limit, moment, channel, check), { numRuns: 200 })
    },
    PATIENCE,
  )

  it(
    'agree with the plain count over a pause',
    () => {
      const minutes = fc.integer({ min: 0, max: 15_000 })
      const check = (limit: Limit, at: number, wait: number, lasting: number) => {
        const from = at - (at % MINUTE) + (wait + 1) * MINUTE
        const pause = { from, to: from + lasting * MINUTE }
        const request = {
          limit,
          acceptedAt: iso(at),
          channel: 'DESK',
          pauses: [{ from: iso(from), to: iso(pause.to) }],
        } as const
        const { dueAt } = deadline({ ...request, pauses: [...request.pauses] }, calendar, office)
        expect(dueAt).toBe(iso(plainDue(limit, at, 'DESK', pause)))
      }
      fc.assert(fc.property(limit, moment, minutes, minutes, check), { numRuns: 30 })
    },
    PATIENCE,
  )

  it('are no later for a smaller number of days, nor for an earlier receipt', () => {
    const check = (n: number, more: number, at: number, earlier: number) => {
      const due = (days: number, time: number) =>
        deadline({ limit: workingDays(days), acceptedAt: iso(time), channel: 'ONLINE' }, calendar, office).dueAt
      expect(due(n, at) < due(n + more, at)).toBe(true)
      expect(due(n, at - earlier * MINUTE) <= due(n, at)).toBe(true)
    }
    const small = fc.integer({ min: 1, max: 20 })
    fc.assert(fc.property(small, small, moment, fc.nat(10_000), check))
  })

  it('in working days fall at the close of a working day, with exactly that many days counted', () => {
    const check = (n: number, at: number, by: 'DESK' | 'ONLINE' | 'POST') => {
      const result = deadline({ limit: workingDays(n), acceptedAt: iso(at), channel: by }, calendar, office)
      expect(withOfficeOffset(result.dueAt).slice(11)).toBe('17:00:00.000+07:00')
      expect(dayKind(calendar, localDate(result.dueAt)).working).toBe(true)
      expect(result.days.filter((day) => day.counted)).toHaveLength(n)
    }
    fc.assert(fc.property(fc.integer({ min: 1, max: 40 }), moment, channel, check))
  })

  it('explain every day from receipt to due, each once and in order', () => {
    const check = (limit: Limit, at: number, wait: number, lasting: number, clock: 'PAUSE' | 'RESTART') => {
      const from = at + wait * MINUTE
      const pauses = [{ from: iso(from), to: iso(from + lasting * MINUTE) }]
      const policy = {
        dueTimePolicy: 'CLOSE_OF_DAY',
        saturdayDesk: true,
        supplementClock: clock,
        sameDayCutoff: '15:00',
      } as const
      const result = deadline({ limit, acceptedAt: iso(at), channel: 'DESK', pauses }, calendar, office, policy)
      const dates = result.days.map((day) => day.on)
      expect(dates).toEqual([...new Set(dates)].sort())
      expect([dates[0], dates.at(-1)]).toEqual([localDate(iso(at)), localDate(result.dueAt)])
      const span = (Date.parse(dates.at(-1) ?? '') - Date.parse(dates[0] ?? '')) / (24 * 60 * MINUTE)
      expect(dates).toHaveLength(span + 1)
    }
    const minutes = fc.nat(15_000)
    fc.assert(fc.property(limit, moment, minutes, minutes, fc.constantFrom('PAUSE', 'RESTART'), check))
  })
})

describe('working minutes', () => {
  it('that are added lie between the start and the end', () => {
    const check = (at: number, minutes: number) => {
      const end = addWorkingMinutes(iso(at), minutes, calendar, office)
      expect(workingMinutesBetween(iso(at), end, calendar, office)).toBe(minutes)
    }
    fc.assert(fc.property(moment, fc.nat(5_000), check))
  })

  it('of two spans that meet are those of the whole', () => {
    const check = (start: number, first: number, second: number) => {
      const between = (from: number, to: number) => workingMinutesBetween(iso(from), iso(to), calendar, office)
      const middle = start + first * 1000
      const end = middle + second * 1000
      expect(between(start, middle) + between(middle, end)).toBe(between(start, end))
    }
    fc.assert(fc.property(moment, fc.nat(1_000_000), fc.nat(1_000_000), check))
  })
})
