import { claimed, leasedFrom } from '../../../functions/notifications/attempts.ts'
import { created, type Message, type Status } from '../../../functions/notifications/message.ts'

/** When the sample message was made. */
export const now = '2026-11-26T01:00:00.000Z'
export const later = (minutes: number) => new Date(Date.parse(now) + minutes * 60_000).toISOString()

/** A message as it was just made, not yet in anybody's hand. */
export const fresh: Message = {
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
export const inHand = claimed(fresh, now)?.message as Message
export const standing = (status: Status, more: Partial<Message> = {}): Message => ({ ...fresh, status, ...more })
