import * as z from 'zod'
import { ProcedureCode } from '../../shared/vietnamese/codes.ts'
import { PlainText } from '../../shared/vietnamese/plain-text.ts'
import { Limit } from './limit-schema.ts'

const Code = z.string().regex(/^[A-Za-z0-9._-]{1,50}$/, { error: 'must be a code of letters, digits, . _ or -' })

// A request refuses unknown members at every depth, an answer may gain some: the same shape is built once for each.
const version = (object: typeof z.object) => {
  const fee = object({
    name: PlainText(500),
    /** In đồng; null where the provincial People's Council decides it. */
    amount: z.int().min(0).max(1_000_000_000).nullable(),
    exemptions: z.array(PlainText(1000, { lines: true })).max(50),
  })
  const channel = object({
    channel: z.enum(['DESK', 'ONLINE', 'POST']),
    limit: Limit,
    fees: z.array(fee).max(50),
  })
  const paper = object({
    code: Code,
    name: PlainText(1000),
    originals: z.int().min(0).max(100),
    copies: z.int().min(0).max(100),
    required: z.boolean(),
  })
  const procedureCase = object({
    code: Code,
    name: PlainText(500),
    papers: z.array(paper).max(100),
    channels: z.array(channel).min(1).max(3),
  })
  return object({
    name: PlainText(1000),
    field: object({ code: Code, name: PlainText(200) }),
    level: z.enum(['COMMUNE', 'PROVINCE', 'MINISTRY']),
    effectiveFrom: z.iso.date(),
    decisionNo: PlainText(100).optional(),
    onlineLevel: z.enum(['FULL', 'PARTIAL']),
    partialReason: PlainText(1000, { lines: true }).optional(),
    competentAuthority: PlainText(300),
    systemOfRecord: z.enum(['LOCAL', 'PROVINCE', 'MINISTRY', 'NATIONAL_PORTAL']),
    boundaryFree: z.enum(['NONE', 'PROVINCE', 'NATION']),
    results: z.array(object({ code: Code, name: PlainText(500), paper: z.boolean() })).max(50),
    cases: z.array(procedureCase).min(1).max(50),
    legalBases: z.array(PlainText(500)).max(100),
    unverified: z.array(PlainText(200)).max(200),
  })
}

const repeated = (codes: string[]) => codes.findIndex((code, index) => codes.indexOf(code) !== index)

/** What an administrator publishes: a whole procedure but for what the publishing itself decides. */
export const ProcedureVersion = version(z.strictObject as typeof z.object)
  .superRefine(({ onlineLevel, partialReason, cases }, context) => {
    const fault = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message })
    if (onlineLevel === 'PARTIAL' && partialReason === undefined) fault(['partialReason'], 'PARTIAL needs its reason')
    const twice = repeated(cases.map(({ code }) => code))
    if (twice >= 0) fault(['cases', twice, 'code'], 'This case is there already')
    for (const [index, { papers, channels }] of cases.entries()) {
      const paper = repeated(papers.map(({ code }) => code))
      if (paper >= 0) fault(['cases', index, 'papers', paper, 'code'], 'This paper is there already')
      const channel = repeated(channels.map((each) => each.channel))
      if (channel >= 0) fault(['cases', index, 'channels', channel, 'channel'], 'This channel is there already')
    }
  })
  .meta({ id: 'ProcedureVersion' })
export type ProcedureVersion = z.infer<typeof ProcedureVersion>

/** One version of a procedure (thủ tục hành chính) with its validity; both of its dates belong to it. */
export const Procedure = version(z.object)
  .extend({ code: ProcedureCode, version: z.int().min(1), effectiveTo: z.iso.date().optional() })
  .meta({ id: 'Procedure' })
export type Procedure = z.infer<typeof Procedure>

/** What a list shows of a version. */
export const ProcedureSummary = Procedure.pick({
  code: true,
  version: true,
  name: true,
  field: true,
  level: true,
  onlineLevel: true,
  effectiveFrom: true,
  effectiveTo: true,
}).meta({ id: 'ProcedureSummary' })
export type ProcedureSummary = z.infer<typeof ProcedureSummary>
