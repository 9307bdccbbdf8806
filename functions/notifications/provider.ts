// A consumer's bundle is small: the mini build of the same library saves 70 KB.
import * as z from 'zod/mini'
import { confirmed, reported } from './attempts.ts'
import { type Decided, delivered, ended, type Message } from './message.ts'

/** What is picked of an event of SES as EventBridge brings it. */
export const ProviderPick = z.object({
  detail: z.object({
    eventType: z.string(),
    mail: z.object({
      messageId: z.string(),
      destination: z.array(z.string()),
      tags: z.optional(z.record(z.string(), z.array(z.string()))),
    }),
    bounce: z.optional(z.object({ bounceType: z.string() })),
  }),
})
export type ProviderEvent = z.output<typeof ProviderPick>['detail']

/** Why no more mail goes to an address. */
export type Mark = 'BOUNCED' | 'COMPLAINED'

interface News {
  /** What becomes of the message; undefined when it is no news. */
  decide: (message: Message, providerId: string, now: string) => Decided | undefined
  mark?: Mark
}

const known = (message: Message): Message => ({ ...message, attempts: confirmed(message.attempts) })
const gotIt: News['decide'] = (message, providerId, now) =>
  delivered({ ...known(message), providerId: message.providerId ?? providerId }, now)
const bounced: News['decide'] = (message, _, now) => ended(known(message), 'BOUNCED', now)
// After a delivery it is mostly the reader's automatic answer that he is away.
const returned: News['decide'] = (message, providerId, now) =>
  message.status === 'DELIVERED' ? undefined : bounced(message, providerId, now)
const refused: News['decide'] = (message, _, now) => ended(known(message), 'REJECTED', now)
const noNews: News['decide'] = () => undefined

/** What each event of SES comes to, by its type; a bounce by its kind as well. Delays end by one of the others. */
const news: Record<string, News> = {
  Send: { decide: reported },
  Delivery: { decide: gotIt },
  'Bounce Permanent': { decide: bounced, mark: 'BOUNCED' },
  // The box is full, or the server does not say: another mail may come through.
  'Bounce Transient': { decide: returned },
  'Bounce Undetermined': { decide: returned },
  // Who complains has got it.
  Complaint: { decide: gotIt, mark: 'COMPLAINED' },
  Reject: { decide: refused },
  'Rendering Failure': { decide: refused },
  DeliveryDelay: { decide: noNews },
}

/** What an event of SES comes to. @throws Error for one that SES does not have, so that somebody looks at it. */
export function newsOf({ eventType, bounce }: Pick<ProviderEvent, 'eventType' | 'bounce'>): News {
  const found = news[eventType === 'Bounce' ? `Bounce ${bounce?.bounceType}` : eventType]
  if (!found) throw new Error(`SES has no event ${eventType} ${bounce?.bounceType ?? ''}`)
  return found
}
