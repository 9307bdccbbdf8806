import { describe, expect, it } from 'vitest'
import { events as dossierEvents } from '../../../functions/dossiers/events.ts'
import { contactIn } from '../../../functions/notifications/copies.ts'
import { isNews, noticesOfDossier, noticesOfReminder } from '../../../functions/notifications/notices.ts'
import { newsOf } from '../../../functions/notifications/provider.ts'
import { comesLate, stillStands } from '../../../functions/notifications/standing.ts'
import type { TemplateName } from '../../../functions/notifications/templates.ts'

const at = '2026-11-26T01:00:00.000Z'
const place = { agency: 'H26.125', receivingPoint: 'H26.125-01' }
const dossier = (type: string, data: object = {}) => ({
  ...{ type, subject: 'H26.125-261126-0001', version: 1, time: at },
  data: { ...place, status: 2, deadlineVersion: 1, by: { id: 'lan', agency: 'H26.125' }, ...data },
})
const reminder = (data: object, type: 'reminder.due' | 'deadline.missed' = 'reminder.due') => ({
  ...{ type, subject: 'H26.125-261126-0001', version: 1, time: at },
  data: { ...place, deadlineVersion: 3, dueAt: at, ...data },
})

describe('The applicant', () => {
  const told: Record<string, string> = {
    'dossier.accepted': 'accepted',
    'dossier.supplement-requested': 'supplement-requested',
    'dossier.supplemented': 'supplement-received',
    'dossier.fee-requested': 'fee-requested',
    'dossier.completed': 'result-ready',
    'dossier.refused': 'refused',
    'dossier.stopped': 'stopped',
    'dossier.extended': 'deadline-changed',
    'dossier.deadline-changed': 'deadline-changed',
  }

  it.each([...new Set([...Object.keys(dossierEvents), ...Object.keys(told)])])(
    'is told of %s what the table says',
    (type) => {
      const notices = noticesOfDossier(dossier(type))
      expect(notices.map(({ template }) => template)).toEqual(told[type] ? [told[type]] : [])
      for (const { to, deadline } of notices) expect([to, deadline]).toEqual(['APPLICANT', { version: 1 }])
    },
  )

  it('is told the dates that the event has, and who has the dossier', () => {
    const dates = { dueAt: '2026-12-03T10:00:00.000Z', originalDueAt: '2026-12-01T10:00:00.000Z' }
    expect(noticesOfDossier(dossier('dossier.accepted', dates))[0]).toMatchObject({
      facts: { at, ...dates },
      officer: 'lan',
    })
    const handed = { assignee: { unit: 'Tư pháp', person: 'huong' } }
    expect(noticesOfDossier(dossier('dossier.accepted', handed))[0]?.officer).toBe('huong')
    expect(noticesOfDossier(dossier('dossier.accepted', { by: { id: 'citizen' } }))[0]).not.toHaveProperty('officer')
  })

  it('is told that it is late, while the deadline that was missed still stands', () => {
    expect(noticesOfReminder(reminder({ officer: 'lan' }, 'deadline.missed'))).toEqual([
      { template: 'late', to: 'APPLICANT', facts: { at, dueAt: at }, deadline: { version: 3 }, officer: 'lan' },
    ])
  })
})

describe('The staff', () => {
  it.each([
    ['DUE_SOON', 'OFFICER', 'due-soon'],
    ['DUE', 'OFFICER', 'due'],
    ['OVERDUE', 'LEADER', 'overdue'],
  ] as const)('are told of %s, to the %s, by the template %s', (kind, to, template) => {
    const [notice, ...more] = noticesOfReminder(reminder({ kind, to, officer: 'lan', unit: 'Tư pháp', overdueDays: 2 }))
    expect(more).toEqual([])
    expect(notice).toEqual({
      ...{ template, to: { to, officer: 'lan' }, officer: 'lan', deadline: { version: 3 } },
      facts: { at, dueAt: at, unit: 'Tư pháp', overdueDays: 2 },
    })
  })

  it('are told nothing of a kind that there is not', () => {
    expect(() => noticesOfReminder(reminder({ to: 'OFFICER' }))).toThrow()
  })
})

describe('An event', () => {
  it('is news for fifteen days', () => {
    const time = (days: number) => new Date(Date.parse(at) - days * 86_400_000).toISOString()
    expect([0, 14.9, 15, 15.1].map((days) => isNews({ time: time(days) }, at))).toEqual([true, true, true, false])
  })

  it('is news only to a table that was there, or came within the hour', () => {
    const began = '2026-11-25T01:00:00.000Z'
    const times = ['2026-11-24T23:59:59.999Z', '2026-11-25T00:00:00.000Z', at]
    expect(times.map((time) => isNews({ time }, at, began))).toEqual([false, true, true])
  })

  it.each([
    ['files a dossier at the desk without an address', 'dossier.accepted', 1, undefined, ''],
    ['files one online without an address', 'dossier.submitted', 1, undefined, ''],
    ['files one with an address', 'dossier.submitted', 1, 'c2VhbGVk', 'c2VhbGVk'],
    ['accepts what was filed online', 'dossier.accepted', 2, undefined, undefined],
    ['corrects the address', 'dossier.corrected', 4, 'bmV3', 'bmV3'],
    ['takes the address out', 'dossier.corrected', 4, '', ''],
    ['corrects something else', 'dossier.corrected', 4, undefined, undefined],
  ])('that %s says that of the address', (_, type, version, contact, known) => {
    expect(contactIn({ ...dossier(type, contact === undefined ? {} : { contact }), version })).toBe(known)
  })
})

const copy = { ...place, status: 4, deadlineVersion: 2 }
const said = (name: TemplateName, facts: object = {}) => ({
  template: { name, version: 1 },
  deadline: { version: 2 },
  facts: { at, dueAt: '2026-12-03T10:00:00.000Z', ...facts },
})
const every = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
/** A moment at which nothing of it is fresh any more. */
const later = new Date(Date.parse(at) + 300_000).toISOString()
const sentIn = (name: TemplateName) => every.filter((status) => stillStands(said(name), { ...copy, status }, later))

describe.each(['due-soon', 'due', 'overdue', 'late'] as const)('A message that tells of a deadline (%s)', (name) => {
  it.each([
    ['of a dossier not heard of', undefined, true],
    ['while its deadline runs', copy, true],
    ['of a deadline that the copy does not know yet', { ...copy, deadlineVersion: 1, status: 5 }, true],
    ['of a deadline that has moved', { ...copy, deadlineVersion: 3 }, false],
    ['of a clock that stands', { ...copy, pausedAt: at }, false],
  ] as const)('%s is sent or not: %o', (_, known, stands) => {
    expect(stillStands(said(name), known, at)).toBe(stands)
  })

  it('is sent while the clock may run, in no other status', () => {
    expect(sentIn(name)).toEqual([2, 4, 6])
  })
})

describe('A notice of a dossier', () => {
  const secondsLater = (seconds: number) => new Date(Date.parse(at) + seconds * 1_000).toISOString()

  it('comes late a minute after what it tells of; what tells of a deadline never does', () => {
    const moments = [60, 60.001].map(secondsLater)
    expect(moments.map((now) => comesLate(said('fee-requested'), now))).toEqual([false, true])
    expect(moments.map((now) => comesLate(said('overdue'), now))).toEqual([false, false])
    expect(moments.map((now) => comesLate(said('late'), now))).toEqual([false, false])
  })

  it('is said as it was while it is fresh, whatever came a moment after it', () => {
    const paid = { ...copy, status: 4 }
    expect([60, 61].map((seconds) => stillStands(said('fee-requested'), paid, secondsLater(seconds)))).toEqual([
      true,
      false,
    ])
    const returned = { ...copy, status: 10 }
    expect([1, 61].map((seconds) => stillStands(said('result-ready'), returned, secondsLater(seconds)))).toEqual([
      true,
      false,
    ])
  })
})

describe('A message that was put off', () => {
  it('does not say of a dossier that it will be due when it was so half a day ago', () => {
    const soon = said('due-soon', { dueAt: '2026-11-27T03:00:00.000Z' })
    const instants = ['2026-11-27T15:00:00.000Z', '2026-11-27T15:00:00.001Z']
    expect(instants.map((now) => stillStands(soon, copy, now))).toEqual([true, false])
    expect(stillStands({ ...soon, template: { name: 'due', version: 1 } }, copy, instants[1] ?? '')).toBe(true)
  })

  it.each(['accepted', 'deadline-changed'] as const)('(%s) names no date that another one has replaced', (name) => {
    const versions = [1, 2, 3]
    const sent = versions.filter((deadlineVersion) => stillStands(said(name), { ...copy, deadlineVersion }, later))
    expect(sent).toEqual([1, 2])
    expect(sentIn(name)).toEqual([2, 4, 5, 6])
  })

  it('asks for nothing that was done meanwhile', () => {
    expect(sentIn('supplement-requested')).toEqual([5])
    expect(sentIn('supplement-received')).toEqual([1, 2, 4, 6])
    expect(sentIn('fee-requested')).toEqual([6])
    expect(sentIn('result-ready')).toEqual([9])
  })

  it('tells of a refusal and of a stop whenever it comes', () => {
    expect([sentIn('refused'), sentIn('stopped')]).toEqual([every, every])
  })
})

describe('An event of SES', () => {
  it.each([
    ['Send', undefined, undefined],
    ['Delivery', undefined, undefined],
    ['DeliveryDelay', undefined, undefined],
    ['Reject', undefined, undefined],
    ['Rendering Failure', undefined, undefined],
    ['Complaint', undefined, 'COMPLAINED'],
    ['Bounce', 'Permanent', 'BOUNCED'],
    ['Bounce', 'Transient', undefined],
    ['Bounce', 'Undetermined', undefined],
  ] as const)('%s %s marks the address as %s', (eventType, bounceType, mark) => {
    expect(newsOf({ eventType, ...(bounceType ? { bounce: { bounceType } } : {}) }).mark).toBe(mark)
  })

  it.each([
    ['Bounce', undefined],
    ['Bounce', 'Invented'],
    ['Open', undefined],
  ])('that it does not have is looked at by somebody: %s %s', (eventType, bounceType) => {
    expect(() => newsOf({ eventType, ...(bounceType ? { bounce: { bounceType } } : {}) })).toThrow()
  })
})
