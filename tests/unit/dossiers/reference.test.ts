import { describe, expect, it } from 'vitest'
import { acceptanceDue, appointmentAfter, appointmentFor, inForce } from '../../../functions/dossiers/reference.ts'
import { officeOf } from '../../../shared/calendar/office.ts'
import { agency } from './agency.ts'
import { accepted, calendar, version } from './sample.ts'

const ward = agency(1)
const withSaturday = (point: boolean, policy: boolean) => ({
  ...ward,
  receivingPoints: ward.receivingPoints.map((row) => ({ ...row, saturdayDesk: point })),
  policy: { ...ward.policy, saturdayDesk: policy },
})

describe('the version in force', () => {
  const versions = [
    { ...version, version: 1, effectiveFrom: '2026-01-01', effectiveTo: '2026-06-30' },
    { ...version, version: 2, effectiveFrom: '2026-07-01' },
  ]
  it.each([
    ['2025-12-31', undefined],
    ['2026-01-01', 1],
    ['2026-06-30', 1],
    ['2026-07-01', 2],
    ['2030-01-01', 2],
  ])('on %s is %s', (on, expected) => {
    expect(inForce({ code: 'x', versions }, on)?.version).toBe(expected)
  })
})

describe('the office of a receiving point', () => {
  it('has the hours of the point, and a Saturday desk only when point and policy both have it', () => {
    const office = officeOf(withSaturday(true, true), 'H26.125-01')
    expect(office).toEqual({
      sessions: ward.receivingPoints[0]?.hours,
      calendar: 'vn-civil-service',
      saturdayDesk: { from: '08:00', to: '11:30' },
    })
    for (const [point, policy] of [
      [true, false],
      [false, true],
    ] as const) {
      expect(officeOf(withSaturday(point, policy), 'H26.125-01')).not.toHaveProperty('saturdayDesk')
    }
    expect(() => officeOf(ward, 'H26.125-09')).toThrow('receiving point H26.125-09 is gone')
  })
})

describe('the appointment', () => {
  it('of example 1: three working days from Monday morning', () => {
    expect(appointmentFor(accepted(), '2026-11-16T02:10:00.000Z', ward, calendar)).toEqual({
      dueAt: '2026-11-19T10:00:00.000Z',
      provisional: false,
    })
  })

  it('after a pause moves by the working time that it took', () => {
    const pauses = [{ from: '2026-11-17T03:00:00.000Z', to: '2026-11-18T03:00:00.000Z' }]
    expect(appointmentAfter(accepted(), pauses, ward, calendar).dueAt).toBe('2026-11-20T10:00:00.000Z')
    const extended = accepted({ extendedTo: '2026-12-01T10:00:00.000Z' })
    expect(appointmentAfter(extended, pauses, ward, calendar).dueAt).toBe('2026-12-02T10:00:00.000Z')
    expect(appointmentAfter(extended, [], ward, calendar).dueAt).toBe('2026-12-01T10:00:00.000Z')
  })

  it('is nothing for what was never accepted', () => {
    expect(() => appointmentAfter(accepted({ acceptedAt: undefined }), [], ward, calendar)).toThrow('no deadline')
  })

  it('for looking at an online filing is eight working hours later', () => {
    expect(acceptanceDue('H26.125-01', '2026-11-26T08:30:00.000Z', ward, calendar)).toBe('2026-11-27T08:30:00.000Z')
  })
})
