import * as z from 'zod'
import { deadlineChanged, transitions } from './transitions.ts'

/**
 * The data of every event of a feedback: its public head after the event. What was written, who wrote it and which
 * dossier it is about never travel.
 */
export const FeedbackSnapshot = z
  .object({
    id: z.string(),
    agency: z.string(),
    receivingPoint: z.string(),
    kind: z.string(),
    channel: z.string(),
    status: z.string(),
    receivedAt: z.string(),
    dueAt: z.string().optional(),
    deadlineVersion: z.int(),
    answeredAt: z.string().optional(),
    publishedAt: z.string().optional(),
    endedAt: z.string().optional(),
    assignee: z.object({ unit: z.string().optional(), person: z.string().optional() }).optional(),
    late: z.array(z.string()).describe('The acts that were done after their time').optional(),
    restricted: z
      .literal(true)
      .describe('A denunciation: only leaders may know of it, and it is told to no other system')
      .optional(),
    by: z
      .object({ id: z.string(), agency: z.string() })
      .describe('The member of staff who acted; no one else')
      .optional(),
    attachments: z.array(z.object({ id: z.string(), sha256: z.string() })).optional(),
    uploader: z
      .string()
      .describe(
        'Only with files: base64url SHA-256 of `<id of the feedback>\\n<person>` of a signed-in person who named them, so ' +
          'that whoever knows the person can compare, and nobody can read it. Absent for who has no token.',
      )
      .optional(),
    contact: z
      .string()
      .describe(
        'Only on feedback.received: e-mail and telephone of the author as a KMS ciphertext (base64) under the key of ' +
          'addresses, bound to the encryption context {feedback: <id>}. Absent when he left none.',
      )
      .optional(),
  })
  .meta({ id: 'FeedbackSnapshot' })

/** A desk was rated. Which dossier it was about is known to nobody outside. */
export const RatingGiven = z
  .object({ agency: z.string(), month: z.string(), questionnaire: z.int() })
  .meta({ id: 'RatingGiven' })

const names = ['feedback.received', deadlineChanged, ...Object.values(transitions).map(({ event }) => event)]

/** What this service publishes: event type → its data. */
export const events: Record<string, z.ZodType> = {
  ...Object.fromEntries(names.map((name) => [name, FeedbackSnapshot])),
  'rating.given': RatingGiven,
}
