import { now } from '../../shared/clock/clock.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { eventConsumer } from '../../shared/events/consumer.ts'
import type { DomainEvent } from '../../shared/events/envelope.ts'
import { AttachmentPick } from './copies.ts'
import { open } from './store.ts'
import { fileRejected } from './tasks.ts'

// This function has no right to the key and needs none: a task names a file and a reason, nothing personal.
const store = open(serviceTable())
const checker = { id: 'attachments', role: 'system' }

/** Keeps what is known of a file; a rejection raises a task on the dossier that named it. */
const checked = async ({ version, data }: DomainEvent<unknown>) => {
  const file = AttachmentPick.parse(data)
  const { id, sha256, status, uploader, dossier, reason = '' } = file
  // Without an uploader it is one dossier's claim that was rejected, not the file.
  if (uploader) await store.keep('ATTACHMENT', id, version, { id, sha256, status, uploader, dossier })
  if (status !== 'REJECTED' || dossier === undefined || (await store.raised(dossier, id))) return
  const found = await store.find(dossier)
  if (!found) throw new Error(`${dossier}, which named the attachment ${id}, is not here`)
  await store.change(found, checker, { now: now() }, (current) => fileRejected(current, id, reason, checker))
}

export const handler = eventConsumer('dossiers-on-attachment', {
  'attachment.verified': checked,
  'attachment.rejected': checked,
  'attachment.claimed': checked,
})
