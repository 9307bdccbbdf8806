import * as z from 'zod'
import { AgencyId } from '../../shared/vietnamese/codes.ts'
import { events as dossierEvents } from '../dossiers/events.ts'
import { events as feedbackEvents } from '../feedback/events.ts'

const Instant = z.iso.datetime({ offset: true })

/** The types of events that the city may follow. */
export const eventTypes = Object.keys({ ...dossierEvents, ...feedbackEvents }).filter((type) =>
  /^(dossier|feedback)\./.test(type),
)
export const EventType = z.enum(eventTypes).meta({ id: 'EventType', example: 'dossier.accepted' })

const alternatives = eventTypes.map((type) => type.replace('.', '\\.')).join('|')

/** Where a consumer goes on; opaque. */
export const Position = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,100}$/)
  .meta({ id: 'Position', description: 'Where to go on in the feed of this agency', example: 'WyJIMjYuMTI1Iiw0Ml0' })

export const EventQuery = z.strictObject({
  agency: AgencyId.optional().meta({ description: 'Needed when the client serves several' }),
  after: z
    .string()
    .max(500)
    .optional()
    .meta({ description: 'The last `next`; without it from the oldest event that is kept' }),
  types: z
    .string()
    .regex(new RegExp(`^(?:${alternatives})(?:,(?:${alternatives}))*$`), { error: 'must be known types with commas' })
    .optional()
    .meta({ description: 'Only these, with commas between; the others are passed over', example: 'dossier.accepted' }),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

const DossierState = z
  .object({
    code: z.string(),
    receivingPoint: z.string(),
    procedure: z.object({ code: z.string(), version: z.int() }),
    channel: z.string(),
    status: z.int().min(1).max(10),
    submittedAt: Instant,
    acceptedAt: Instant.optional(),
    dueAt: Instant.optional(),
    originalDueAt: Instant.optional(),
    deadlineVersion: z.int(),
    pausedAt: Instant.optional(),
    supplements: z.int(),
    extensions: z.int(),
    indexOverdue: z.boolean().optional(),
    endedAt: Instant.optional(),
    returnedAt: Instant.optional(),
    outcome: z.string().optional(),
  })
  .meta({ id: 'DossierState', description: 'A dossier as it stands after the event; nothing of who applied' })

const FeedbackState = z
  .object({
    id: z.string(),
    receivingPoint: z.string(),
    kind: z.string(),
    channel: z.string(),
    status: z.string(),
    receivedAt: Instant,
    dueAt: Instant.optional(),
    deadlineVersion: z.int(),
    answeredAt: Instant.optional(),
    publishedAt: Instant.optional(),
    endedAt: Instant.optional(),
    late: z.array(z.string()).optional(),
  })
  .meta({
    id: 'FeedbackState',
    description: 'A feedback as it stands after the event; neither what was written nor by whom',
  })

/** Which of the two is said by the type of the event. */
const State: z.ZodType<Record<string, unknown>> = z.union([DossierState, FeedbackState])

export const CityEvent = z
  .object({
    specversion: z.literal('1.0'),
    id: z.string(),
    source: z.string(),
    type: EventType,
    subject: z.string().meta({ description: 'The code of the dossier, or the id of the feedback' }),
    time: Instant,
    datacontenttype: z.literal('application/json'),
    agency: AgencyId,
    version: z.int().min(1).meta({ description: 'Rises by one with each event of the subject' }),
    sequence: z.int().min(1).meta({ description: 'Rises by one with each event of the agency' }),
    data: State,
  })
  .meta({ id: 'CityEvent', description: 'CloudEvents 1.0 with the extensions agency, version and sequence' })

export const EventPage = z
  .object({
    items: z.array(CityEvent),
    next: Position,
    retryAfter: z.int().min(0).meta({ description: 'Seconds until asking again is worth while; 0: there is more now' }),
  })
  .meta({ id: 'EventPage' })
