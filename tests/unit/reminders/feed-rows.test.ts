import { describe, expect, it } from 'vitest'
import type { DossierEvent } from '../../../functions/reminders/copies.ts'
import type { Deadline } from '../../../functions/reminders/deadline.ts'
import { feedChanges } from '../../../functions/reminders/feed-rows.ts'
import { accepted, heard, later, local, place } from './sample.ts'

const takenIn = (event: DossierEvent, before?: Deadline): Deadline => {
  const deadline = heard(before, event, event.time, place)
  if (!deadline) throw new Error(`${event.type} said nothing new`)
  return deadline
}
const fresh = takenIn(accepted)
const time = local('2026-11-17 09:00')
const given = (version: number, person: string, more: object = {}) =>
  later('dossier.handed-over', version, time, { status: 4, assignee: { person }, ...more })

/** The rows that change, each in one line: whose, state, due, sequence. */
const changes = (before: Deadline | undefined, now: Deadline) =>
  feedChanges(before, now, time).map(
    ([{ agency, officer = '–' }, { state, dueAt, sequence, changedAt, code, receivingPoint }]) => {
      expect([agency, changedAt, code, receivingPoint]).toEqual(['H26.125', time, accepted.data.code, 'H26.125-01'])
      return `${officer} ${state} ${dueAt.slice(0, 10)} ${sequence}`
    },
  )

describe('the rows of calendars', () => {
  it('begin with the deadline: in the calendar of the agency, and of who received the dossier', () => {
    expect(changes(undefined, fresh)).toEqual(['– CONFIRMED 2026-11-19 1', 'clerk-1 CONFIRMED 2026-11-19 1'])
  })

  it('are not there before a dossier has a due date', () => {
    const submitted = { ...accepted, data: { ...accepted.data, status: 1, dueAt: undefined, acceptedAt: undefined } }
    expect(changes(undefined, takenIn(submitted as DossierEvent))).toEqual([])
  })

  it('go from one officer to the next, whose predecessor has it cancelled; the agency sees no change', () => {
    expect(changes(fresh, takenIn(given(2, 'specialist-1'), fresh))).toEqual([
      'specialist-1 CONFIRMED 2026-11-19 2',
      'clerk-1 CANCELLED 2026-11-19 2',
    ])
  })

  it('stay as they are when nothing of the deadline changes', () => {
    expect(changes(fresh, takenIn(later('dossier.noted', 2, time, {}), fresh))).toEqual([])
  })

  it('move with the due date, under a higher sequence', () => {
    const moved = later('dossier.extended', 3, time, { dueAt: local('2026-11-26 17:00'), deadlineVersion: 2 })
    expect(changes(fresh, takenIn(moved, fresh))).toEqual([
      '– CONFIRMED 2026-11-26 3',
      'clerk-1 CONFIRMED 2026-11-26 3',
    ])
  })

  it.each([
    ['is done', { status: 9 }],
    ['is withdrawn', { status: 7 }],
    ['stands', { status: 5, pausedAt: time }],
  ])('are cancelled, and stay, when the dossier %s', (_what, data) => {
    const ended = takenIn(later('dossier.changed', 2, time, data), fresh)
    expect(changes(fresh, ended)).toEqual(['– CANCELLED 2026-11-19 2', 'clerk-1 CANCELLED 2026-11-19 2'])
    expect(changes(ended, takenIn(later('dossier.noted', 3, time, data), ended))).toEqual([])
  })

  it('come back when the clock goes on', () => {
    const stands = takenIn(later('dossier.supplement-requested', 2, time, { status: 5, pausedAt: time }), fresh)
    const goesOn = takenIn(later('dossier.supplemented', 3, time, { status: 4 }), stands)
    expect(changes(stands, goesOn)).toEqual(['– CONFIRMED 2026-11-19 3', 'clerk-1 CONFIRMED 2026-11-19 3'])
  })

  it('give nothing to an officer who gets a dossier whose clock stands, and take it from the one before', () => {
    const stands = takenIn(later('dossier.supplement-requested', 2, time, { status: 5, pausedAt: time }), fresh)
    const to = takenIn(given(3, 'specialist-1', { status: 5, pausedAt: time }), stands)
    expect(changes(stands, to)).toEqual(['clerk-1 CANCELLED 2026-11-19 3'])
  })

  it('find their officer when the acceptance comes after a later event', () => {
    const first = takenIn(later('dossier.noted', 2, time, {}))
    expect(changes(undefined, first)).toEqual(['– CONFIRMED 2026-11-19 2'])
    expect(changes(first, takenIn(accepted, first))).toEqual(['clerk-1 CONFIRMED 2026-11-19 2'])
  })
})
