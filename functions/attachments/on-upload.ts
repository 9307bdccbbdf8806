import { createHash } from 'node:crypto'
import { CopyObjectCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { fileTypeFromStream } from 'file-type'
import * as z from 'zod/mini'
import { now } from '../../shared/clock/clock.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { queueConsumer } from '../../shared/events/consumer.ts'
import { type Attachment, type Bytes, faultOf, isUnchecked, verdict } from './attachment.ts'
import { open } from './store.ts'
import { idIn, StoredObject } from './stored-object.ts'

const store = open(serviceTable())
const s3 = new S3Client({
  maxAttempts: 3,
  forcePathStyle: process.env.AWS_ENDPOINT_URL !== undefined,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
})

/** Reading more than this takes long enough for somebody to ask meanwhile. */
const slowBytes = 2 * 1024 * 1024

/** What S3 says of an object that came, or `on-scan` of one in which the scanner found nothing. */
const Message = z.union([
  z.object({
    Records: z.array(
      z.object({
        s3: z.object({
          bucket: z.object({ name: z.string() }),
          object: z.object({ key: z.string(), versionId: z.optional(z.string()) }),
        }),
      }),
    ),
  }),
  // Sent once when the notification is set up.
  z.object({ Event: z.literal('s3:TestEvent') }),
  z.object({ scanned: StoredObject }),
])

/** Where files are scanned, the scanner's word comes first: what S3 says of a file only begins the wait for it. */
const scans = process.env.SCANNER !== undefined

async function body(object: StoredObject) {
  const { Body: bytes } = await s3.send(new GetObjectCommand(object))
  if (!bytes) throw new Error(`${object.Key} has no body`)
  return bytes
}

/**
 * A file up to 50 MB, several at a time in 256 MB: so it is streamed, and its beginning is read apart for the type.
 * What is longer than announced is not read to its end.
 */
async function read(object: StoredObject, announcedSize: number): Promise<Bytes> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of (await body(object)) as AsyncIterable<Uint8Array>) {
    hash.update(chunk)
    size += chunk.length
    if (size > announcedSize) break
  }
  const detected = size === 0 ? undefined : await fileTypeFromStream((await body(object)).transformToWebStream())
  return { size, sha256: hash.digest('hex'), detectedType: detected?.mime }
}

const noteChecking = async ({ id, status }: Attachment) => {
  if (status === 'AWAITING_UPLOAD') await store.noteChecking(id)
}

async function check(object: StoredObject, scanned: boolean) {
  const id = idIn(object.Key)
  const attachment = id === undefined ? undefined : await store.find(id)
  if (!attachment) throw new Error(`no record of the object ${object.Key}`)
  if (!isUnchecked(attachment)) return
  if (attachment.size > slowBytes || !scanned) await noteChecking(attachment)
  // It comes back until the scanner has spoken; when he never does, it ends among the dead letters, with their alarm.
  if (!scanned) throw new Error(`${object.Key} is not scanned yet`)
  const bytes = await read(object, attachment.size)
  if (!faultOf(attachment, bytes)) {
    // Copied before it is called verified: a verified file can be read. A copy made twice is the same copy.
    const version = object.VersionId ? `?versionId=${encodeURIComponent(object.VersionId)}` : ''
    const source = `${object.Bucket}/${object.Key}${version}`
    await s3.send(new CopyObjectCommand({ Bucket: object.Bucket, Key: `clean/${attachment.id}`, CopySource: source }))
  }
  const at = now()
  await store.decide(attachment, (current) => verdict(current, bytes, at))
}

/** The check of each file that arrives: its size, hash and magic bytes against what was announced. */
export const handler = queueConsumer('attachments:upload', async (message) => {
  const told = Message.parse(message)
  if ('scanned' in told) return check(told.scanned, true)
  if (!('Records' in told)) return
  for (const { s3: stored } of told.Records) {
    const Key = decodeURIComponent(stored.object.key.replaceAll('+', ' '))
    await check({ Bucket: stored.bucket.name, Key, VersionId: stored.object.versionId }, !scans)
  }
})
