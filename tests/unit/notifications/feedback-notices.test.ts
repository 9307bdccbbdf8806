import { describe, expect, it } from 'vitest'
import { events as feedbackEvents } from '../../../functions/feedback/events.ts'
import {
  authorContactIn,
  type FeedbackEvent,
  isEnded,
  type ReminderEvent,
} from '../../../functions/notifications/copies.ts'
import { noticesOfFeedback } from '../../../functions/notifications/feedback-notices.ts'
import { toldOf } from '../../../functions/notifications/message.ts'
import { noticesOfReminder } from '../../../functions/notifications/notices.ts'
import { asItStands, comesLate, stillStands } from '../../../functions/notifications/standing.ts'
import type { TemplateName } from '../../../functions/notifications/templates.ts'
import { noticesOfWebhook } from '../../../functions/notifications/webhook-notices.ts'
import { standing } from './sample-message.ts'

const at = '2026-11-26T01:00:00.000Z'
const dueAt = '2026-12-17T10:00:00.000Z'
const id = '7K3M9QX2VA'
const place = { agency: 'H26.125', receivingPoint: 'H26.125-01' }
const feedback = (type: string, data: Partial<FeedbackEvent['data']> = {}): FeedbackEvent => ({
  ...{ type, subject: id, version: 1, time: at },
  data: { ...place, kind: 'PHAN_ANH', status: 'RECEIVED', dueAt, deadlineVersion: 1, ...data },
})
const denunciation = { kind: 'TO_CAO', restricted: true } as const
const reminder = (data: Partial<ReminderEvent['data']>, type: ReminderEvent['type'] = 'reminder.due') => ({
  ...{ type, subject: id, version: 1, time: at },
  data: { ...place, feedback: id, toDo: 'ANSWER' as const, deadlineVersion: 1, dueAt, ...data },
})

describe('The author of a feedback', () => {
  const told: Record<string, string> = {
    'feedback.received': 'feedback-received',
    'feedback.info-requested': 'feedback-info-requested',
    'feedback.answered': 'feedback-answered',
    'feedback.rejected': 'feedback-rejected',
    'feedback.forwarded': 'feedback-forwarded',
  }

  it.each([...new Set([...Object.keys(feedbackEvents), ...Object.keys(told)])])(
    'is told of %s what the table says',
    (type) => {
      const notices = noticesOfFeedback(feedback(type))
      expect(notices.map(({ template }) => template)).toEqual(told[type] ? [told[type]] : [])
      for (const { to, deadline } of notices) expect([to, deadline]).toEqual(['AUTHOR', { version: 1 }])
    },
  )

  it('is promised the date of the answer at the receipt alone, and not of what is first taken up or refused', () => {
    const facts = (type: string, data = {}) => noticesOfFeedback(feedback(type, data)).at(-1)?.facts
    expect(facts('feedback.received')).toEqual({ at, dueAt })
    expect(facts('feedback.answered')).toEqual({ at })
    for (const apart of [{ kind: 'KHIEU_NAI' }, denunciation]) expect(facts('feedback.received', apart)).toEqual({ at })
  })

  it('is told that the answer is late, and not that its publication is', () => {
    expect(noticesOfReminder(reminder({ officer: 'lan' }, 'deadline.missed'))).toEqual([
      { template: 'feedback-late', to: 'AUTHOR', facts: { at, dueAt }, deadline: { version: 1 } },
    ])
    expect(noticesOfReminder(reminder({ toDo: 'PUBLISH' }, 'deadline.missed'))).toEqual([])
  })
})

describe('The staff', () => {
  it.each([
    ['DUE_SOON', 'OFFICER', 'feedback-due-soon'],
    ['DUE', 'OFFICER', 'feedback-due'],
    ['OVERDUE', 'LEADER', 'feedback-overdue'],
  ] as const)('are told of %s, to the %s, by the template %s, with what is to be done', (kind, to, template) => {
    const told = reminder({ kind, to, officer: 'lan', unit: 'Tư pháp', toDo: 'PUBLISH', overdueDays: 2 })
    expect(noticesOfReminder(told)).toEqual([
      {
        ...{ template, to: { to, officer: 'lan' }, officer: 'lan', deadline: { version: 1 } },
        facts: { at, dueAt, toDo: 'PUBLISH', unit: 'Tư pháp', overdueDays: 2 },
      },
    ])
  })

  it('of a denunciation are its leaders, who hear of it when it comes in and when it is due', () => {
    const [first, second, ...more] = noticesOfFeedback(feedback('feedback.received', denunciation))
    expect([first?.template, first?.to, second?.template, more]).toEqual([
      ...['denunciation-received', { to: 'LEADER', restricted: true }, 'feedback-received', []],
    ])
    const [due] = noticesOfReminder(reminder({ kind: 'DUE', to: 'LEADER', restricted: true, officer: 'lan' }))
    expect(due?.to).toEqual({ to: 'LEADER', officer: 'lan', restricted: true })
  })

  it('hear nothing more of it by its later events', () => {
    const types = Object.keys(feedbackEvents).filter((type) => type !== 'feedback.received')
    const notices = types.flatMap((type) => noticesOfFeedback(feedback(type, denunciation)))
    expect(notices.filter(({ to }) => to !== 'AUTHOR')).toEqual([])
  })
})

describe('The administrators', () => {
  it('are told of a webhook that gets nothing any more: the host, why, and since when it took nothing', () => {
    const data = { agency: 'H26', reason: 'FAILED_TOO_LONG', host: 'city.example.org', failingSince: dueAt } as const
    expect(noticesOfWebhook({ subject: 'w', version: 3, time: at, data })).toEqual([
      {
        ...{ template: 'webhook-disabled', to: { to: 'ADMINISTRATOR' } },
        facts: { at, host: 'city.example.org', reason: 'FAILED_TOO_LONG', since: dueAt },
      },
    ])
  })
})

describe('The host of a webhook', () => {
  it.each([
    [100, 'x'.repeat(100)],
    [101, `${'x'.repeat(99)}…`],
  ])('of %i characters is told as far as a message has room for it', (length, told) => {
    const data = { agency: 'H26', reason: 'GONE', host: 'x'.repeat(length) } as const
    expect(noticesOfWebhook({ subject: 'w', version: 3, time: at, data })[0]?.facts.host).toBe(told)
  })
})

describe('The address of an author', () => {
  it.each([
    ['that he left', 'feedback.received', 'c2VhbGVk', 'c2VhbGVk'],
    ['that he did not leave', 'feedback.received', undefined, ''],
    ['of which a later event says nothing', 'feedback.answered', undefined, undefined],
  ])('%s is known so', (_, type, contact, known) => {
    expect(authorContactIn(feedback(type, contact === undefined ? {} : { contact }))).toBe(known)
  })

  it('is needed while anything is waited for', () => {
    expect([isEnded({ dueAt }), isEnded({})]).toEqual([false, true])
  })
})

const copy = { ...place, status: 'IN_PROGRESS', dueAt, deadlineVersion: 2 }
const said = (name: TemplateName) => ({
  ...{ template: { name, version: 1 }, deadline: { version: 2 } },
  facts: { at, dueAt },
})
/** A moment at which nothing of it is fresh any more. */
const later = new Date(Date.parse(at) + 300_000).toISOString()
const every = [
  ...['RECEIVED', 'REJECTED', 'NEED_INFO', 'INFO_ADDED', 'FORWARDED', 'IN_PROGRESS', 'ANSWERED', 'PUBLISHED'],
]
const isFinal = (status: string) => ['REJECTED', 'FORWARDED', 'PUBLISHED'].includes(status)
const sentIn = (name: TemplateName) => every.filter((status) => stillStands(said(name), { ...copy, status }, later))
const deadlines = ['feedback-due-soon', 'feedback-due', 'feedback-overdue', 'feedback-late'] as const

describe.each(deadlines)('A message that tells of the deadline of a feedback (%s)', (name) => {
  it.each([
    ['of which nothing was heard', undefined, true],
    ['while it is waited for', copy, true],
    ['of a deadline that the copy does not know yet', { ...copy, deadlineVersion: 1, dueAt: undefined }, true],
    ['of a deadline that has moved', { ...copy, deadlineVersion: 3 }, false],
    ['of what is done', { ...copy, dueAt: undefined }, false],
  ])('%s is sent or not: %o', (_, known, stands) => {
    expect(stillStands(said(name), known, at)).toBe(stands)
  })

  it.each([
    ['ANSWER', ['RECEIVED', 'NEED_INFO', 'INFO_ADDED', 'IN_PROGRESS']],
    ['HANDLE', ['RECEIVED', 'NEED_INFO', 'INFO_ADDED', 'IN_PROGRESS']],
    ['PUBLISH', ['ANSWERED']],
  ] as const)('asks for %s only while that is to be done, even if the next date is the same', (toDo, statuses) => {
    const asks = (status: string) =>
      stillStands({ ...said(name), facts: { at, dueAt, toDo } }, { ...copy, status }, later)
    // With a date, as only these have one.
    expect(every.filter((status) => !isFinal(status) && asks(status))).toEqual(statuses)
  })

  it('never comes late', () => {
    expect(comesLate(said(name), later)).toBe(false)
  })
})

describe('A notice of a feedback that was put off', () => {
  it('says nothing that is over', () => {
    expect(sentIn('feedback-received')).toEqual(['RECEIVED', 'NEED_INFO', 'INFO_ADDED', 'IN_PROGRESS'])
    expect(sentIn('feedback-info-requested')).toEqual(['NEED_INFO'])
    expect(sentIn('feedback-answered')).toEqual(['ANSWERED', 'PUBLISHED'])
  })

  it('that it came goes out without a date that another one has replaced', () => {
    const facts = (deadlineVersion: number) => asItStands(said('feedback-received'), { ...copy, deadlineVersion })
    expect([1, 2, 3].map(facts)).toEqual([{ at, dueAt }, { at, dueAt }, { at }])
    expect(asItStands(said('feedback-received'), undefined)).toEqual({ at, dueAt })
    expect(stillStands(said('feedback-received'), { ...copy, deadlineVersion: 3 }, later)).toBe(true)
  })

  it.each(deadlines)('keeps the date that %s is about, whatever stands now', (name) => {
    expect(asItStands(said(name), { ...copy, deadlineVersion: 3 })).toEqual({ at, dueAt })
  })

  it('tells whatever came of it that it was refused or handed on, and leaders that it is there', () => {
    for (const name of ['feedback-rejected', 'feedback-forwarded', 'denunciation-received'] as const) {
      expect([name, sentIn(name)]).toEqual([name, every])
    }
  })

  it('does not say that it will be due when it was so half a day ago', () => {
    const instants = ['2026-12-17T22:00:00.000Z', '2026-12-17T22:00:00.001Z']
    expect(instants.map((now) => stillStands(said('feedback-due-soon'), copy, now))).toEqual([true, false])
  })
})

describe('The end of a message', () => {
  it.each([
    ['accepted', 'DOSSIER'],
    ['feedback-answered', 'FEEDBACK'],
    ['denunciation-received', 'FEEDBACK'],
    ['webhook-disabled', 'WEBHOOK'],
  ] as const)('by the template %s is told as one about a %s', (name, about) => {
    expect(toldOf(standing('DELIVERED', { template: { name, version: 1 } })).data).toMatchObject({ about })
  })
})
