import { randomUUID } from 'node:crypto'
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { CreateBucketCommand, PutBucketVersioningCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { sealedNames } from '../../../functions/attachments/sealed-name.ts'
import { envelope } from '../../../shared/crypto/envelope.ts'
import type { JournalItem } from '../../../shared/dynamodb/journal.ts'
import { call, freshTable, token, useTestIssuer } from '../harness.ts'
import { announced } from './samples.ts'

interface Ticket {
  id: string
  upload: { method: string; url: string; headers: Record<string, string> }
}

/** The service with a table and a bucket of its own, and the acts of those who use it. */
export async function openDesk() {
  const table = await freshTable('attachments')
  const bucket = `attachments-${randomUUID()}`
  const s3 = new S3Client({ forcePathStyle: true })
  await s3.send(new CreateBucketCommand({ Bucket: bucket }))
  await s3.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: 'Enabled' } }))
  const kms = new KMSClient({})
  const { KeyMetadata: sealing } = await kms.send(new CreateKeyCommand({}))
  const names = sealedNames(envelope(kms, sealing?.KeyId ?? ''))
  Object.assign(process.env, { TABLE: table.name, BUCKET: bucket, BUS: 'none', SEALED_KEY: sealing?.KeyId })
  useTestIssuer()
  const { handler } = await import('../../../functions/attachments/api.ts')
  const { handler: onUpload } = await import('../../../functions/attachments/on-upload.ts')
  const { handler: onDossier } = await import('../../../functions/attachments/on-dossier.ts')
  const { handler: onFeedback } = await import('../../../functions/attachments/on-feedback.ts')
  const { handler: onReference } = await import('../../../functions/attachments/on-reference.ts')

  const message = (body: unknown) => ({ Records: [{ messageId: 'm1', body: JSON.stringify(body) }] })

  /** A caller's token; `machine:` before the name makes it a client's own. */
  const tokenOf = (who: string) => token(who, who.startsWith('machine:') ? { client_id: who } : {})
  const ask = (who: string, body: unknown, headers: Record<string, string> = {}) =>
    call(handler, 'POST /v1/attachments', { token: tokenOf(who), body, headers })
  const look = (who: string | undefined, id: string, rest = '') =>
    call(handler, `GET /v1/attachments/${id}${rest}`, who === undefined ? {} : { token: tokenOf(who) })

  /** What S3 says to the queue when an object has come. */
  const arrived = (id: string, versionId?: string) =>
    onUpload(
      message({ Records: [{ s3: { bucket: { name: bucket }, object: { key: `incoming%2F${id}`, versionId } } }] }),
    )

  /** Puts bytes past the ticket, as only a fault of ours could. */
  async function smuggle(id: string, bytes: Buffer) {
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: `incoming/${id}`, Body: bytes }))
    return arrived(id)
  }

  async function upload(who: string, bytes: Buffer, contentType?: string, fileName?: string): Promise<string> {
    return put((await ask(who, announced(bytes, contentType, fileName))).body, bytes)
  }

  /** Puts the bytes where the ticket says. */
  async function put(ticket: Ticket, bytes: Buffer): Promise<string> {
    const { method, url, headers } = ticket.upload
    const stored = await fetch(url, { method, headers, body: new Uint8Array(bytes) })
    if (stored.status !== 200) throw new Error(`upload: ${stored.status} ${await stored.text()}`)
    await arrived(ticket.id, stored.headers.get('x-amz-version-id') ?? undefined)
    return ticket.id
  }

  /** A dossier's event that names files; `data` says who filed it and where. */
  const dossier = (subject: string, data: object, type = 'dossier.accepted') =>
    onDossier(message({ 'detail-type': type, detail: { type, subject, version: 1, data } }))

  /** A feedback's event that names files. */
  const feedback = (subject: string, data: object, type = 'feedback.received') =>
    onFeedback(message({ 'detail-type': type, detail: { type, subject, version: 1, data } }))

  const staff = (person: string, agency: string, role = 'clerk', version = 1, active = true) =>
    onReference(
      message({
        detail: {
          type: 'staff.changed',
          subject: person,
          version,
          data: { person, agency, role, unit: 'một cửa', name: person, active },
        },
      }),
    )

  const agency = (id: string, lineage: string[], version = 1) =>
    onReference(
      message({
        detail: { type: 'agency.changed', subject: id, version, data: { agency: { id }, lineage, policy: {} } },
      }),
    )

  async function items(pk: string, begin: string) {
    const { Items: found = [] } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :begin)',
        ExpressionAttributeValues: { ':pk': pk, ':begin': begin },
      }),
    )
    return found
  }
  const journal = (pk: string) => items(pk, 'JOURNAL#') as Promise<JournalItem[]>

  /** Every item of the table. */
  async function dump(): Promise<Record<string, unknown>[]> {
    const rows: Record<string, unknown>[] = []
    let from: Record<string, unknown> | undefined
    do {
      const page = await table.client.send(new ScanCommand({ TableName: table.name, ExclusiveStartKey: from }))
      rows.push(...(page.Items ?? []))
      from = page.LastEvaluatedKey
    } while (from)
    return rows
  }

  return {
    table,
    bucket,
    handler,
    onUpload,
    message,
    ask,
    look,
    arrived,
    smuggle,
    upload,
    put,
    dossier,
    feedback,
    staff,
    agency,
    items,
    journal,
    dump,
    names,
  }
}

export type Desk = Awaited<ReturnType<typeof openDesk>>
