import type * as z from 'zod'
import { equalHashes } from '../../shared/crypto/keyed-hash.ts'
import { normaliseSecret } from '../../shared/crypto/secret.ts'
import type { RequestContext } from '../../shared/http/request.ts'
import type { Answer } from '../../shared/http/route.ts'
import { Refusal } from '../../shared/problems/refusal.ts'
import type { Feedback } from './feedback.ts'
import { FeedbackId, type Lookup, type LookupAnswer } from './schemas.ts'
import type { Store } from './store.ts'
import { authorView } from './view.ts'

interface Tools {
  store: Pick<Store, 'peek' | 'spendGuess' | 'written'>
  hash: (text: string) => Promise<string>
  reopenHours: number
}

/** What the author of a feedback can do with its id and secret and without an account. */
export function lookUps({ store, hash, reopenHours }: Tools) {
  /** The feedback of an id and its secret. An unknown id and a wrong secret take the same way; each costs a try. */
  async function opened(id: string, typed: string, address: string) {
    // What is no id at all costs nothing and leaves nothing behind; the answer is the same.
    if (FeedbackId.safeParse(id).success) await store.spendGuess(id, address)
    const [head, given] = await Promise.all([store.peek(id), hash(`${id}\n${normaliseSecret(typed)}`)])
    // Made for both, so that neither takes longer: the hash that nobody's secret has.
    const nobodys = given.split('').reverse().join('')
    return equalHashes(head?.secretHash ?? nobodys, given) ? head : undefined
  }

  /** What its author is shown. */
  async function toAuthor(feedback: Feedback & { version: number }): Promise<Answer<z.input<typeof LookupAnswer>>> {
    return { body: authorView(feedback, await store.written(feedback), reopenHours), version: feedback.version }
  }

  return {
    toAuthor,

    /** Whether somebody holds the secret of a feedback. */
    holds: async ({ id }: { id: string }, secret: string, address: string) =>
      (await opened(id, secret, address)) !== undefined,

    /** Its author's look-up. An unknown id and a wrong secret take the same way and give the same answer. */
    async lookUp(
      { id, secret }: z.output<typeof Lookup>,
      { clientAddress }: Pick<RequestContext, 'clientAddress'>,
    ): Promise<Answer<z.input<typeof LookupAnswer>>> {
      const head = await opened(id.toUpperCase(), secret, clientAddress)
      if (!head) throw new Refusal('feedback-not-found')
      return toAuthor(head)
    },
  }
}
