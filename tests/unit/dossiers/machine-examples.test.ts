import { describe, expect, it } from 'vitest'
import type { Dossier } from '../../../functions/dossiers/dossier.ts'
import type { AgencyCopy } from '../../../functions/dossiers/reference.ts'
import { deadline, type Limit } from '../../../shared/calendar/deadline.ts'
import { officeOf } from '../../../shared/calendar/office.ts'
import type { Brought } from './machine-model.ts'
import { run, wardWith } from './machine-run.ts'
import { accepted, calendar } from './sample.ts'

/** 'YYYY-MM-DD HH:MM' at the desk, as an instant. */
const at = (local: string) => new Date(`${local.replace(' ', 'T')}:00+07:00`).toISOString()
const days = (value: number): Limit => ({ unit: 'WORKING_DAY', value })

/** A filing by this time limit that nobody has accepted yet. */
const filed = (limit: Limit): Dossier =>
  accepted({
    limit,
    status: 1,
    channel: 'ONLINE',
    acceptedAt: undefined,
    dueAt: undefined,
    originalDueAt: undefined,
    deadlineVersion: 0,
    inboxDueAt: at('2026-11-02 17:00'),
  })

/** The dossier after these acts, each by this role at this local time. */
function driven(
  dossier: Dossier,
  ward: AgencyCopy,
  steps: [act: string, role: string, local: string, more?: Partial<Brought>][],
): Dossier {
  return steps.reduce((now, [act, role, local, more]) => {
    const brought = { at: at(local), ground: false, flawed: false, newDueAt: '', outcome: 'APPROVED' as const, ...more }
    return run(act, now, role, brought, ward).dossier
  }, dossier)
}

describe('worked example 17: five working days from Monday 2 November, papers asked on Wednesday 4', () => {
  const upToTheRequest: Parameters<typeof driven>[2] = [
    ['accept', 'clerk', '2026-11-02 09:00'],
    ['hand-over', 'clerk', '2026-11-02 10:00'],
    ['request-supplement', 'specialist', '2026-11-04 10:00'],
  ]

  it('is due on Monday 9 as long as the clock stands, and knows since when it does', () => {
    expect(driven(filed(days(5)), wardWith(), upToTheRequest)).toMatchObject({
      status: 5,
      dueAt: at('2026-11-09 17:00'),
      pausedAt: at('2026-11-04 10:00'),
      asked: ['TO_KHAI'],
      backTo: 4,
      supplements: 1,
      deadlineVersion: 1,
    })
  })

  it.each([
    ['PAUSE', '2026-11-16 17:00'],
    ['RESTART', '2026-11-17 17:00'],
  ] as const)('%s: supplied on Tuesday 10 at 14:00, it is due on %s', (supplementClock, due) => {
    const ward = wardWith({ supplementClock })
    const dossier = driven(filed(days(5)), ward, [...upToTheRequest, ['supplement', 'citizen', '2026-11-10 14:00']])
    expect(dossier).toMatchObject({
      status: 4,
      dueAt: at(due),
      inboxDueAt: at(due),
      originalDueAt: at('2026-11-09 17:00'),
      deadlineVersion: 2,
      pauses: [{ from: at('2026-11-04 10:00'), to: at('2026-11-10 14:00') }],
    })
    for (const name of ['pausedAt', 'asked', 'backTo']) expect(dossier).not.toHaveProperty(name)
  })
})

describe('papers asked for before acceptance', () => {
  const early = driven(filed(days(5)), wardWith(), [['request-supplement', 'clerk', '2026-11-03 09:00']])

  it('stop no clock, are not counted, and promise no date', () => {
    expect(early).toMatchObject({ status: 5, backTo: 1, supplements: 0, deadlineVersion: 0 })
    for (const name of ['pausedAt', 'dueAt', 'originalDueAt']) expect(early[name as keyof Dossier]).toBeUndefined()
  })

  it('bring the filing back to 1, with eight working hours anew to accept it', () => {
    const again = driven(early, wardWith(), [['supplement', 'holder', '2026-11-05 15:30']])
    expect(again).toMatchObject({ status: 1, deadlineVersion: 0, inboxDueAt: at('2026-11-06 15:30') })
    expect(again.dueAt).toBeUndefined()
  })

  it('take nothing from the days of the limit, which begin with acceptance', () => {
    const later = driven(early, wardWith(), [
      ['supplement', 'citizen', '2026-11-05 15:30'],
      ['accept', 'clerk', '2026-11-06 09:00'],
    ])
    expect(later).toMatchObject({ status: 2, dueAt: at('2026-11-13 17:00'), deadlineVersion: 1, supplements: 0 })
    expect(later.pauses).toBeUndefined()
  })
})

describe('a fee that is asked on Tuesday 17 at 10:00 and paid on Wednesday 18 at 10:00, due on Thursday 19', () => {
  const steps: Parameters<typeof driven>[2] = [
    ['request-fee', 'clerk', '2026-11-17 10:00'],
    ['confirm-fee', 'clerk', '2026-11-18 10:00'],
  ]

  it('leaves the date alone where the clock goes on', () => {
    const paid = driven(accepted(), wardWith({ feePausesClock: false }), steps)
    expect(paid).toMatchObject({ status: 2, dueAt: at('2026-11-19 17:00'), deadlineVersion: 1 })
    expect(paid.pauses).toBeUndefined()
  })

  it('moves the date by its eight working hours where the policy lets the clock stand', () => {
    const paid = driven(accepted(), wardWith({ feePausesClock: true }), steps)
    expect(paid).toMatchObject({
      status: 2,
      dueAt: at('2026-11-20 17:00'),
      originalDueAt: at('2026-11-19 17:00'),
      deadlineVersion: 2,
      pauses: [{ from: at('2026-11-17 10:00'), to: at('2026-11-18 10:00') }],
    })
  })
})

describe('an extension to Monday 30 November at 10:30', () => {
  const extended: Parameters<typeof driven>[2] = [
    ['extend', 'leader', '2026-11-18 09:00', { newDueAt: at('2026-11-30 10:30') }],
  ]

  it('is where a supplement counts from: two hours of the afternoon, up to the close of the day', () => {
    const dossier = driven(accepted(), wardWith(), [
      ...extended,
      ['request-supplement', 'specialist', '2026-11-19 14:00'],
      ['supplement', 'clerk', '2026-11-19 16:00'],
    ])
    expect(dossier).toMatchObject({
      status: 4,
      dueAt: at('2026-11-30 17:00'),
      originalDueAt: at('2026-11-19 17:00'),
      extendedTo: at('2026-11-30 10:30'),
      deadlineVersion: 3,
      extensions: 1,
    })
  })

  it('has the pauses before it in it: they are not counted again', () => {
    const dossier = driven(accepted(), wardWith(), [
      ['request-supplement', 'clerk', '2026-11-16 13:00'],
      ['supplement', 'clerk', '2026-11-17 17:00'],
      ...extended,
      ['request-supplement', 'leader', '2026-11-25 08:00', { ground: true }],
      ['supplement', 'clerk', '2026-11-25 17:00'],
    ])
    expect(dossier).toMatchObject({
      dueAt: at('2026-12-01 17:00'),
      deadlineVersion: 4,
      pauses: [{ from: at('2026-11-25 08:00'), to: at('2026-11-25 17:00') }],
      supplements: 2,
      indexOverdue: true,
    })
  })

  it('moves to the minute where the limit is in working hours', () => {
    const dossier = driven(accepted({ limit: { unit: 'WORKING_HOUR', value: 24 } }), wardWith(), [
      ...extended,
      ['request-supplement', 'specialist', '2026-11-19 14:00'],
      ['supplement', 'clerk', '2026-11-19 16:00'],
    ])
    expect(dossier.dueAt).toBe(at('2026-11-30 13:30'))
  })
})

describe('two pauses, of a fee for three hours and of papers for four', () => {
  const steps: Parameters<typeof driven>[2] = [
    ['request-fee', 'clerk', '2026-11-16 10:00'],
    ['confirm-fee', 'clerk', '2026-11-16 14:00'],
    ['request-supplement', 'clerk', '2026-11-17 09:00'],
    ['supplement', 'citizen', '2026-11-17 14:00'],
  ]
  const pauses = [
    { from: at('2026-11-16 10:00'), to: at('2026-11-16 14:00') },
    { from: at('2026-11-17 09:00'), to: at('2026-11-17 14:00') },
  ]

  it.each([
    ['in days: seven hours are summed before they are rounded', days(3), '2026-11-20 17:00', 2],
    ['in working hours: to the minute', { unit: 'WORKING_HOUR', value: 16 } as const, '2026-11-19 08:10', 3],
  ])('%s', (_, limit, due, deadlineVersion) => {
    const ward = wardWith({ feePausesClock: true })
    const { acceptedAt = '', channel } = accepted()
    const calculated = (stood = pauses) =>
      deadline({ limit, acceptedAt, channel, pauses: stood }, calendar, officeOf(ward, 'H26.125-01'), ward.policy).dueAt
    const begin = accepted({ limit, dueAt: calculated([]), originalDueAt: calculated([]) })
    const dossier = driven(begin, ward, steps)
    expect(dossier.dueAt).toBe(at(due))
    expect(dossier.dueAt).toBe(calculated())
    expect(dossier).toMatchObject({ pauses, deadlineVersion, originalDueAt: begin.originalDueAt })
  })
})
