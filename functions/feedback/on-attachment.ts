import { serviceTable } from '../../shared/dynamodb/client.ts'
import { eventConsumer } from '../../shared/events/consumer.ts'
import type { DomainEvent } from '../../shared/events/envelope.ts'
import { AttachmentPick } from './copies.ts'
import { open } from './store.ts'
import { fileRejected } from './tasks.ts'

// This function has no right to the keys and needs none: a task names a file and a reason, nothing personal.
const store = open(serviceTable())

/** A file that can't be used raises a task on the feedback that named it, once, whatever its status. */
const rejected = async ({ data }: DomainEvent<unknown>) => {
  const { id, reason, feedback } = AttachmentPick.parse(data)
  if (feedback === undefined) return
  const found = await store.find(feedback)
  if (!found) throw new Error(`${feedback}, which named the attachment ${id}, is not here`)
  await store.raise(found, id, (current) => fileRejected(current, id, reason))
}

export const handler = eventConsumer('feedback-on-attachment', { 'attachment.rejected': rejected })
