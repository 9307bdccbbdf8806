import * as z from 'zod'
import { contentTypes, faults, sizeLimit, statuses } from './attachment.ts'

/** 26 characters of Crockford's base 32, by time or by the hash of the uploader's key. */
export const AttachmentId = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/)
  .meta({ id: 'AttachmentId', example: '01KB04G9Z6Y0N3T5Q8R2V7X4WC' })

/** Path separators, control characters, invisible and direction marks (they hide an ending), half a surrogate pair. */
const unsafe =
  '\\u0000-\\u001f\\u007f-\\u009f\\/\\\\\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff\\ud800-\\udfff'

/** UTF-8 bytes of a name as it is sealed: as JSON, where a quotation mark takes two. */
const sealedBytes = (name: string) => Buffer.byteLength(JSON.stringify(name)) - 2

/**
 * Plain text. Sealing adds 217 bytes to the record, which stays under 1 KB and one write unit to its end: so the limit
 * is in bytes, and a name of Vietnamese letters has fewer than 120 of them.
 */
export const FileName = z
  .string()
  .min(1)
  .max(120)
  .regex(new RegExp(`^[^${unsafe}]+$`, 'u'), 'Plain text without path separators or control characters')
  .refine((name) => sealedBytes(name) <= 120, 'At most 120 bytes in UTF-8')
  .meta({ id: 'FileName', description: 'At most 120 bytes in UTF-8', example: 'Giấy khai sinh.pdf' })

const ContentType = z.enum(contentTypes).meta({ id: 'ContentType' })
const Size = z.int().min(1).max(sizeLimit).meta({ description: 'Bytes' })
const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'SHA-256 in lower-case hex')
  .meta({ id: 'Sha256' })
const Reference = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/)

export const TicketRequest = z
  .strictObject({
    fileName: FileName,
    contentType: ContentType,
    size: Size,
    sha256: Sha256,
    for: z
      .union([
        z.strictObject({ dossier: Reference }),
        z.strictObject({ draft: Reference }),
        z.strictObject({ feedback: Reference }),
      ])
      .optional(),
  })
  .meta({ id: 'TicketRequest' })

export const UploadTicket = z
  .object({
    id: AttachmentId,
    upload: z.object({
      method: z.literal('PUT'),
      url: z.url(),
      headers: z
        .object({ 'content-type': ContentType, 'x-amz-checksum-sha256': z.string(), 'if-none-match': z.literal('*') })
        .meta({ description: 'Sent with exactly these values; Content-Length must be the announced size' }),
      expiresAt: z.iso.datetime(),
    }),
  })
  .meta({ id: 'UploadTicket' })

export const AttachmentView = z
  .object({
    id: AttachmentId,
    status: z.enum(statuses),
    reason: z.enum(faults).optional(),
    fileName: FileName,
    size: Size,
    sha256: Sha256,
    detectedType: z.string().optional(),
  })
  .meta({ id: 'Attachment' })
