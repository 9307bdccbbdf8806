import { type Claim, claimantOf, claimed, claimRefused, isOf, objection } from './claim.ts'
import type { Store } from './store.ts'

interface Tools {
  store: Pick<Store, 'find' | 'decide' | 'refuse'>
  now: () => string
  /** Whether the person of this id is the one whom the claim names by his mark alone. */
  named?: (claim: Claim, person: string) => boolean
}

/** Settles one claim: the file becomes the claimant's, or the claimant is told why not, once. */
export const settlement =
  ({ store, now, named = () => false }: Tools) =>
  async (asked: Claim): Promise<void> => {
    const at = now()
    const claimant = claimantOf(asked)
    const found = await store.find(asked.id)
    if (!found) {
      await store.refuse(asked.id, undefined, claimant, claimRefused(asked, 'UNKNOWN', at))
      return
    }
    const uploader = found.uploader.id
    const claim = named(asked, uploader) ? { ...asked, by: [...asked.by, uploader] } : asked
    const { head: attachment } = await store.decide(found, (current) =>
      isOf(current, claim) || objection(current, claim) ? undefined : claimed(current, claim, at),
    )
    if (isOf(attachment, claim)) return
    const reason = objection(attachment, claim) ?? 'NOT_YOURS'
    await store.refuse(claim.id, attachment, claimant, claimRefused(claim, reason, at))
  }
