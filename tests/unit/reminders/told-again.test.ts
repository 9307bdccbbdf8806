import { describe, expect, it } from 'vitest'
import type { DossierEvent } from '../../../functions/reminders/copies.ts'
import { type Deadline, fired } from '../../../functions/reminders/deadline.ts'
import type { Place } from '../../../functions/reminders/ladder.ts'
import { accepted, heard, later, local, place } from './sample.ts'

/** A deadline that lives through events and sweeps, and what it has told: kind, number, and when. */
function living(where: Place = place) {
  let deadline: Deadline | undefined
  const told: string[] = []
  return {
    told,
    deadline: () => deadline as Deadline,
    hear(event: DossierEvent, now = event.time) {
      deadline = heard(deadline, event, now, where) ?? deadline
    },
    sweep(at: string, there = where) {
      const now = local(at)
      for (let result = deadline && fired(deadline, now, there); result; ) {
        const { kind = result.tell?.type, number = '' } = { ...result.tell?.data } as { kind?: string; number?: number }
        if (result.tell) told.push(`${kind} ${number}`.trim())
        deadline = result.deadline
        result = fired(deadline, now, there)
      }
      return told
    },
  }
}

const off = (...days: string[]): Place => {
  const rows = days.map((on) => ({ on, kind: 'OFF', name: 'Nghỉ', basis: 'test', status: 'CONFIRMED' }) as const)
  return { ...place, calendar: { ...place.calendar, days: [...place.calendar.days, ...rows] } }
}

/** It stands and goes on at once, to the same due date: asked and supplemented off hours, or to a promised day. */
const standAndGoOn = (life: ReturnType<typeof living>, at: string, version: number) => {
  const time = local(at)
  life.hear(later('dossier.supplement-requested', version, time, { status: 5, pausedAt: time }))
  life.hear(later('dossier.supplemented', version + 1, time, { status: 4 }))
}

describe('a deadline that stood and goes on to the same due date', () => {
  it('goes on being told to the leader each day, from where it was', () => {
    const life = living()
    life.hear(accepted)
    for (const at of ['2026-11-18 08:00', '2026-11-19 17:00', '2026-11-20 08:00']) life.sweep(at)
    standAndGoOn(life, '2026-11-20 18:00', 2)
    expect(life.sweep('2026-11-20 18:01')).toEqual(['DUE_SOON 1', 'DUE 1', 'deadline.missed', 'OVERDUE 1'])
    expect(life.deadline().plan).toEqual([{ kind: 'OVERDUE', number: 2, at: local('2026-11-23 08:00') }])
    expect(life.sweep('2026-11-23 08:00').slice(4)).toEqual(['OVERDUE 2'])
  })

  it('tells nothing again after many days late', () => {
    const life = living()
    life.hear(accepted)
    const days = ['20', '23', '25', '26', '27', '30'].map((day) => `2026-11-${day} 08:00`)
    for (const at of ['2026-11-18 08:00', '2026-11-19 17:00', ...days, '2026-12-01 08:00']) life.sweep(at)
    const before = [...life.told]
    expect(before.at(-1)).toBe('OVERDUE 7')
    standAndGoOn(life, '2026-12-01 18:00', 2)
    expect(life.sweep('2026-12-01 18:05')).toEqual(before)
    expect(life.sweep('2026-12-02 08:00')).toEqual([...before, 'OVERDUE 8'])
  })

  it('does not tell the leader twice on the day on which an outage was caught up', () => {
    const life = living()
    life.hear(accepted)
    for (const at of ['2026-11-18 08:00', '2026-11-19 17:00', '2026-11-23 10:00']) life.sweep(at)
    standAndGoOn(life, '2026-11-23 11:00', 2)
    expect(life.sweep('2026-11-23 11:05').slice(2)).toEqual(['deadline.missed', 'OVERDUE 1'])
  })

  it('warns once, though a day off has moved the warning', () => {
    const life = living()
    const given = off('2026-11-18')
    life.hear(accepted)
    life.sweep('2026-11-18 08:00', given)
    expect(life.sweep('2026-11-19 08:00', given)).toEqual(['DUE_SOON 1'])
    const time = local('2026-11-19 12:15')
    const [asked, back] = [{ status: 5, pausedAt: time }, { status: 4 }]
    const here = { ...living(given), ...life }
    here.hear(later('dossier.supplement-requested', 2, time, asked))
    const resumed = heard(here.deadline(), later('dossier.supplemented', 3, time, back), time, given)
    expect(resumed?.plan.map(({ kind }) => kind)).toEqual(['DUE', 'MISSED', 'OVERDUE'])
  })

  it('lists what was left out once', () => {
    const life = living()
    life.hear(accepted)
    life.sweep('2026-11-19 17:05')
    standAndGoOn(life, '2026-11-19 18:00', 2)
    life.sweep('2026-11-20 08:00')
    expect(life.deadline().skipped?.map(({ kind }) => kind)).toEqual(['DUE_SOON'])
  })
})

describe('a due date that moves', () => {
  it('away and back does not tell again what was told for it', () => {
    const life = living()
    life.hear(accepted)
    life.sweep('2026-11-18 08:00')
    const moved = { status: 4, dueAt: local('2026-11-27 17:00'), deadlineVersion: 2 }
    life.hear(later('dossier.deadline-changed', 2, local('2026-11-18 09:00'), moved))
    life.hear(later('dossier.deadline-changed', 3, local('2026-11-18 10:00'), { status: 4, deadlineVersion: 3 }))
    expect(life.sweep('2026-11-19 17:00')).toEqual(['DUE_SOON 1', 'DUE 1'])
  })

  it('within the day warns of the new one without a second warning at the same opening', () => {
    const life = living()
    life.hear(accepted)
    life.sweep('2026-11-18 08:00')
    const moved = { status: 4, dueAt: local('2026-11-19 15:00'), deadlineVersion: 2 }
    life.hear(later('dossier.deadline-changed', 2, local('2026-11-18 09:00'), moved))
    expect(life.sweep('2026-11-18 09:05')).toEqual(['DUE_SOON 1'])
  })

  it('to an earlier day that is late as well tells the leader once a day, and again the next', () => {
    const life = living()
    life.hear(accepted)
    for (const at of ['2026-11-18 08:00', '2026-11-19 17:00', '2026-11-20 08:00', '2026-11-23 08:00']) life.sweep(at)
    const moved = { status: 4, dueAt: local('2026-11-20 17:00'), deadlineVersion: 2 }
    life.hear(later('dossier.deadline-changed', 2, local('2026-11-23 09:00'), moved))
    life.sweep('2026-11-23 09:05')
    expect(life.told.filter((what) => what.startsWith('OVERDUE'))).toEqual(['OVERDUE 1', 'OVERDUE 2'])
    expect(life.sweep('2026-11-25 08:00').at(-1)).toBe('OVERDUE 1')
    expect(life.deadline().due).toBe(local('2026-11-26 08:00'))
  })
})

describe('what is told when the office opens', () => {
  it('waits for it when a sweep comes back at the weekend', () => {
    const life = living()
    life.hear(accepted)
    for (const at of ['2026-11-18 08:00', '2026-11-19 17:00']) life.sweep(at)
    expect(life.sweep('2026-11-22 03:00')).toEqual(['DUE_SOON 1', 'DUE 1'])
    expect(life.deadline().due).toBe(local('2026-11-23 08:00'))
    expect(life.sweep('2026-11-23 08:00').slice(2)).toEqual(['deadline.missed', 'OVERDUE 1'])
  })

  it('is told on no day that was given off since, also what came late', () => {
    const given = off('2026-11-20')
    const life = living()
    life.hear(accepted)
    life.sweep('2026-11-18 08:00')
    life.sweep('2026-11-19 17:00')
    for (const at of ['2026-11-20 08:00', '2026-11-20 08:01', '2026-11-20 10:00']) life.sweep(at, given)
    expect(life.told).toEqual(['DUE_SOON 1', 'DUE 1'])
    expect(life.sweep('2026-11-23 08:00', given).slice(2)).toEqual(['deadline.missed', 'OVERDUE 1'])
  })

  it('does not hold up what is due before that opening', () => {
    const given = off('2026-11-18', '2026-11-19')
    const life = living()
    life.hear(accepted)
    life.sweep('2026-11-18 08:00', given)
    expect(life.deadline().due).toBe(local('2026-11-19 17:00'))
    expect(life.sweep('2026-11-19 17:00', given)).toEqual(['DUE 1'])
    expect(life.deadline().skipped).toMatchObject([{ kind: 'DUE_SOON', reason: 'SUPERSEDED' }])
  })

  it('is planned for a day that is worked, once it had to wait', () => {
    const given = off('2026-11-20')
    const life = living()
    life.hear(accepted)
    life.sweep('2026-11-18 08:00')
    life.sweep('2026-11-19 17:00')
    life.sweep('2026-11-20 08:00', given)
    expect(life.deadline().plan[0]).toMatchObject({ kind: 'MISSED', at: local('2026-11-23 08:00') })
  })
})

describe('a deadline years ahead', () => {
  it('waits for its opening then, whatever lies between', () => {
    const life = living()
    const far = { ...accepted, data: { ...accepted.data, dueAt: local('2031-11-20 17:00') } }
    life.hear(far)
    expect(life.deadline().due).toBe(local('2031-11-19 08:00'))
    expect(life.sweep('2031-11-18 08:00')).toEqual([])
    expect(life.sweep('2031-11-19 08:00')).toEqual(['DUE_SOON 1'])
  })

  it('late by three hundred days is caught up in one go: each step once, the leader from tomorrow on', () => {
    const life = living()
    life.hear(accepted)
    expect(life.sweep('2027-09-15 09:00')).toEqual(['DUE 1', 'deadline.missed', 'OVERDUE 1'])
    expect(life.deadline().due).toBe(local('2027-09-16 08:00'))
  })
})
