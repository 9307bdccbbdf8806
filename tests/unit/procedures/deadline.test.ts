import { describe, expect, it } from 'vitest'
import { answer } from '../../../functions/procedures/deadline.ts'
import { DeadlineRequest } from '../../../functions/procedures/deadline-schema.ts'
import calendar from '../../../functions/procedures/seed/calendar.json' with { type: 'json' }
import type { Calendar } from '../../../shared/calendar/calendar.ts'

const calculate = (asked: object) => answer(DeadlineRequest.parse(asked), calendar as Calendar)
const acceptedAt = '2026-11-16T09:10:00+07:00'

describe('the calculator', () => {
  it('is asked for the desk and the civil-service calendar unless told', () => {
    const asked = DeadlineRequest.parse({ limit: { unit: 'IMMEDIATE' }, acceptedAt })
    expect(asked).toMatchObject({ channel: 'DESK', calendar: 'vn-civil-service', pauses: [] })
  })

  it('answers instants with the office’s offset', () => {
    const pauses = [{ from: '2026-11-17T02:00:00Z', to: '2026-11-17T03:00:00Z' }]
    const { dueAt, pauses: measured } = calculate({ limit: { unit: 'WORKING_HOUR', value: 8 }, acceptedAt, pauses })
    expect(dueAt).toBe('2026-11-17T10:10:00.000+07:00')
    expect(measured).toEqual([
      { from: '2026-11-17T09:00:00.000+07:00', to: '2026-11-17T10:00:00.000+07:00', workingMinutes: 60 },
    ])
  })

  it('carries the longest limit with the longest pause to an end', () => {
    const pauses = [{ from: '2026-11-17T09:00:00+07:00', to: '2031-11-01T09:00:00+07:00' }]
    const { provisional, days } = calculate({ limit: { unit: 'WORKING_DAY', value: 1000 }, acceptedAt, pauses })
    expect(provisional).toBe(true)
    expect(days.at(-1)).toMatchObject({ counted: true })
  })
})
