import * as z from 'zod'

const File = z.object({
  id: z.string(),
  sha256: z.string(),
  size: z.int(),
  contentType: z.string(),
  detectedType: z.string().optional(),
  status: z.enum(['AWAITING_UPLOAD', 'CHECKING', 'VERIFIED', 'REJECTED']),
  reason: z.enum(['EMPTY', 'SIZE_MISMATCH', 'HASH_MISMATCH', 'TYPE_MISMATCH', 'MALWARE', 'UNSCANNABLE']).optional(),
  uploader: z
    .object({ id: z.string(), agencies: z.array(z.string()) })
    .describe('Absent where the file is for a feedback: its author may be known to nobody')
    .optional(),
  dossier: z.string().optional(),
  feedback: z.string().optional(),
})

/** The bytes are what was announced and of an allowed type; where files are scanned, no threat was found in them. */
export const AttachmentVerified = File.extend({ status: z.literal('VERIFIED') }).meta({ id: 'AttachmentVerified' })

/** The dossier or the feedback that named the file may have it; its status says how far the check is. */
export const AttachmentClaimed = File.meta({ id: 'AttachmentClaimed' })

/**
 * A file can't be used. With `size`: the bytes are bad, for everybody. Without it: the dossier or feedback named here may
 * not have the file (or there is none); for any other the file is as good as before.
 */
export const AttachmentRejected = File.partial()
  .extend({
    id: z.string(),
    sha256: z.string(),
    status: z.literal('REJECTED'),
    reason: z.enum([
      'EMPTY',
      'SIZE_MISMATCH',
      'HASH_MISMATCH',
      'TYPE_MISMATCH',
      'MALWARE',
      'UNSCANNABLE',
      'NOT_YOURS',
      'UNKNOWN',
    ]),
  })
  .meta({ id: 'AttachmentRejected' })

/** Everything that this service publishes. */
export const events = {
  'attachment.verified': AttachmentVerified,
  'attachment.rejected': AttachmentRejected,
  'attachment.claimed': AttachmentClaimed,
}
