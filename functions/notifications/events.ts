import * as z from 'zod'

const Notification = z.object({
  id: z.string(),
  about: z.enum(['DOSSIER', 'FEEDBACK', 'WEBHOOK']),
  /** The dossier's code, or the id of the feedback or the webhook. */
  subject: z.string(),
  agency: z.string(),
  /** As what its reader was told. */
  to: z.enum(['APPLICANT', 'AUTHOR', 'OFFICER', 'LEADER', 'ADMINISTRATOR']),
  channel: z.enum(['EMAIL', 'SMS']),
  template: z.object({ name: z.string(), version: z.int() }),
})

/** The reader's mail server, or the telephone network, has the message. */
export const NotificationDelivered = Notification.extend({ status: z.literal('DELIVERED') }).meta({
  id: 'NotificationDelivered',
})

/** Nobody will be told by this message. A bounce may come after it was delivered. */
export const NotificationFailed = Notification.extend({
  status: z.enum(['PERMANENT_FAILURE', 'TECHNICAL_FAILURE']),
  reason: z.enum([
    'BOUNCED',
    'REJECTED',
    'NO_ADDRESS',
    'NO_RECIPIENT',
    'SUPPRESSED',
    'GAVE_UP',
    'NOT_CONFIGURED',
    'SUSPENDED',
    'UNWRITABLE',
  ]),
}).meta({ id: 'NotificationFailed' })

/** Everything that this service publishes; the subject is the message's id. */
export const events = { 'notification.delivered': NotificationDelivered, 'notification.failed': NotificationFailed }
