// A consumer's bundle is small: the mini build of the same library saves 70 KB.
import * as z from 'zod/mini'

const Session = z.object({ from: z.string(), to: z.string() })

/** What is picked of `agency.changed`. */
export const AgencyPick = z.object({
  agency: z.object({ id: z.string(), name: z.string(), validFrom: z.string(), validTo: z.optional(z.string()) }),
  receivingPoints: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      hours: z.array(Session),
      calendar: z.string(),
      saturdayDesk: z.boolean(),
    }),
  ),
  policy: z.looseObject({
    onlineAcceptanceWh: z.number(),
    dueSoonWd: z.number(),
    saturdayDesk: z.boolean(),
    supplementMax: z.number(),
    supplementStageCounted: z.string(),
    extensionMax: z.number(),
    feePausesClock: z.boolean(),
  }),
  lineage: z.array(z.string()),
})

const Paper = z.object({ code: z.string(), name: z.optional(z.string()), required: z.boolean() })
const Limit = z.object({ unit: z.string(), value: z.optional(z.number()) })
const Case = z.object({
  code: z.string(),
  papers: z.array(Paper),
  channels: z.array(z.object({ channel: z.string(), limit: Limit })),
})

/** What is picked of `procedure.published` and `procedure.retired`. */
export const ProcedurePick = z.object({
  code: z.string(),
  versions: z.array(
    z.object({
      version: z.number(),
      name: z.string(),
      effectiveFrom: z.string(),
      effectiveTo: z.optional(z.string()),
      competentAuthority: z.string(),
      systemOfRecord: z.string(),
      results: z.array(z.object({ code: z.string(), name: z.string(), paper: z.boolean() })),
      cases: z.array(Case),
    }),
  ),
})

/** The calendar travels and is kept whole. */
export const CalendarPick = z.looseObject({ id: z.string(), version: z.number(), days: z.array(z.looseObject({})) })

/** What is picked of `notification.failed`. */
export const NoticePick = z.object({
  id: z.string(),
  subject: z.string(),
  to: z.string(),
  status: z.string(),
  reason: z.optional(z.string()),
  /** What the message told of; a dossier unless said otherwise. */
  about: z.optional(z.string()),
})

/** What is picked of `attachment.verified`, `attachment.rejected` and `attachment.claimed`. */
export const AttachmentPick = z.object({
  id: z.string(),
  sha256: z.string(),
  status: z.enum(['AWAITING_UPLOAD', 'CHECKING', 'VERIFIED', 'REJECTED']),
  reason: z.optional(z.string()),
  uploader: z.optional(z.object({ id: z.string(), agencies: z.array(z.string()) })),
  dossier: z.optional(z.string()),
})
