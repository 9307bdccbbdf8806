import * as z from 'zod'
import { DossierCode } from '../../shared/vietnamese/codes.ts'
import { outcomes, type Reason, readers, reasons, statuses } from './message.ts'

const Instant = z.iso.datetime({ offset: true })

/** The id of a feedback, as `feedback` makes it. */
const FeedbackId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{10}$/, { error: 'must be the id of a feedback' })
const Subject = z.union([DossierCode, FeedbackId])

export const ListQuery = z.strictObject({
  subject: Subject.meta({ description: 'The code of a dossier or the id of a feedback' }),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,500}$/)
    .optional(),
})

const Attempt = z
  .object({ at: Instant, outcome: z.enum(outcomes), error: z.string().optional() })
  .meta({ id: 'NotificationAttempt', description: 'A call to the provider; the error is its name' })

/** A message as staff may see it: to whom in which role, never to which address. */
export const NotificationView = z
  .object({
    id: z.string().meta({ example: '7Q2M4N8V0C1ZK5T3YB6XW9RHJD' }),
    subject: Subject,
    to: z.enum(readers),
    person: z.string().optional().meta({ description: 'The member of staff' }),
    channel: z.enum(['EMAIL', 'SMS']),
    template: z.object({ name: z.string(), version: z.int() }),
    status: z.enum(statuses),
    reason: z.enum(Object.keys(reasons) as [Reason, ...Reason[]]).optional(),
    createdAt: Instant,
    sentAt: Instant.optional(),
    endedAt: Instant.optional(),
    attempts: z.array(Attempt).meta({ description: 'The last eight, the oldest first' }),
  })
  .meta({ id: 'Notification' })

export const NotificationList = z
  .object({ items: z.array(NotificationView), nextCursor: z.string().optional() })
  .meta({ id: 'NotificationList' })
