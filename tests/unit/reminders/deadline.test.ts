import { describe, expect, it } from 'vitest'
import type { DossierEvent } from '../../../functions/reminders/copies.ts'
import { type Deadline, type Fired, fired, officerOf } from '../../../functions/reminders/deadline.ts'
import { accepted, heard, later, local, place } from './sample.ts'

const takenIn = (event: DossierEvent, before?: Deadline, now = event.time) => {
  const after = heard(before, event, now, place)
  if (!after) throw new Error(`${event.type} said nothing new`)
  return after
}
const fresh = takenIn(accepted)
const dataOf = ({ tell }: Fired): Record<string, unknown> => ({ ...tell?.data })
const told = (deadline: Deadline, now: string) => {
  const result = fired(deadline, local(now), place)
  if (!result) throw new Error(`nothing was due at ${now}`)
  return result
}

describe('a deadline', () => {
  it('begins with the acceptance: the whole ladder is planned, the due row leads to its first rung', () => {
    expect(fresh.plan.map(({ kind }) => kind)).toEqual(['DUE_SOON', 'DUE', 'MISSED', 'OVERDUE'])
    expect(fresh.due).toBe(local('2026-11-18 08:00'))
  })

  it.each([
    ['is only submitted', 1, {}],
    ['was refused', 3, {}],
    ['waits for papers', 5, { pausedAt: local('2026-11-17 09:00') }],
    ['waits for a fee where that stops the clock', 6, { pausedAt: local('2026-11-17 09:00') }],
    ['was withdrawn', 7, {}],
    ['was stopped', 8, {}],
    ['is done', 9, {}],
    ['was returned', 10, {}],
  ])('has nothing planned while the dossier %s', (_what, status, more) => {
    const after = takenIn(later('dossier.noted', 2, local('2026-11-17 09:00'), { status, ...more }), fresh)
    expect([after.plan, after.due]).toEqual([[], undefined])
  })

  it.each([2, 4, 6])('goes on in status %i', (status) => {
    const after = takenIn(later('dossier.handed-over', 2, local('2026-11-16 10:00'), { status }), fresh)
    expect([after.plan, after.due]).toEqual([fresh.plan, fresh.due])
  })

  it('that moves has a new plan, under its new version', () => {
    const moved = { status: 4, dueAt: local('2026-11-26 17:00'), deadlineVersion: 2 }
    const after = takenIn(later('dossier.extended', 2, local('2026-11-17 10:00'), moved), fresh)
    expect(after.due).toBe(local('2026-11-25 08:00'))
    expect(after.plan).toHaveLength(4)
  })

  it('does not tell again what was told for the same instant', () => {
    const warned = told(fresh, '2026-11-18 08:00').deadline
    const [asked, back] = [local('2026-11-18 09:00'), local('2026-11-18 09:30')]
    const paused = takenIn(later('dossier.supplement-requested', 2, asked, { status: 5, pausedAt: asked }), warned)
    const resumed = takenIn(later('dossier.supplemented', 3, back, { status: 4, deadlineVersion: 2 }), paused)
    expect(resumed.plan.map(({ kind }) => kind)).toEqual(['DUE', 'MISSED', 'OVERDUE'])
  })

  it('warns at once when it comes back the day before it is due', () => {
    const back = local('2026-11-18 14:00')
    const paused = takenIn(later('dossier.supplement-requested', 2, local('2026-11-17 09:00'), { status: 5 }), fresh)
    const resumed = takenIn(later('dossier.supplemented', 3, back, { status: 4 }), paused)
    expect([resumed.plan[0]?.kind, resumed.due]).toEqual(['DUE_SOON', back])
  })

  it('is of the assignee, else of who received the dossier, also when the acceptance comes last', () => {
    expect(officerOf(fresh)).toBe('clerk-1')
    const given = later('dossier.assigned', 3, local('2026-11-16 11:00'), { status: 4, assignee: { person: 'sp-1' } })
    expect(officerOf(takenIn(given, fresh))).toBe('sp-1')
    const unit = later('dossier.handed-over', 2, local('2026-11-16 10:00'), { status: 4, assignee: { unit: 'u' } })
    const first = takenIn(unit)
    expect(officerOf(first)).toBeUndefined()
    const after = takenIn(accepted, first)
    expect([officerOf(after), after.seen, after.plan]).toEqual(['clerk-1', 2, first.plan])
  })

  it.each([
    ['the same event again', accepted],
    ['an older one', later('dossier.submitted', 0, local('2026-11-15 10:00'), { status: 1 })],
  ])('hears nothing new in %s', (_what, event) => {
    expect(heard(fresh, event, event.time, place)).toBeUndefined()
  })
})

describe('a plan', () => {
  const off = { on: '2026-11-18', kind: 'OFF', name: 'Nghỉ', basis: 'test', status: 'CONFIRMED' } as const
  const other = { ...place, calendar: { ...place.calendar, days: [...place.calendar.days, off] } }

  it('is not made anew by another calendar while the due date stays', () => {
    const event = later('dossier.handed-over', 2, local('2026-11-17 09:00'), { status: 4 })
    expect(heard(fresh, event, event.time, other)?.plan).toEqual(fresh.plan)
  })

  it('is made by the calendar of the day on which the due date moves', () => {
    const data = { status: 4, dueAt: local('2026-11-19 16:00'), deadlineVersion: 2 }
    const event = later('dossier.deadline-changed', 2, local('2026-11-16 10:00'), data)
    expect(heard(fresh, event, event.time, other)?.due).toBe(local('2026-11-17 08:00'))
  })

  it('needs to know where the deadline runs', () => {
    expect(() => heard(undefined, accepted, accepted.time)).toThrow('the calendar of')
  })

  it('is not for who accepted it without being of an agency', () => {
    const event = { ...accepted, data: { ...accepted.data, by: { id: 'somebody' } } }
    expect(officerOf(takenIn(event))).toBeUndefined()
  })
})

describe('what is told when it is due', () => {
  it('is nothing before', () => {
    expect(fired(fresh, local('2026-11-18 07:59'), place)).toBeUndefined()
  })

  it('goes from the warning to the officer to the daily reminder of the leader, each with its date', () => {
    let deadline = fresh
    const said = ['2026-11-18 08:00', '2026-11-19 17:00', '2026-11-20 08:00', '2026-11-20 08:00', '2026-11-23 08:00']
      .concat('2026-11-25 08:00') // Tue 24/11 is off
      .map((now) => {
        const result = told(deadline, now)
        deadline = result.deadline
        const { kind, to, number, overdueDays } = dataOf(result)
        return [result.tell?.type, kind, to, number, overdueDays]
      })
    expect(said).toEqual([
      ['reminder.due', 'DUE_SOON', 'OFFICER', 1, undefined],
      ['reminder.due', 'DUE', 'OFFICER', 1, undefined],
      ['deadline.missed', undefined, undefined, undefined, undefined],
      ['reminder.due', 'OVERDUE', 'LEADER', 1, 1],
      ['reminder.due', 'OVERDUE', 'LEADER', 2, 2],
      ['reminder.due', 'OVERDUE', 'LEADER', 3, 3],
    ])
    expect(deadline.due).toBe(local('2026-11-26 08:00'))
  })

  it('after an outage leaves out the warning, and says why; the rest comes late and all at once', () => {
    const { deadline: first, tell } = told(fresh, '2026-11-23 10:00')
    expect(tell).toBeUndefined()
    expect(first.skipped).toMatchObject([{ kind: 'DUE_SOON', reason: 'SUPERSEDED', deadlineVersion: 1 }])
    const kinds: unknown[] = []
    let deadline = first
    for (let result = fired(deadline, local('2026-11-23 10:00'), place); result; ) {
      kinds.push(dataOf(result).kind ?? result.tell?.type)
      deadline = result.deadline
      result = fired(deadline, local('2026-11-23 10:00'), place)
    }
    expect(kinds).toEqual(['DUE', 'deadline.missed', 'OVERDUE'])
    expect(deadline.due).toBe(local('2026-11-25 08:00'))
  })

  it('waits for the next opening when the day was given off since', () => {
    const off = { on: '2026-11-18', kind: 'OFF', name: 'Nghỉ', basis: 'test', status: 'CONFIRMED' } as const
    const given = { ...place, calendar: { ...place.calendar, days: [...place.calendar.days, off] } }
    const result = fired(fresh, local('2026-11-18 08:00'), given)
    expect([result?.tell, result?.deadline.due]).toEqual([undefined, local('2026-11-19 08:00')])
  })

  it('names the unit to which the dossier was given', () => {
    const given = later('dossier.handed-over', 2, local('2026-11-16 10:00'), {
      status: 4,
      assignee: { unit: 'Hộ tịch' },
    })
    const data = dataOf(told(takenIn(given, fresh), '2026-11-18 08:00'))
    expect([data.unit, data.officer]).toEqual(['Hộ tịch', 'clerk-1'])
  })

  it('names the dossier, its agency and its officer, and nobody else', () => {
    expect(told(fresh, '2026-11-18 08:01').tell?.data).toEqual({
      dossier: accepted.data.code,
      agency: 'H26.125',
      receivingPoint: 'H26.125-01',
      deadlineVersion: 1,
      dueAt: local('2026-11-19 17:00'),
      officer: 'clerk-1',
      kind: 'DUE_SOON',
      number: 1,
      to: 'OFFICER',
      plannedFor: local('2026-11-18 08:00'),
    })
  })
})
