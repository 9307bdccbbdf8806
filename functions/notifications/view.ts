import type * as z from 'zod'
import { withOfficeOffset } from '../../shared/calendar/instant.ts'
import type { Message } from './message.ts'
import type { NotificationView } from './schemas.ts'

/** A message as staff may see it, in the office's time. */
export function messageView(message: Message): z.input<typeof NotificationView> {
  const { id, subject, to, person, channel, template, status, reason, createdAt, sentAt, endedAt, attempts } = message
  return {
    ...{ id, subject, to, channel, template, status },
    ...(person ? { person: person.id } : {}),
    ...(reason ? { reason } : {}),
    createdAt: withOfficeOffset(createdAt),
    ...(sentAt ? { sentAt: withOfficeOffset(sentAt) } : {}),
    ...(endedAt ? { endedAt: withOfficeOffset(endedAt) } : {}),
    attempts: attempts.map((attempt) => ({ ...attempt, at: withOfficeOffset(attempt.at) })),
  }
}
