// A consumer's bundle is small: the mini build of the same library saves 70 KB.
import * as z from 'zod/mini'

const Person = z.object({ id: z.string(), agency: z.optional(z.string()) })

/** What is picked of every event of a dossier. */
export const DossierPick = z.object({
  type: z.string(),
  version: z.int(),
  time: z.string(),
  data: z.object({
    code: z.string(),
    agency: z.string(),
    receivingPoint: z.string(),
    status: z.int(),
    acceptedAt: z.optional(z.string()),
    dueAt: z.optional(z.string()),
    deadlineVersion: z.int(),
    pausedAt: z.optional(z.string()),
    assignee: z.optional(z.object({ unit: z.optional(z.string()), person: z.optional(z.string()) })),
    by: Person,
  }),
})
export type DossierEvent = z.output<typeof DossierPick>

/** What is picked of every event of a feedback. */
export const FeedbackPick = z.object({
  type: z.string(),
  version: z.int(),
  time: z.string(),
  data: z.object({
    id: z.string(),
    agency: z.string(),
    receivingPoint: z.string(),
    kind: z.string(),
    status: z.string(),
    receivedAt: z.string(),
    dueAt: z.optional(z.string()),
    deadlineVersion: z.int(),
    assignee: z.optional(z.object({ unit: z.optional(z.string()), person: z.optional(z.string()) })),
    restricted: z.optional(z.literal(true)),
    by: z.optional(Person),
  }),
})
export type FeedbackEvent = z.output<typeof FeedbackPick>

/** What is picked of `agency.changed`. */
export const AgencyPick = z.object({
  agency: z.object({ id: z.string(), name: z.string() }),
  receivingPoints: z.array(
    z.object({
      id: z.string(),
      hours: z.array(z.object({ from: z.string(), to: z.string() })),
      calendar: z.string(),
      saturdayDesk: z.boolean(),
    }),
  ),
  policy: z.object({ saturdayDesk: z.boolean(), dueSoonWd: z.int() }),
  lineage: z.array(z.string()),
})

/** The calendar travels and is kept whole. */
export const CalendarPick = z.looseObject({ id: z.string(), version: z.number(), days: z.array(z.looseObject({})) })
