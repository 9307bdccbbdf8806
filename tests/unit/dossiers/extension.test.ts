import { describe, expect, it } from 'vitest'
import { extend } from '../../../functions/dossiers/extension.ts'
import { officeOf } from '../../../shared/calendar/office.ts'
import { agency } from './agency.ts'
import { accepted, calendar, leader } from './sample.ts'

const ward = agency(1)
const around = { calendar, office: officeOf(ward, 'H26.125-01'), policy: ward.policy }
const at = '2026-11-17T03:00:00.000Z'
const to = (newDueAt: string, dossier = accepted(), now = at) =>
  extend(dossier, { reason: 'Chờ xác minh', newDueAt }, around, leader, now)
const refusedWith = (detail: string) =>
  expect.objectContaining({ problem: 'invalid-request', facts: { errors: [{ pointer: '/newDueAt', detail }] } })

describe('an extension', () => {
  it('sets the new date under a new version, keeps the first one, and counts', () => {
    const acted = to('2026-11-25T10:00:00.000Z')
    expect(acted.dossier).toMatchObject({
      status: 2,
      dueAt: '2026-11-25T10:00:00.000Z',
      inboxDueAt: '2026-11-25T10:00:00.000Z',
      extendedTo: '2026-11-25T10:00:00.000Z',
      originalDueAt: '2026-11-19T10:00:00.000Z',
      deadlineVersion: 2,
      extensions: 1,
      provisional: false,
    })
    expect(acted).toMatchObject({ event: 'dossier.extended', details: { reason: 'Chờ xác minh' } })
  })

  it('forgets the pauses before it: later ones count from the new date', () => {
    const paused = accepted({ pauses: [{ from: '2026-11-16T03:00:00.000Z', to: '2026-11-16T05:00:00.000Z' }] })
    expect(to('2026-11-25T10:00:00.000Z', paused).dossier.pauses).toBeUndefined()
  })

  it('says where the new date is only provisionally a working day', () => {
    expect(to('2027-02-01T03:00:00.000Z').dossier.provisional).toBe(false)
    expect(to('2027-11-16T03:00:00.000Z').dossier.provisional).toBe(false)
    expect(to('2028-03-01T03:00:00.000Z', accepted(), '2027-11-16T03:00:00.000Z').dossier.provisional).toBe(true)
  })

  it('may fall anywhere between opening and closing, to the minute', () => {
    for (const time of ['01:00:00.000', '04:30:00.000', '10:00:00.000']) {
      expect(to(`2026-11-25T${time}Z`).dossier.dueAt).toBe(`2026-11-25T${time}Z`)
    }
    for (const time of ['00:59:59.999', '10:00:00.001']) {
      expect(() => to(`2026-11-25T${time}Z`)).toThrow(refusedWith('Not within the hours of a working day'))
    }
  })

  it('may not fall on a holiday or a weekend', () => {
    for (const day of ['2026-11-24', '2026-11-28', '2026-11-29']) {
      expect(() => to(`${day}T03:00:00.000Z`)).toThrow(refusedWith('Not within the hours of a working day'))
    }
  })

  it('lies later than the present date and than now, and not a slip of the year away', () => {
    expect(() => to('2026-11-19T10:00:00.000Z')).toThrow(refusedWith('Not later than the present due date'))
    const late = '2026-11-26T03:00:00.000Z'
    expect(() => to('2026-11-26T03:00:00.000Z', accepted(), late)).toThrow(refusedWith('Lies in the past'))
    expect(to('2026-11-26T03:00:00.001Z', accepted(), late).dossier.dueAt).toBe('2026-11-26T03:00:00.001Z')
    expect(() => to('2027-11-19T03:00:00.000Z')).toThrow(refusedWith('More than 366 days from now'))
    expect(to('2027-11-18T03:00:00.000Z').dossier.dueAt).toBe('2027-11-18T03:00:00.000Z')
  })

  it('is possible once, by policy; the status comes first', () => {
    expect(() => to('2026-11-25T10:00:00.000Z', accepted({ extensions: 1 }))).toThrow(
      expect.objectContaining({ problem: 'extension-used' }),
    )
    expect(() => to('2020-01-06T03:00:00.000Z', accepted({ status: 9, extensions: 1 }))).toThrow(
      expect.objectContaining({ problem: 'wrong-state' }),
    )
  })
})
