import * as z from 'zod'

/** Who did something to a webhook is its client's id. */
const Webhook = z.object({
  id: z.string(),
  agency: z.string(),
  state: z.enum(['ACTIVE', 'PAUSED', 'DISABLED']),
})

export const WebhookChanged = Webhook.meta({ id: 'WebhookChanged' })

/** Nothing is delivered any more until somebody resumes it. */
export const WebhookDisabled = Webhook.extend({
  state: z.literal('DISABLED'),
  receivingPoint: z.string().optional(),
  reason: z.enum(['GONE', 'FAILED_TOO_LONG']),
  /** The host alone: a path may hold a secret of the receiver. */
  host: z.string(),
  failingSince: z.string().optional(),
  description: z.string().optional(),
}).meta({ id: 'WebhookDisabled' })

/** What this service publishes: event type → its data. */
export const events: Record<string, z.ZodType> = {
  'webhook.created': WebhookChanged,
  'webhook.rotated': WebhookChanged,
  'webhook.paused': WebhookChanged,
  'webhook.resumed': WebhookChanged,
  'webhook.replayed': WebhookChanged,
  'webhook.deleted': WebhookChanged,
  'webhook.disabled': WebhookDisabled,
}
