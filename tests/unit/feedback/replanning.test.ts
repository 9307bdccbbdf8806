import { describe, expect, it } from 'vitest'
import type { Place } from '../../../functions/feedback/clocks.ts'
import { countsOtherwise, replan } from '../../../functions/feedback/replanning.ts'
import type { CalendarDay } from '../../../shared/calendar/calendar.ts'
import { agency, fresh, monday, place } from './sample.ts'

/** The calendar with one working day of the first week taken away. */
const off: CalendarDay = { on: '2026-11-18', kind: 'OFF', name: 'Nghỉ bù', basis: 'Ví dụ', status: 'CONFIRMED' }
const closed: Place = { ...place, calendar: { ...place.calendar, days: [...place.calendar.days, off] } }

describe('a due date that is counted anew', () => {
  it('moves with the calendar: another version of it, told by an event, in the same list', () => {
    const before = fresh({ assignee: { person: 'specialist-1' } })
    const after = replan(before, closed, monday)
    expect(after?.event).toBe('feedback.deadline-changed')
    expect(after?.feedback).toEqual({
      ...before,
      dueAt: expect.any(String),
      deadlineVersion: 2,
      inbox: 'H26.125#open',
      assigneeId: 'H26.125#specialist-1',
    })
    expect(Date.parse(after?.feedback.dueAt ?? '')).toBeGreaterThan(Date.parse(before.dueAt ?? ''))
  })

  it('stays where the calendar says the same, or nothing is waited for', () => {
    expect(replan(fresh(), place, monday)).toBeUndefined()
    expect(replan(fresh({ running: undefined, dueAt: undefined }), closed, monday)).toBeUndefined()
  })

  it('stays where it would have passed already: nobody becomes late by a plan', () => {
    const due = replan(fresh(), closed, monday)?.feedback.dueAt ?? ''
    expect(replan(fresh(), closed, due)).toBeUndefined()
    expect(replan(fresh(), closed, new Date(Date.parse(due) - 1).toISOString())).toBeDefined()
  })
})

describe('an agency', () => {
  it('is counted by its hours alone: another name moves nothing', () => {
    const before = agency('H26.125')
    expect(countsOtherwise(before, agency('H26.125', { validTo: '2027-01-01' }))).toBe(false)
    const receivingPoints = before.receivingPoints.map((point) => ({
      ...point,
      hours: [{ from: '07:30', to: '11:30' }],
    }))
    expect(countsOtherwise(before, { ...before, receivingPoints })).toBe(true)
  })
})
