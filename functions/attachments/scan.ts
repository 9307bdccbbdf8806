import * as z from 'zod/mini'
import type { Fault } from './attachment.ts'

/** What is picked of GuardDuty's event `GuardDuty Malware Protection Object Scan Result`. */
export const ScanPick = z.object({
  detail: z.object({
    s3ObjectDetails: z.object({ bucketName: z.string(), objectKey: z.string(), versionId: z.optional(z.string()) }),
    scanResultDetails: z.object({ scanResultStatus: z.string() }),
  }),
})

/** What follows from a scan: the file's own check, a rejection, or nothing because the scanner could not do its work. */
export type Finding = { good: true } | { reason: Fault } | { failed: string }

/**
 * What a result of the scanner means. `UNSUPPORTED` is the file's fault (a password, an archive that unpacks to far more
 * than it is); `ACCESS_DENIED`, `FAILED` and whatever comes later is ours or the scanner's.
 */
export function findingOf(result: string): Finding {
  if (result === 'NO_THREATS_FOUND') return { good: true }
  if (result === 'THREATS_FOUND') return { reason: 'MALWARE' }
  if (result === 'UNSUPPORTED') return { reason: 'UNSCANNABLE' }
  return { failed: result }
}
