import type { WebhookEvent } from './copies.ts'
import type { Notice } from './notices.ts'

/** A message with a longer one would cost a second unit of each write. */
const hostMost = 100

/** What the end of deliveries to a webhook gives cause to say. */
export function noticesOfWebhook({ time: at, data }: WebhookEvent): Notice[] {
  const { reason, failingSince: since } = data
  const host = data.host.length > hostMost ? `${data.host.slice(0, hostMost - 1)}…` : data.host
  const facts = { at, host, reason, ...(since ? { since } : {}) }
  return [{ template: 'webhook-disabled', to: { to: 'ADMINISTRATOR' }, facts }]
}
