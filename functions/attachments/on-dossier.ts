import * as z from 'zod/mini'
import { now } from '../../shared/clock/clock.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { queueConsumer } from '../../shared/events/consumer.ts'
import { claimsOf, FilesNamed } from './claim.ts'
import { settlement } from './settlement.ts'
import { open } from './store.ts'

const settle = settlement({ store: open(serviceTable()), now })

/** Every event of a dossier comes here; those that name no files have nothing to say. */
export const handler = queueConsumer('attachments:dossier', async (message) => {
  const { detail: event } = z.object({ detail: FilesNamed }).parse(message)
  for (const claim of claimsOf(event)) await settle(claim)
})
