import { describe, expect, it } from 'vitest'
import { reported } from '../../../functions/notifications/attempts.ts'
import { NotificationDelivered, NotificationFailed } from '../../../functions/notifications/events.ts'
import {
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
import { fresh, inHand, later, now, standing } from './sample-message.ts'

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
        ...{ id: fresh.id, about: 'DOSSIER', subject: fresh.subject, agency: 'H26.125' },
        ...{ to: 'APPLICANT', channel: 'EMAIL' },
        ...{ template: { name: 'accepted', version: 1 }, status: 'PERMANENT_FAILURE', reason: 'REJECTED' },
      },
    })
    expect(toldOf(delivered(inHand, now)?.message as Message).type).toBe('notification.delivered')
  })
})
