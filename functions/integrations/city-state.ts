// A consumer's bundle is small: the mini build of the same library saves 70 KB.
import * as z from 'zod/mini'
import { withOfficeOffset } from '../../shared/calendar/instant.ts'
import type { Told } from './city-event.ts'

const Instant = z.pipe(
  z.string(),
  z.transform((at) => withOfficeOffset(at)),
)

/**
 * What the city may know of a dossier. What is not named here stays: who applied, who works on it, what was written in
 * free text, addresses, files, and the marks of secrets.
 */
const DossierState = z.object({
  receivingPoint: z.string(),
  procedure: z.object({ code: z.string(), version: z.int() }),
  channel: z.string(),
  status: z.int(),
  submittedAt: Instant,
  acceptedAt: z.optional(Instant),
  dueAt: z.optional(Instant),
  originalDueAt: z.optional(Instant),
  deadlineVersion: z.int(),
  pausedAt: z.optional(Instant),
  supplements: z.int(),
  extensions: z.int(),
  indexOverdue: z.optional(z.boolean()),
  endedAt: z.optional(Instant),
  returnedAt: z.optional(Instant),
  outcome: z.optional(z.string()),
})

/** What the city may know of a feedback: neither what was written nor by whom. */
const FeedbackState = z.object({
  receivingPoint: z.string(),
  kind: z.string(),
  channel: z.string(),
  status: z.string(),
  receivedAt: Instant,
  dueAt: z.optional(Instant),
  deadlineVersion: z.int(),
  answeredAt: z.optional(Instant),
  publishedAt: z.optional(Instant),
  endedAt: z.optional(Instant),
  late: z.optional(z.array(z.string())),
})

const states = { dossier: DossierState, feedback: FeedbackState } as const

const BusEvent = z.object({
  id: z.string(),
  source: z.string(),
  type: z.string(),
  subject: z.string(),
  time: Instant,
  version: z.int(),
  agency: z.string(),
  data: z.looseObject({ restricted: z.optional(z.boolean()) }),
})

/**
 * What the city is told of an event of the bus; undefined for one that only leaders may know of. Errors for what is no
 * event of a dossier or a feedback.
 */
export function toldOf(event: unknown): Told | undefined {
  const { data, ...known } = BusEvent.parse(event)
  if (data.restricted) return undefined
  const family = known.type.slice(0, known.type.indexOf('.'))
  if (!Object.hasOwn(states, family)) throw new Error(`${known.type} is no event for the city`)
  return { ...known, data: states[family as keyof typeof states].parse(data) }
}
