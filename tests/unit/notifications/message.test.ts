import { describe, expect, it } from 'vitest'
import {
  abandoned,
  answered,
  backoffMinutes,
  claimed,
  deferred,
  isFree,
  isWornOut,
  leasedFrom,
  nextTry,
  reported,
  unready,
} from '../../../functions/notifications/attempts.ts'
import { NotificationDelivered, NotificationFailed } from '../../../functions/notifications/events.ts'
import {
  created,
  delivered,
  ended,
  type Message,
  mayBecome,
  packed,
  type Reason,
  reasons,
  type Status,
  statuses,
  toldOf,
  unpacked,
} from '../../../functions/notifications/message.ts'

const now = '2026-11-26T01:00:00.000Z'
const later = (minutes: number) => new Date(Date.parse(now) + minutes * 60_000).toISOString()

const fresh: Message = {
  ...created(
    {
      ...{ id: '7Q2M4N8V0C1ZK5T3YB6XW9RHJD', subject: 'H26.125-261126-0001', agency: 'H26.125' },
      ...{ receivingPoint: 'H26.125-01', template: { name: 'accepted', version: 1 }, to: 'APPLICANT' },
      ...{ channel: 'EMAIL', facts: { at: now } },
    },
    now,
  ),
  due: leasedFrom(now),
}
const inHand = claimed(fresh, now)?.message as Message
const standing = (status: Status, more: Partial<Message> = {}): Message => ({ ...fresh, status, ...more })

describe('A message', () => {
  /** From each status, where it may go; what is not written here may not be. */
  const ways: Record<Status, Status[]> = {
    CREATED: ['SENDING', 'DELIVERED', 'TEMPORARY_FAILURE', 'PERMANENT_FAILURE', 'TECHNICAL_FAILURE'],
    SENDING: ['SENDING', 'DELIVERED', 'TEMPORARY_FAILURE', 'PERMANENT_FAILURE', 'TECHNICAL_FAILURE'],
    TEMPORARY_FAILURE: ['SENDING', 'DELIVERED', 'TEMPORARY_FAILURE', 'PERMANENT_FAILURE', 'TECHNICAL_FAILURE'],
    DELIVERED: ['PERMANENT_FAILURE'],
    TECHNICAL_FAILURE: ['DELIVERED', 'PERMANENT_FAILURE'],
    PERMANENT_FAILURE: [],
  }

  it.each(statuses)('in %s goes where the table says and nowhere else', (from) => {
    expect(statuses.filter((to) => mayBecome({ status: from }, to))).toEqual(
      statuses.filter((to) => ways[from].includes(to)),
    )
  })

  it.each(Object.keys(reasons) as Reason[])(
    'that ends for %s waits for no sweep and tells of it unless it is void',
    (reason) => {
      const { status } = reasons[reason]
      const decided = ended(fresh, reason, later(3))
      expect(decided?.message).toMatchObject({ status, reason, endedAt: later(3) })
      expect(decided?.message).not.toHaveProperty('due')
      expect(decided?.told).toBe(reason !== 'SUPERSEDED')
    },
  )

  it('that has failed for good stays so', () => {
    const failed = standing('PERMANENT_FAILURE', { reason: 'BOUNCED' })
    expect(ended(failed, 'GAVE_UP', now)).toBeUndefined()
    expect(delivered(failed, now)).toBeUndefined()
    expect(reported(failed, 'ses-1', now)).toBeUndefined()
  })

  it.each(['NO_ADDRESS', 'SUPPRESSED', 'SUPERSEDED'] as const)(
    'that was not tried again (%s) counts as delivered when the first try has arrived',
    (reason) => {
      const end = ended(inHand, reason, later(12))?.message as Message
      const got = delivered(end, later(20))
      expect(got).toMatchObject({ told: true, message: { status: 'DELIVERED' } })
      expect(got?.message).not.toHaveProperty('reason')
    },
  )

  it.each(['REJECTED', 'NO_RECIPIENT'] as const)('that nobody can have got (%s) stays so', (reason) => {
    expect(delivered(ended(inHand, reason, now)?.message as Message, now)).toBeUndefined()
  })

  it('that was delivered is delivered once, and fails only by a bounce or a rejection', () => {
    const got = delivered(inHand, later(1))?.message as Message
    expect(got).toMatchObject({ status: 'DELIVERED', sentAt: later(1), endedAt: later(1) })
    expect(got).not.toHaveProperty('due')
    expect(delivered(got, later(2))).toBeUndefined()
    expect(ended(got, 'GAVE_UP', later(2))).toBeUndefined()
    expect(ended(got, 'BOUNCED', later(2))?.message.status).toBe('PERMANENT_FAILURE')
  })

  it('is the same after it was stored', () => {
    const tried: Message = {
      ...fresh,
      attempts: [
        { at: now, outcome: 'UNKNOWN', error: 'ETIMEDOUT' },
        { at: later(12), outcome: 'ACCEPTED' },
      ],
    }
    expect(unpacked(tried.id, packed(tried))).toEqual(tried)
    expect(packed(tried)).not.toHaveProperty('id')
  })

  it('tells of what its events promise, and of nothing that is void', () => {
    const promised = NotificationFailed.shape.reason.options
    expect([...promised].sort()).toEqual((Object.keys(reasons) as Reason[]).filter((one) => reasons[one].told).sort())
    for (const reason of promised) {
      const { type, data } = toldOf(ended(inHand, reason, now)?.message as Message)
      expect(NotificationFailed.strict().parse(data)).toEqual(data)
      expect(type).toBe('notification.failed')
    }
    const { data } = toldOf(delivered(inHand, now)?.message as Message)
    expect(NotificationDelivered.strict().parse(data)).toEqual(data)
  })

  it('tells of its end without its facts, its attempts or its person', () => {
    const end = ended({ ...inHand, person: { id: 'lan', agency: 'H26.125' } }, 'REJECTED', now)?.message as Message
    expect(toldOf(end)).toEqual({
      type: 'notification.failed',
      data: {
        ...{ id: fresh.id, subject: fresh.subject, agency: 'H26.125', to: 'APPLICANT', channel: 'EMAIL' },
        ...{ template: { name: 'accepted', version: 1 }, status: 'PERMANENT_FAILURE', reason: 'REJECTED' },
      },
    })
    expect(toldOf(delivered(inHand, now)?.message as Message).type).toBe('notification.delivered')
  })
})

describe('Who sends a message', () => {
  it('takes it in hand alone, for two minutes', () => {
    expect(inHand).toMatchObject({ status: 'SENDING', tries: 1, attempts: [{ at: now, outcome: 'PENDING' }] })
    expect(inHand.due).toBe(later(2))
    for (const minutes of [0, 1, 2, 60]) expect(claimed(inHand, later(minutes))).toBeUndefined()
  })

  it('keeps the row by which it was found where that leaves time enough, and takes a new one where it does not', () => {
    expect(claimed({ ...fresh, due: later(1) }, now)?.message.due).toBe(later(1))
    expect(claimed({ ...fresh, due: later(0.9) }, now)?.message.due).toBe(later(2))
  })

  it('may leave it to the next sweep without a try, but not what somebody has in hand', () => {
    expect(deferred(fresh, later(2))).toEqual({ message: { ...fresh, due: later(2) }, told: false })
    const putOff = standing('TEMPORARY_FAILURE', { due: later(5), tries: 2 })
    expect(deferred(putOff, later(6))?.message).toEqual({ ...putOff, due: later(6) })
    expect([deferred(putOff, later(4)), deferred(inHand, later(9))]).toEqual([undefined, undefined])
  })

  it('counts as crashed when his time is over, and not before; what he had in hand is unknown', () => {
    expect(abandoned(inHand, later(1.9))).toBeUndefined()
    const unknown = abandoned(inHand, later(2))?.message as Message
    expect(unknown).toMatchObject({ status: 'SENDING', attempts: [{ outcome: 'UNKNOWN', error: 'Abandoned' }] })
    expect(unknown.due).toBe(later(12))
    expect(abandoned(unknown, later(12))).toBeUndefined()
    expect(isFree(unknown, later(11.9))).toBe(false)
    expect(isFree(unknown, later(12))).toBe(true)
  })

  it.each([
    ['ACCEPTED', undefined],
    ['TEMPORARY', later(1)],
    ['UNKNOWN', later(10)],
  ] as const)('and hears %s leaves it until %s', (outcome, due) => {
    const after = answered(inHand, now, { outcome, providerId: 'ses-1' }, now, 0)
    expect(after?.told).toBe(false)
    expect(after?.message.due).toBe(due)
    expect(after?.message.attempts).toMatchObject([{ at: now, outcome }])
  })

  it.each([
    ['PERMANENT', 'REJECTED', 'PERMANENT_FAILURE'],
    ['TECHNICAL', 'SUSPENDED', 'TECHNICAL_FAILURE'],
  ] as const)('and hears %s ends it for that reason', (outcome, reason, status) => {
    const after = answered(inHand, now, { outcome, reason, error: 'Name' }, now, 0)
    expect(after).toMatchObject({ told: true, message: { status, reason, attempts: [{ outcome, error: 'Name' }] } })
  })

  it('is not heard any more when another word came first', () => {
    const accepted = reported(inHand, 'ses-1', now)?.message as Message
    expect(accepted).toMatchObject({ status: 'SENDING', providerId: 'ses-1', attempts: [{ outcome: 'ACCEPTED' }] })
    for (const message of [accepted, delivered(inHand, now)?.message as Message]) {
      expect(answered(message, now, { outcome: 'TEMPORARY', error: 'Late' }, now, 0)).toBeUndefined()
    }
    const second = claimed(abandoned(inHand, later(2))?.message as Message, later(12))?.message as Message
    expect(answered(second, now, { outcome: 'ACCEPTED' }, later(12), 0)).toBeUndefined()
  })

  it('is heard late, when he was only slow and not crashed', () => {
    const unknown = abandoned(inHand, later(2))?.message as Message
    expect(answered(unknown, now, { outcome: 'ACCEPTED', providerId: 'ses-1' }, later(3), 0)?.message).toMatchObject({
      providerId: 'ses-1',
      attempts: [{ outcome: 'ACCEPTED' }],
    })
  })
})

describe('A message that fails for a while', () => {
  it('is tried again after 1, 5, 15, 30, 60, 120, 240 and 480 minutes, then never', () => {
    expect(backoffMinutes).toEqual([1, 5, 15, 30, 60, 120, 240, 480])
    for (const [failed, minutes] of backoffMinutes.entries()) expect(nextTry(failed + 1, now, 0)).toBe(later(minutes))
    expect(nextTry(9, now, 0)).toBeUndefined()
  })

  it('is tried at most a fifth later than that', () => {
    expect(nextTry(2, now, 1)).toBe(later(6))
    expect(nextTry(2, now, 0.5)).toBe(later(5.5))
  })

  it('is given up after the ninth try, with an event', () => {
    const last = { ...inHand, tries: 9 }
    const after = answered(last, now, { outcome: 'TEMPORARY', error: 'Busy' }, now, 0)
    expect(after).toMatchObject({ told: true, message: { status: 'TECHNICAL_FAILURE', reason: 'GAVE_UP' } })
    expect([isWornOut({ ...inHand, tries: 8 }), isWornOut(last)]).toEqual([false, true])
  })

  it('keeps its last eight attempts and counts them all', () => {
    let message = fresh
    for (let tries = 0; tries < 8; tries += 1) {
      const at = message.due ?? now
      message = unready(message, 'Broken', at, 0)?.message as Message
    }
    const ninth = claimed(message, message.due ?? now)?.message as Message
    expect(ninth.tries).toBe(9)
    expect(ninth.attempts.map(({ outcome }) => outcome)).toEqual([...Array(7).fill('TEMPORARY'), 'PENDING'])
  })

  it('counts as tried when it could not even be made ready', () => {
    const after = unready(fresh, 'KmsError', now, 0)
    expect(after?.message).toMatchObject({ status: 'TEMPORARY_FAILURE', tries: 1, due: later(1) })
    expect(after?.message.attempts).toEqual([{ at: now, outcome: 'TEMPORARY', error: 'KmsError' }])
    expect(unready(inHand, 'KmsError', now, 0)).toBeUndefined()
  })

  it('waits ever longer for the word of a provider that never answers', () => {
    const unanswered = (tries: number) =>
      answered({ ...inHand, tries }, now, { outcome: 'UNKNOWN', error: 'ETIMEDOUT' }, now, 1)?.message.due
    expect([1, 2, 3, 4, 8, 9].map(unanswered)).toEqual([10, 10, 15, 30, 480, 10].map(later))
  })

  it('is sent when the provider says so, whatever it answered to another try', () => {
    const twice = standing('TEMPORARY_FAILURE', {
      due: later(5),
      attempts: [
        { at: now, outcome: 'UNKNOWN', error: 'ETIMEDOUT' },
        { at: later(10), outcome: 'TEMPORARY', error: 'Busy' },
      ],
    })
    const after = reported(twice, 'ses-1', later(11))?.message
    expect(after?.attempts.map(({ outcome }) => outcome)).toEqual(['ACCEPTED', 'TEMPORARY'])
    expect(after).toMatchObject({ status: 'SENDING', providerId: 'ses-1' })
    expect(after).not.toHaveProperty('due')
  })
})
