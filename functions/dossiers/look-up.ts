import type * as z from 'zod'
import { equalHashes } from '../../shared/crypto/keyed-hash.ts'
import { normaliseSecret } from '../../shared/crypto/secret.ts'
import type { RequestContext } from '../../shared/http/request.ts'
import type { Answer } from '../../shared/http/route.ts'
import { Refusal } from '../../shared/problems/refusal.ts'
import { DossierCode } from '../../shared/vietnamese/codes.ts'
import type { Dossier } from './dossier.ts'
import { nextSteps } from './next-step.ts'
import { hasEnded } from './rating.ts'
import type { Lookup, LookupAnswer } from './schemas.ts'
import type { Store } from './store.ts'
import { headView, type Surroundings } from './view.ts'

interface Tools {
  store: Pick<Store, 'peek' | 'spendGuess'>
  hash: (text: string) => Promise<string>
  ratingToken: (code: string) => Promise<string>
  surroundings: (dossier: Dossier, now: string) => Promise<Surroundings>
}

/** What somebody can do with a code and its secret and without an account. */
export function lookUps({ store, hash, ratingToken, surroundings }: Tools) {
  /** The dossier of a code and its secret. An unknown code and a wrong secret take the same way; each costs a try. */
  async function opened(code: string, typed: string, address: string) {
    // What is no code at all costs nothing and leaves nothing behind; the answer is the same.
    if (DossierCode.safeParse(code).success) await store.spendGuess(code, address)
    const [head, given] = await Promise.all([store.peek(code), hash(`${code}\n${normaliseSecret(typed)}`)])
    // Made for both, so that neither takes longer: the hash that nobody's secret has.
    const nobodys = given.split('').reverse().join('')
    return equalHashes(head?.secretHash ?? nobodys, given) ? head : undefined
  }

  return {
    /** Whether somebody holds the secret of a dossier. */
    holds: async ({ code }: { code: string }, secret: string, address: string) =>
      (await opened(code, secret, address)) !== undefined,

    /** A citizen's look-up. An unknown code and a wrong secret take the same way and give the same answer. */
    async lookUp(
      { code, secret: typed }: z.output<typeof Lookup>,
      { now, clientAddress }: Pick<RequestContext, 'now' | 'clientAddress'>,
    ): Promise<Answer<z.input<typeof LookupAnswer>>> {
      const head = await opened(code, typed, clientAddress)
      if (!head) throw new Refusal('dossier-not-found')
      const view = headView(head, await surroundings(head, now))
      const { procedure, status, deadlineState, receivingPoint, submittedAt, acceptedAt, dueAt, endedAt, returnedAt } =
        view
      const dates = { submittedAt, acceptedAt, dueAt, endedAt, returnedAt }
      const next = {
        ...nextSteps[head.status],
        papers: view.asked,
        ...(head.status === 6 ? { fee: view.fee?.total } : {}),
      }
      const unit = head.assignee?.unit
      const rating = hasEnded(head.status) ? { ratingToken: await ratingToken(code) } : {}
      const { version } = head
      return {
        body: { code, procedure, status, deadlineState, receivingPoint, unit, ...dates, next, ...rating, version },
        version,
      }
    },
  }
}
