import { judgeAddress, type Rules } from './address.ts'
import { postOnce, type Reply } from './post.ts'
import { signed } from './sign.ts'

/** A message for a receiver; its id is the same however often it is sent. */
export interface Letter {
  url: string
  secrets: string[]
  id: string
  body: string
}

export type Answer = Reply | { fault: 'ADDRESS' }

const withinMs = 15_000
const late = { refused: 'late', unresolved: true }

/** Resolves after so long, and keeps nobody from going home before. */
const after = <Value>(milliseconds: number, value: Value) =>
  new Promise<Value>((resolve) => setTimeout(() => resolve(value), milliseconds).unref())

/**
 * Calls receivers of webhooks: judges the address anew each time, connects to the one that was judged, signs, and is back
 * in fifteen seconds whatever the resolver or the receiver does.
 */
export const calling =
  (rules: Rules, most = withinMs) =>
  async ({ url: text, secrets, id, body }: Letter): Promise<Answer> => {
    const end = performance.now() + most
    const judged = await Promise.race([judgeAddress(text, rules), after(most, late)])
    if ('refused' in judged) return judged.unresolved ? { fault: 'UNREACHABLE' } : { fault: 'ADDRESS' }
    // Signatures are of the real time: the receiver compares it with his clock.
    const headers = { ...signed(secrets, id, new Date(), body), 'content-type': 'application/cloudevents+json' }
    return postOnce({ ...judged, headers, body }, end - performance.now())
  }
