import * as z from 'zod/mini'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { eventConsumer } from '../../shared/events/consumer.ts'
import type { DomainEvent } from '../../shared/events/envelope.ts'
import { endings } from './store-endings.ts'

/** What is picked of the events that end a dossier. One of before there were ratings has no mark of a token. */
const EndPick = z.object({ code: z.string(), agency: z.string(), ratingTokenHash: z.optional(z.string()) })

const store = endings(serviceTable())

/** The desk may be rated for it from now on, once, by who has the token. */
const ended = async ({ version, data }: DomainEvent<unknown>) => {
  const { code, agency, ratingTokenHash: tokenHash } = EndPick.parse(data)
  if (tokenHash !== undefined) await store.keep(code, version, { agency, tokenHash })
}

export const handler = eventConsumer('feedback-on-dossier', {
  'dossier.refused': ended,
  'dossier.withdrawn': ended,
  'dossier.stopped': ended,
  'dossier.completed': ended,
  'dossier.returned': ended,
})
