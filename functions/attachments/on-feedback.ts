import * as z from 'zod/mini'
import { now } from '../../shared/clock/clock.ts'
import { mark } from '../../shared/crypto/derived-token.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { queueConsumer } from '../../shared/events/consumer.ts'
import { type Claim, claimantOf, claimsOfFeedback, FeedbackFiles, marked } from './claim.ts'
import { settlement } from './settlement.ts'
import { open } from './store.ts'

const named = (claim: Claim, person: string) => claim.uploader === mark(marked(claimantOf(claim), person))
const settle = settlement({ store: open(serviceTable()), now, named })

/** Every event of a feedback comes here; those that name no files have nothing to say. */
export const handler = queueConsumer('attachments:feedback', async (message) => {
  const { detail: event } = z.object({ detail: FeedbackFiles }).parse(message)
  for (const claim of claimsOfFeedback(event)) await settle(claim)
})
