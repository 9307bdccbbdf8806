// A consumer's bundle is small: the mini build of the same library saves 70 KB.
import * as z from 'zod/mini'
import type { DeadlinePolicy } from '../../shared/calendar/policy.ts'

const Session = z.object({ from: z.string(), to: z.string() })

/** What is picked of `agency.changed`. */
export const AgencyPick = z.object({
  agency: z.object({ id: z.string(), validFrom: z.string(), validTo: z.optional(z.string()) }),
  receivingPoints: z.array(
    z.object({ id: z.string(), hours: z.array(Session), calendar: z.string(), saturdayDesk: z.boolean() }),
  ),
  policy: z.looseObject({ dueTimePolicy: z.string(), saturdayDesk: z.boolean() }),
  lineage: z.array(z.string()),
})

/** What is kept here of an agency: its points, what clocks are counted by, and the agencies above it. */
export type AgencyCopy = Omit<z.output<typeof AgencyPick>, 'policy'> & { policy: DeadlinePolicy }

/** The calendar travels and is kept whole. */
export const CalendarPick = z.looseObject({ id: z.string(), version: z.number(), days: z.array(z.looseObject({})) })

/** What is picked of `attachment.rejected`: which feedback may not have the file, or has it though its bytes are bad. */
export const AttachmentPick = z.object({ id: z.string(), reason: z.string(), feedback: z.optional(z.string()) })
