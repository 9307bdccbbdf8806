import * as z from 'zod/mini'
import { now } from '../../shared/clock/clock.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { queueConsumer } from '../../shared/events/consumer.ts'
import { type Claim, claimed, claimRefused, claimsOf, FilesNamed, objection } from './claim.ts'
import { open } from './store.ts'

const store = open(serviceTable())

/** One file named by a dossier: it becomes the dossier's, or the dossier is told why not. */
async function settle(claim: Claim) {
  const at = now()
  const found = await store.find(claim.id)
  if (!found) {
    await store.refuse(claim.id, undefined, claim.dossier, claimRefused(claim, 'UNKNOWN', at))
    return
  }
  const { head: attachment } = await store.decide(found, (current) =>
    current.dossier === claim.dossier || objection(current, claim) ? undefined : claimed(current, claim, at),
  )
  if (attachment.dossier === claim.dossier) return
  const reason = objection(attachment, claim) ?? 'NOT_YOURS'
  await store.refuse(claim.id, attachment, claim.dossier, claimRefused(claim, reason, at))
}

/** Every event of a dossier comes here; those that name no files have nothing to say. */
export const handler = queueConsumer('attachments:dossier', async (message) => {
  const { detail: event } = z.object({ detail: FilesNamed }).parse(message)
  for (const claim of claimsOf(event)) await settle(claim)
})
