import { CloudEvent } from 'cloudevents'
import { describe, expect, it } from 'vitest'
import { events as dossierEvents } from '../../../functions/dossiers/events.ts'
import { events as feedbackEvents } from '../../../functions/feedback/events.ts'
import { cityEvent, packed, unpacked } from '../../../functions/integrations/city-event.ts'
import { toldOf } from '../../../functions/integrations/city-state.ts'
import { EventPage, eventTypes } from '../../../functions/integrations/schemas.ts'
import { code, dossierEvent, feedbackEvent, ward } from './sample.ts'

const shown = (event: object, sequence = 7) => {
  const told = toldOf(event)
  return told && cityEvent(told, sequence)
}

describe('What the city is told of an event', () => {
  it('is the state of the dossier, at its place in the feed, with instants in the time of the office', () => {
    expect(shown(dossierEvent())).toEqual({
      specversion: '1.0',
      id: `dossiers:DOSSIER#${code}:1`,
      source: 'motcua.dossiers',
      type: 'dossier.accepted',
      subject: code,
      time: '2026-11-26T09:00:00.000+07:00',
      datacontenttype: 'application/json',
      agency: ward,
      version: 1,
      sequence: 7,
      data: {
        code,
        receivingPoint: `${ward}-01`,
        procedure: { code: '2.000815', version: 1 },
        channel: 'ONLINE',
        status: 2,
        submittedAt: '2026-11-26T08:30:00.000+07:00',
        acceptedAt: '2026-11-26T09:00:00.000+07:00',
        dueAt: '2026-12-01T17:00:00.000+07:00',
        originalDueAt: '2026-12-01T17:00:00.000+07:00',
        deadlineVersion: 1,
        supplements: 0,
        extensions: 0,
      },
    })
  })

  it('is of a feedback its state, too', () => {
    const late = shown(
      feedbackEvent(2, { status: 'ANSWERED', answeredAt: '2026-12-18T02:00:00.000Z', late: ['answer'] }),
    )
    expect(late?.data).toEqual({
      id: '7K3M9QX2VA',
      receivingPoint: `${ward}-01`,
      kind: 'PHAN_ANH',
      channel: 'WEB',
      status: 'ANSWERED',
      receivedAt: '2026-11-26T09:00:00.000+07:00',
      dueAt: '2026-12-17T17:00:00.000+07:00',
      deadlineVersion: 1,
      answeredAt: '2026-12-18T09:00:00.000+07:00',
      late: ['answer'],
    })
  })

  it('names no person and no file, and has no address, no mark of a secret and nothing that this list does not know', () => {
    const planted = {
      filedBy: { id: 'citizen-canary', agency: ward },
      by: { id: 'clerk-canary', agency: ward },
      owner: 'owner-canary',
      assignee: { unit: 'unit-canary', person: 'person-canary' },
      attachments: [{ id: 'file-canary', sha256: 'hash-canary' }],
      contact: 'contact-canary',
      ratingTokenHash: 'token-canary',
      uploader: 'uploader-canary',
      comesLater: 'later-canary',
      procedure: { code: '2.000815', version: 1, comesLater: 'nested-canary' },
    }
    const events = [dossierEvent(1, planted, { extra: 'extra-canary' }), feedbackEvent(1, planted, { extra: 'canary' })]
    for (const event of events) expect(JSON.stringify(shown(event))).not.toContain('canary')
  })

  it('is nothing of what only leaders may know', () => {
    expect(shown(feedbackEvent(1, { kind: 'TO_CAO', restricted: true }))).toBeUndefined()
  })

  it.each(['rating.given', 'reminder.due', 'constructor.called', 'dossier'])('is no %s', (type) => {
    expect(() => shown(dossierEvent(1, {}, { type }))).toThrow()
  })

  it('is never a guess: an event that lacks what it should have is refused', () => {
    expect(() => shown(dossierEvent(1, { status: undefined }))).toThrow()
    expect(() => shown(dossierEvent(1, { acceptedAt: 'yesterday' }))).toThrow()
    expect(() => shown(dossierEvent(1, {}, { agency: undefined }))).toThrow()
  })
})

describe('A row', () => {
  it.each([
    ['of a dossier', dossierEvent(3)],
    ['of a feedback', feedbackEvent(3)],
    ['with another id and source than ours', dossierEvent(3, {}, { id: 'another:3', source: 'another' })],
  ])('%s gives the event back as it was', (_, event) => {
    const told = toldOf(event)
    if (!told) throw new Error('it is told')
    expect(unpacked(packed(told), told.agency)).toEqual(told)
  })

  it('has neither the id nor the source that follow from the rest', () => {
    const told = toldOf(dossierEvent())
    expect(told && Object.keys(packed(told)).sort()).toEqual(['data', 'subject', 'time', 'type', 'version'])
  })
})

describe('Every type of event that dossiers and feedback publish', () => {
  it('may be asked for by the city, and no other', () => {
    const published = [...Object.keys(dossierEvents), ...Object.keys(feedbackEvents)]
    expect(eventTypes.toSorted()).toEqual(published.filter((type) => type !== 'rating.given').sort())
  })

  it.each(eventTypes)(
    '%s is a CloudEvent to the SDK and answered as the contract says, whatever its data may have',
    (type) => {
      const at = '2026-11-27T02:00:00.000Z'
      const dossier = { pausedAt: at, endedAt: at, returnedAt: at, outcome: 'APPROVED', indexOverdue: true }
      const feedback = { answeredAt: at, publishedAt: at, endedAt: at, late: ['answer'] }
      const event = type.startsWith('dossier.')
        ? dossierEvent(3, dossier, { type })
        : feedbackEvent(3, feedback, { type })
      const told = shown(event)
      expect(new CloudEvent({ ...told }, true).validate()).toBe(true)
      const page = { items: [told], next: 'WyJIMjYuMTI1Iiw3XQ', retryAfter: 0 }
      // Fields that the contract does not name are taken out here: none is lost.
      expect(EventPage.parse(page)).toEqual(page)
    },
  )
})
