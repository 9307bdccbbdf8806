import { Webhook } from 'standardwebhooks'

/**
 * The headers of Standard Webhooks 1.x: the same id for every try of one message, the instant of this try, and a signature
 * by each secret, so that a receiver who still has the old one is content too.
 */
export function signed(secrets: string[], id: string, at: Date, body: string): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  }
}
