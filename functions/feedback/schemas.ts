import * as z from 'zod'
import { AgencyId, DossierCode } from '../../shared/vietnamese/codes.ts'
import { Phone } from '../../shared/vietnamese/phone.ts'
import { PlainText } from '../../shared/vietnamese/plain-text.ts'
import { channels, kinds } from './kinds.ts'
import { statuses } from './transitions.ts'

const Instant = z.iso.datetime({ offset: true })
const Kind = z.enum(kinds)
const Channel = z.enum(channels)
const Status = z.enum(statuses)

/** What is told at length: the note itself, an answer, its published version. */
export const Story = PlainText(5000, { lines: true })
export const Remark = PlainText(2000, { lines: true })
export const FeedbackId = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{10}$/)
  .meta({ id: 'FeedbackId', description: 'Ten characters of Crockford’s base 32', example: '7K3M9QX2VA' })
// Whatever somebody may type who has a slip before him; of ids and secrets none is longer or has other signs.
export const Typed = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[ -~]*$/)

export const FileReference = z
  .strictObject({ id: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/), sha256: z.string().regex(/^[0-9a-f]{64}$/) })
  .meta({ id: 'FileReference' })
export const Files = z.array(FileReference).min(1).max(10)

const Place = z
  .strictObject({
    text: PlainText(300).optional(),
    lat: z.number().min(-90).max(90).optional(),
    lon: z.number().min(-180).max(180).optional(),
  })
  .refine(({ text, lat }) => text !== undefined || lat !== undefined, { message: 'Describe the place or point to it' })
  .refine(({ lat, lon }) => (lat === undefined) === (lon === undefined), { message: 'A point has lat and lon' })
  .meta({ id: 'Place' })

const Submitter = z
  .strictObject({
    name: PlainText(120),
    address: PlainText(300).optional(),
    phone: Phone.optional(),
    email: z.email().max(254).optional(),
  })
  .meta({ id: 'Submitter' })

/** What is sent in; which of it a kind needs is decided in filing.ts. */
export const Sent = z
  .strictObject({
    channel: Channel,
    kind: Kind,
    content: Story,
    place: Place.optional(),
    dossier: DossierCode.optional(),
    agency: AgencyId.optional(),
    submitter: Submitter.optional(),
    anonymous: z.boolean().optional(),
    attachments: Files.optional(),
  })
  .meta({ id: 'Sent' })

export const One = z.strictObject({ id: FeedbackId })
export const Lookup = z.strictObject({ id: Typed(64), secret: Typed(32) }).meta({ id: 'FeedbackLookup' })

const Assignee = z.object({ unit: z.string().optional(), person: z.string().optional() })
const Task = z.object({ kind: z.string(), attachment: z.string(), reason: z.string() })
const NamedFile = z.object({
  id: z.string(),
  sha256: z.string(),
  unusable: z.string().describe('Why the file can’t be used').optional(),
})
const PublicVersion = z.object({ content: z.string(), answer: z.string() })

/** What was written in an act: to the author or by him. */
const Message = z
  .object({
    act: z.string(),
    at: Instant,
    from: z.enum(['AUTHOR', 'OFFICE']),
    text: z.string(),
    to: z.string().describe('Only where it was handed on: to whom').optional(),
    attachments: z.array(NamedFile).optional(),
  })
  .meta({ id: 'FeedbackMessage' })

export const FeedbackRow = z
  .object({
    id: z.string(),
    kind: Kind,
    channel: Channel,
    status: Status,
    receivedAt: Instant,
    dueAt: Instant.optional(),
    assignee: Assignee.optional(),
    tasks: z.array(Task).optional(),
    version: z.int(),
  })
  .meta({ id: 'FeedbackRow' })

export const Feedback = z
  .object({
    ...FeedbackRow.shape,
    secret: z.string().describe('Only in the answer to its creation').optional(),
    agency: z.string(),
    receivingPoint: z.string(),
    deadlineVersion: z.int(),
    answeredAt: Instant.optional(),
    publishedAt: Instant.optional(),
    endedAt: Instant.optional(),
    late: z.array(z.string()).describe('The acts that were done after their time').optional(),
    restricted: z.literal(true).optional(),
    content: z.string(),
    place: z.object({ text: z.string().optional(), lat: z.number().optional(), lon: z.number().optional() }).optional(),
    dossier: z.string().optional(),
    anonymous: z.boolean(),
    submitter: z
      .object({
        name: z.string(),
        address: z.string().optional(),
        phone: z.string().optional(),
        email: z.string().optional(),
      })
      .optional(),
    attachments: z.array(NamedFile).optional(),
    answer: z.string().optional(),
    publicVersion: PublicVersion.optional(),
    messages: z.array(Message),
  })
  .meta({ id: 'Feedback' })

/** What its author is shown: nothing of what he told of himself, which he knows. */
export const LookupAnswer = z
  .object({
    id: z.string(),
    kind: Kind,
    channel: Channel,
    status: Status,
    receivedAt: Instant,
    dueAt: Instant.optional(),
    question: z.string().describe('What is to be added, while that is waited for').optional(),
    answer: z.string().optional(),
    reason: z.string().describe('Why it was not taken up, or was handed on').optional(),
    forwardedTo: z.string().optional(),
    publicVersion: PublicVersion.optional(),
    reopenUntil: Instant.optional(),
    messages: z.array(Message),
    version: z.int(),
  })
  .meta({ id: 'FeedbackLookupAnswer' })

const page = {
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,500}$/)
    .optional(),
}
export const FeedbackList = z.object({ items: z.array(FeedbackRow), nextCursor: z.string().optional() })
export const ListQuery = z.strictObject({
  view: z.enum(['open', 'mine', 'complaints', 'denunciations']).default('open'),
  agency: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,64}$/)
    .optional(),
  status: Status.optional(),
  ...page,
})

export const PublishedList = z.object({
  items: z.array(
    z.object({ id: z.string(), kind: Kind, content: z.string(), answer: z.string(), publishedAt: Instant }),
  ),
  nextCursor: z.string().optional(),
})
export const PublishedQuery = z.strictObject({ agency: AgencyId, ...page })
