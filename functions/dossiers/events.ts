import * as z from 'zod'
import { deadlineChanged, transitions } from './transitions.ts'

/**
 * The data of every dossier event: the public head after the event, and the files that it names. No personal data but the
 * sealed address.
 */
export const DossierSnapshot = z
  .object({
    code: z.string(),
    agency: z.string(),
    receivingPoint: z.string(),
    procedure: z.object({ code: z.string(), version: z.int() }),
    channel: z.string(),
    status: z.int(),
    submittedAt: z.string(),
    acceptedAt: z.string().optional(),
    dueAt: z.string().optional(),
    originalDueAt: z.string().optional(),
    deadlineVersion: z.int(),
    pausedAt: z.string().optional(),
    supplements: z.int(),
    extensions: z.int(),
    indexOverdue: z.boolean().optional(),
    endedAt: z.string().optional(),
    returnedAt: z.string().optional(),
    outcome: z.string().optional(),
    assignee: z.object({ unit: z.string().optional(), person: z.string().optional() }).optional(),
    filedBy: z.object({ id: z.string(), agency: z.string().optional() }),
    owner: z.string().optional(),
    by: z.object({ id: z.string(), agency: z.string().optional() }),
    attachments: z.array(z.object({ id: z.string(), sha256: z.string() })).optional(),
    contact: z
      .string()
      .describe(
        'E-mail and telephone of the applicant as a KMS ciphertext (base64) under the key of addresses, bound to the ' +
          'encryption context {dossier: <code>}. Only on the event that files a dossier, where he left one, and on ' +
          'dossier.corrected where he was corrected: empty there when he now has none. Absent otherwise: nothing changed.',
      )
      .optional(),
    ratingTokenHash: z
      .string()
      .describe(
        'Base64url SHA-256 of the token by which the applicant rates the desk, once. Only on the events that end a dossier: ' +
          'dossier.refused, .withdrawn, .stopped, .completed and .returned.',
      )
      .optional(),
  })
  .meta({ id: 'DossierSnapshot' })

const names = ['dossier.submitted', deadlineChanged, ...Object.values(transitions).map(({ event }) => event)]

/** What this service publishes: event type → its data. */
export const events: Record<string, z.ZodType> = Object.fromEntries(names.map((name) => [name, DossierSnapshot]))
