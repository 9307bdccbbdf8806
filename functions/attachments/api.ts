import * as z from 'zod'
import { envelope } from '../../shared/crypto/envelope.ts'
import { kmsClient } from '../../shared/crypto/kms.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { staffRegister } from '../../shared/dynamodb/projection.ts'
import { required } from '../../shared/environment/required.ts'
import { get, post } from '../../shared/http/route.ts'
import { service } from '../../shared/http/service.ts'
import type { Actor } from '../../shared/permission/actor.ts'
import { roleFor } from '../../shared/permission/permission.ts'
import { Refusal } from '../../shared/problems/refusal.ts'
import { presignedGet, presignedPut } from '../../shared/s3/presign.ts'
import { type Attachment, authorOf, disposition, holderOf, readers, ticketed, type Uploader } from './attachment.ts'
import { AttachmentId, AttachmentView, TicketRequest, UploadTicket } from './schemas.ts'
import { sealedNames } from './sealed-name.ts'
import { newId, open } from './store.ts'

const table = serviceTable()
const store = open(table)
const bucket = required('BUCKET')
const kms = kmsClient()
const names = sealedNames(envelope(kms, required('SEALED_KEY')))

/** Time enough for 50 MB over a poor line. */
const uploadSeconds = 15 * 60
const downloadSeconds = 60

const params = z.object({ id: AttachmentId })

/** The file with those who may read it. What belongs to a denunciation is not there for anybody but leaders. */
async function readable({ id }: { id: string }, actor: Actor) {
  const attachment = await store.find(id)
  if (!attachment) return undefined
  const found = { attachment, ...readers(attachment, await store.superiorsOf(attachment)) }
  return attachment.restricted && !roleFor(actor, 'feedback:denunciation', found) ? undefined : found
}

/**
 * Who has no token uploads for one dossier, as whoever holds its secret; that he holds it shows when it is named there.
 * Or for a feedback, as its author.
 */
function uploaderOf({ id, kind, memberships }: Actor, purpose: Attachment['for']): Uploader {
  if (kind !== 'anonymous') {
    const agencies = [...new Set(memberships.map(({ agency }) => agency))].filter((agency) => agency !== '*')
    return { id, kind, agencies }
  }
  if (!purpose || 'draft' in purpose) throw new Refusal('unauthenticated')
  const holder = 'dossier' in purpose ? holderOf(purpose.dossier) : authorOf(purpose.feedback)
  return { id: holder, kind: 'person', agencies: [] }
}

async function ticket({ id, contentType, size, sha256 }: Attachment) {
  const body = { contentType, size, checksum: Buffer.from(sha256, 'hex').toString('base64') }
  const { headers, ...upload } = await presignedPut({ bucket, key: `incoming/${id}` }, body, uploadSeconds)
  return {
    id,
    upload: { ...upload, headers: { ...headers, 'content-type': contentType, 'if-none-match': '*' as const } },
  }
}

export const routes = [
  post(
    '/v1/attachments',
    {
      summary: 'Ask for a ticket to upload a file',
      description:
        'The ticket takes exactly the announced bytes, once. A dossier may name the file before it is checked. Without a token only for a dossier, for who acts by its secret, or for feedback, under any reference while it has no id.',
      action: 'attachment:create',
      body: TicketRequest,
      answers: [201, UploadTicket],
      problems: ['idempotency-key-reused', 'too-many-requests'],
    },
    async ({ body: { fileName, ...announced }, actor, clientAddress, idempotency, now }) => {
      const uploader = uploaderOf(actor, announced.for)
      if (actor.kind === 'anonymous') await store.spendTicket(clientAddress)
      const id = newId(idempotency)
      const sealedName = await names.seal(id, fileName)
      const asked = ticketed(id, { ...announced, sealedName }, uploader, now)
      const { attachment, replayed } = await store.keep(asked, idempotency)
      return { body: await ticket(attachment), location: `/v1/attachments/${attachment.id}`, replayed }
    },
  ),
  get(
    '/v1/attachments/{id}',
    {
      summary: 'How far the check of a file is',
      action: 'attachment:read',
      params,
      of: readable,
      missing: 'attachment-not-found',
      answers: [200, AttachmentView],
      problems: ['attachment-not-found'],
    },
    async ({ found: { attachment } }) => {
      const { id, status, reason, size, sha256, detectedType } = attachment
      const fileName = await names.open(attachment)
      return { body: { id, status, reason, fileName, size, sha256, detectedType } }
    },
  ),
  get(
    '/v1/attachments/{id}/content',
    {
      summary: 'A link to the file, good for a minute',
      action: 'attachment:read',
      params,
      of: readable,
      missing: 'attachment-not-found',
      answers: [302, z.object({})],
      problems: ['attachment-not-found', 'attachment-not-verified'],
    },
    async ({ found: { attachment }, actor, now, requestId }) => {
      const { id, status, contentType } = attachment
      if (status !== 'VERIFIED') throw new Refusal('attachment-not-verified', { fileStatus: status })
      const fileName = await names.open(attachment)
      await store.noteReading(id, actor.id, now, requestId)
      const answered = { contentType, disposition: disposition(fileName) }
      return { body: {}, location: await presignedGet({ bucket, key: `clean/${id}` }, answered, downloadSeconds) }
    },
  ),
]

export const handler = service('attachments', routes, { register: staffRegister(table) })
