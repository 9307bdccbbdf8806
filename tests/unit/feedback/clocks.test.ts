import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Clocks, clocksAfter, dueOf, firstClocks } from '../../../functions/feedback/clocks.ts'
import { apart, type Channel, channels, type Kind, kinds } from '../../../functions/feedback/kinds.ts'
import { type Act, type Status, transitions } from '../../../functions/feedback/transitions.ts'
import { withOfficeOffset } from '../../../shared/calendar/instant.ts'
import { calendar, confirmed, office } from '../calendar/office.ts'

const place = { calendar, office }
/** Local 'YYYY-MM-DD HH:MM' as the services keep an instant. */
const at = (local: string) => new Date(`${local.replace(' ', 'T')}+07:00`).toISOString()
const local = (instant: string | undefined) => instant && withOfficeOffset(instant).slice(0, 16).replace('T', ' ')

type Case = Clocks & { kind: Kind; channel: Channel; status: Status; receivedAt: string }
const received = (kind: Kind, when: string, channel: Channel = 'BOX'): Case => ({
  ...{ kind, channel, status: 'RECEIVED', receivedAt: at(when) },
  ...firstClocks(kind, channel, at(when), place),
})
/** What it is after some acts, each at its time. */
function done(feedback: Case, ...acts: [Act, string][]): Case {
  let now = feedback
  for (const [act, when] of acts) {
    now = { ...now, ...clocksAfter(act, now, at(when), place), status: transitions[act].to }
  }
  return now
}
const dueAfter = (feedback: Case, ...acts: [Act, string][]) => local(done(feedback, ...acts).dueAt)

describe('an answer', () => {
  const examples: [why: string, channel: Channel, from: string, due: string][] = [
    ['is due in 15 working days (example 15)', 'BOX', '2026-11-16 09:00', '2026-12-08 17:00'],
    ['counts no Tết', 'BOX', '2026-02-05 09:00', '2026-03-05 17:00'],
    ['counts no 24 November', 'BOX', '2026-11-23 09:00', '2026-12-15 17:00'],
    ['counts the worked Saturday 22 August 2026', 'BOX', '2026-08-03 09:00', '2026-08-22 17:00'],
    ['counts from the next working day what came after closing', 'HOTLINE', '2026-11-16 17:01', '2026-12-09 17:00'],
    ['counts at the Saturday desk from that Saturday', 'COUNTER', '2026-11-14 09:00', '2026-12-07 17:00'],
    ['counts online from the Monday after', 'WEB', '2026-11-14 09:00', '2026-12-08 17:00'],
  ]
  it.each(examples)('%s', (_why, channel, from, due) => {
    expect(local(received('PHAN_ANH', from, channel).dueAt)).toBe(due)
  })

  it('is due at the same time for a report, a proposal and a suggestion', () => {
    const dates = kinds
      .filter((kind) => !apart.has(kind))
      .map((kind) => local(received(kind, '2026-11-16 09:00').dueAt))
    expect(dates).toEqual(['2026-12-08 17:00', '2026-12-08 17:00', '2026-12-08 17:00'])
  })

  it('is received by the Saturday desk only from who was there', () => {
    const atOnce = channels.filter(
      (channel) => local(received('GOP_Y', '2026-11-14 09:00', channel).dueAt) === '2026-12-07 17:00',
    )
    expect(atOnce).toEqual(['BOX', 'HOTLINE', 'COUNTER', 'MAIL'])
  })

  it('to what is opened again online on a Saturday counts from the Monday after, whatever way it first came', () => {
    const answered = done(received('GOP_Y', '2026-11-09 09:00'), ['answer', '2026-11-13 09:00'])
    const reopened = done(answered, ['reopen', '2026-11-14 09:00'])
    expect(reopened.running).toEqual({ clock: 'ANSWER', from: at('2026-11-14 09:00'), via: 'ONLINE' })
    expect(local(reopened.dueAt)).toBe('2026-12-08 17:00')
  })

  it('on a Saturday has its publication count from that Saturday, for it was given at the desk', () => {
    const answered = done(received('GOP_Y', '2026-11-09 09:00', 'WEB'), ['answer', '2026-11-14 09:00'])
    expect(answered.running).toEqual({ clock: 'PUBLISH', from: at('2026-11-14 09:00'), via: 'DESK' })
    expect(local(answered.dueAt)).toBe('2026-11-17 17:00')
  })

  it('keeps beside its date how the feedback came in, for who counts it anew', () => {
    expect(received('GOP_Y', '2026-11-14 09:00', 'EMAIL').running?.via).toBe('ONLINE')
    expect(received('GOP_Y', '2026-11-14 09:00', 'MAIL').running?.via).toBe('DESK')
  })

  it('waits no longer for who is asked for more', () => {
    const asked = done(received('PHAN_ANH', '2026-11-16 09:00'), ['request-info', '2026-11-18 09:00'])
    expect(asked).toMatchObject({ deadlineVersion: 1, asked: true })
    expect(local(asked.dueAt)).toBe('2026-12-08 17:00')
    const added = done(asked, ['add-info', '2026-12-01 09:00'], ['start', '2026-12-02 09:00'])
    expect(added).toMatchObject({ deadlineVersion: 1 })
    expect(local(added.dueAt)).toBe('2026-12-08 17:00')
  })

  it('is followed by a publication in two working days', () => {
    const answered = done(received('PHAN_ANH', '2026-11-16 09:00'), ['answer', '2026-11-20 16:30'])
    expect(local(answered.dueAt)).toBe('2026-11-25 17:00')
    expect(answered.deadlineVersion).toBe(2)
  })

  it('is due anew, in 15 working days, when its author wants it looked at again', () => {
    const again = done(
      received('PHAN_ANH', '2026-11-02 09:00'),
      ['answer', '2026-11-12 09:00'],
      ['reopen', '2026-11-14 09:00'], // a Saturday, from home
    )
    expect(local(again.dueAt)).toBe('2026-12-08 17:00')
    expect(again.deadlineVersion).toBe(3)
  })
})

describe('a complaint or a denunciation', () => {
  const both = kinds.filter((kind) => apart.has(kind))

  it.each(both)('%s: is taken up or refused in 7 working days, and decided in 30 days from then', (kind) => {
    expect(local(received(kind, '2026-11-16 09:00').dueAt)).toBe('2026-11-26 17:00')
    expect(dueAfter(received(kind, '2026-11-16 09:00'), ['start', '2026-11-20 09:00'])).toBe('2026-12-21 17:00')
  })

  it('wins no time by being started twice', () => {
    const twice = done(
      received('KHIEU_NAI', '2026-11-16 09:00'),
      ['start', '2026-11-20 09:00'],
      ['request-info', '2026-12-01 09:00'],
      ['add-info', '2026-12-10 09:00'],
      ['start', '2026-12-11 09:00'],
    )
    expect(local(twice.dueAt)).toBe('2026-12-21 17:00')
    expect(twice.deadlineVersion).toBe(2)
  })

  it('has no more dates once it is answered, and 30 days when it is reopened', () => {
    const answered = done(received('TO_CAO', '2026-11-16 09:00'), ['answer', '2026-11-20 09:00'])
    expect(answered.dueAt).toBeUndefined()
    expect(dueAfter(answered, ['reopen', '2026-11-23 09:00'])).toBe('2026-12-23 17:00')
  })
})

describe('what has ended', () => {
  it.each(['reject', 'forward'] as const)('by %s waits for nothing', (act) => {
    for (const kind of kinds) {
      const ended = done(received(kind, '2026-11-16 09:00'), [act, '2026-11-16 10:00'])
      expect(ended).toMatchObject({ running: undefined, dueAt: undefined, deadlineVersion: 2, late: undefined })
    }
  })

  it('by its publication waits for nothing', () => {
    const published = done(
      received('GOP_Y', '2026-11-16 09:00'),
      ['answer', '2026-11-17 09:00'],
      ['publish', '2026-11-18 09:00'],
    )
    expect(published).toMatchObject({ dueAt: undefined, deadlineVersion: 3, late: undefined })
  })
})

describe('an act after its time', () => {
  // Received on Monday 16 November at nine.
  const limits: [kind: Kind, act: Act, last: string, late: string][] = [
    ['PHAN_ANH', 'reject', '2026-11-18 17:00', '2026-11-18 17:01'],
    ['PHAN_ANH', 'forward', '2026-11-18 17:00', '2026-11-18 17:01'],
    ['PHAN_ANH', 'request-info', '2026-11-23 17:00', '2026-11-23 17:01'],
    ['PHAN_ANH', 'answer', '2026-12-08 17:00', '2026-12-08 17:01'],
    ['KHIEU_NAI', 'reject', '2026-11-26 17:00', '2026-11-26 17:01'],
    ['KHIEU_NAI', 'forward', '2026-11-26 17:00', '2026-11-26 17:01'],
    ['TO_CAO', 'start', '2026-11-26 17:00', '2026-11-26 17:01'],
    ['TO_CAO', 'answer', '2026-11-26 17:00', '2026-11-26 17:01'],
  ]
  it.each(limits)('%s: %s is in time until %s', (kind, act, last, late) => {
    const feedback = received(kind, '2026-11-16 09:00')
    expect(done(feedback, [act, last]).late).toBeUndefined()
    expect(done(feedback, [act, late]).late).toEqual([act])
  })

  it('is remembered when it is a publication', () => {
    const answered = done(received('GOP_Y', '2026-11-16 09:00'), ['answer', '2026-11-20 09:00'])
    expect(done(answered, ['publish', '2026-11-25 17:00']).late).toBeUndefined()
    expect(done(answered, ['publish', '2026-11-25 17:01']).late).toEqual(['publish'])
  })

  it('is the first question alone, which is late from wherever it is asked', () => {
    const started = done(received('PHAN_ANH', '2026-11-16 09:00'), ['start', '2026-11-17 09:00'])
    const asked = done(started, ['request-info', '2026-11-24 09:00'])
    expect(asked.late).toEqual(['request-info'])
    const inTime = done(started, ['request-info', '2026-11-18 09:00'], ['add-info', '2026-11-19 09:00'])
    expect(done(inTime, ['start', '2026-11-20 09:00'], ['request-info', '2026-12-01 09:00']).late).toBeUndefined()
  })

  it('is no question after an answer, which was in time without it', () => {
    const answered = done(received('PHAN_ANH', '2026-11-16 09:00'), ['answer', '2026-11-30 09:00'])
    expect(done(answered, ['reopen', '2026-12-01 09:00'], ['request-info', '2026-12-02 09:00']).late).toBeUndefined()
  })

  it('is not to hand on what waited for its author', () => {
    const asked = done(received('PHAN_ANH', '2026-11-16 09:00'), ['request-info', '2026-11-17 09:00'])
    expect(done(asked, ['add-info', '2026-11-30 09:00'], ['forward', '2026-12-01 09:00']).late).toBeUndefined()
  })

  it('is named once and stays named', () => {
    const late = done(
      received('PHAN_ANH', '2026-11-16 09:00'),
      ['answer', '2026-12-09 09:00'],
      ['reopen', '2026-12-10 09:00'],
      ['answer', '2027-03-01 09:00'],
      ['publish', '2027-03-30 09:00'],
    )
    expect(late.late).toEqual(['answer', 'publish'])
  })
})

describe('the clocks in any course of acts', () => {
  const course = fc.array(
    fc.record({
      act: fc.constantFrom(...(Object.keys(transitions) as Act[])),
      hours: fc.integer({ min: 0, max: 300 }),
    }),
    { maxLength: 8 },
  )
  it('keep a date as long as its clock runs, count it from what they say, and raise the version with each other one', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.constantFrom(...channels), course, (kind, channel, steps) => {
        let now = received(kind, '2026-11-16 09:00', channel)
        let time = Date.parse(now.receivedAt)
        for (const { act, hours } of steps) {
          const possible: readonly Status[] = transitions[act].from
          if (!possible.includes(now.status) || (act === 'publish' && apart.has(kind))) continue
          time += hours * 3_600_000
          const next = done(now, [act, withOfficeOffset(new Date(time).toISOString()).slice(0, 16).replace('T', ' ')])
          expect(next.deadlineVersion - now.deadlineVersion).toBe(next.dueAt === now.dueAt ? 0 : 1)
          expect(next.dueAt).toBe(next.running && dueOf(next.running, place))
          now = next
        }
      }),
    )
  })

  it('keep the promised date through acts by another calendar: only a plan anew moves it', () => {
    const feedback = received('KHIEU_NAI', '2026-11-16 09:00')
    const asked = clocksAfter('request-info', feedback, at('2026-11-17 09:00'), { calendar: confirmed, office })
    expect(asked).toMatchObject({ dueAt: feedback.dueAt, deadlineVersion: 1 })
  })

  it('come out otherwise by another calendar, from what they remember alone', () => {
    const { running } = received('KHIEU_NAI', '2026-11-16 09:00')
    expect(running && local(dueOf(running, place))).toBe('2026-11-26 17:00')
    // Monday 23 November off.
    expect(running && local(dueOf(running, { calendar: confirmed, office }))).toBe('2026-11-27 17:00')
  })
})
