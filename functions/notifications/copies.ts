// A consumer's bundle is small: the mini build of the same library saves 70 KB.
import * as z from 'zod/mini'

/** What is picked of every event of a dossier. */
export const DossierPick = z.object({
  type: z.string(),
  subject: z.string(),
  version: z.int(),
  time: z.string(),
  data: z.object({
    agency: z.string(),
    receivingPoint: z.string(),
    status: z.int(),
    dueAt: z.optional(z.string()),
    originalDueAt: z.optional(z.string()),
    deadlineVersion: z.int(),
    pausedAt: z.optional(z.string()),
    assignee: z.optional(z.object({ unit: z.optional(z.string()), person: z.optional(z.string()) })),
    by: z.object({ id: z.string(), agency: z.optional(z.string()) }),
    contact: z.optional(z.string()),
  }),
})
export type DossierEvent = z.output<typeof DossierPick>

/** An erased dossier has nothing left to pick. */
export const ErasedPick = z.object({ type: z.literal('dossier.erased'), subject: z.string(), version: z.int() })

/** What is picked of every event of a feedback. */
export const FeedbackPick = z.object({
  type: z.string(),
  subject: z.string(),
  version: z.int(),
  time: z.string(),
  data: z.object({
    agency: z.string(),
    receivingPoint: z.string(),
    kind: z.string(),
    status: z.string(),
    dueAt: z.optional(z.string()),
    deadlineVersion: z.int(),
    restricted: z.optional(z.literal(true)),
    contact: z.optional(z.string()),
  }),
})
export type FeedbackEvent = z.output<typeof FeedbackPick>

/** What is picked of `webhook.disabled`. */
export const WebhookPick = z.object({
  subject: z.string(),
  version: z.int(),
  time: z.string(),
  data: z.object({
    agency: z.string(),
    reason: z.enum(['GONE', 'FAILED_TOO_LONG']),
    host: z.string(),
    failingSince: z.optional(z.string()),
  }),
})
export type WebhookEvent = z.output<typeof WebhookPick>

/** What is picked of `reminder.due` and `deadline.missed`. */
export const ReminderPick = z.object({
  type: z.enum(['reminder.due', 'deadline.missed']),
  subject: z.string(),
  version: z.int(),
  time: z.string(),
  data: z.object({
    agency: z.string(),
    receivingPoint: z.string(),
    deadlineVersion: z.int(),
    dueAt: z.string(),
    kind: z.optional(z.enum(['DUE_SOON', 'DUE', 'OVERDUE'])),
    to: z.optional(z.enum(['OFFICER', 'LEADER'])),
    officer: z.optional(z.string()),
    unit: z.optional(z.string()),
    overdueDays: z.optional(z.int()),
    feedback: z.optional(z.string()),
    toDo: z.optional(z.enum(['ANSWER', 'PUBLISH', 'HANDLE'])),
    restricted: z.optional(z.literal(true)),
  }),
})
export type ReminderEvent = z.output<typeof ReminderPick>

/** What is kept of a dossier. */
export interface DossierCopy {
  agency: string
  receivingPoint: string
  status: number
  dueAt?: string
  deadlineVersion: number
  pausedAt?: string
}

/** What is kept of a feedback. */
export interface FeedbackCopy {
  agency: string
  receivingPoint: string
  status: string
  dueAt?: string
  deadlineVersion: number
  restricted?: true
}

/** Nothing is waited for any more; its author may still have it looked at again. */
export const isEnded = ({ dueAt }: Pick<FeedbackCopy, 'dueAt'>): boolean => dueAt === undefined

/** How the author can be reached, sealed; '' for not at all; undefined when the event does not say. */
export const authorContactIn = ({ type, data }: Pick<FeedbackEvent, 'type' | 'data'>): string | undefined =>
  data.contact ?? (type === 'feedback.received' ? '' : undefined)

/** Nothing more comes of a dossier that was refused, withdrawn, stopped or returned. */
const terminal = new Set([3, 7, 8, 10])
export const isOver = ({ status }: Pick<DossierCopy, 'status'>): boolean => terminal.has(status)

const filing = new Set(['dossier.submitted', 'dossier.accepted'])

/**
 * How the applicant can be reached as of this event, sealed; '' for not at all; undefined when the event does not say.
 * What files a dossier always says it, so that a dossier without an address is told from one not heard of yet.
 */
export function contactIn({
  type,
  version,
  data,
}: Pick<DossierEvent, 'type' | 'version' | 'data'>): string | undefined {
  return data.contact ?? (version === 1 && filing.has(type) ? '' : undefined)
}
