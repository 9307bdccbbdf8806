import * as z from 'zod'
import { DossierCode, ProcedureCode } from '../../shared/vietnamese/codes.ts'
import { IdNumber } from '../../shared/vietnamese/id-number.ts'
import { Phone } from '../../shared/vietnamese/phone.ts'
import { PlainText } from '../../shared/vietnamese/plain-text.ts'
import { TaxCode } from '../../shared/vietnamese/tax-code.ts'
import { deadlineStates } from './deadline-state.ts'

const Instant = z.iso.datetime({ offset: true })
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
export const Name = PlainText(120)
export const Remark = PlainText(2000, { lines: true })
export const Identifier = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/)
// Whatever somebody may type who has a receipt before him; of codes and secrets none is longer or has other signs.
export const Typed = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[ -~]*$/)
const Json = z.json().meta({ id: 'Json' })
// In JSON text the control characters below space and lone surrogates stand as escapes, those from delete on do not.
const unprintable = /(?<!\\)(?:\\\\)*\\(?:u00[01]|ud[89a-f]|[bfr])|[\u007f-\u009f]/i
/** NFC leaves the syntax of JSON as it is, but for the letter of an escape before a combining mark: `\n` is no n. */
const composed = (json: string) =>
  json.replace(/[^\\]+|\\./g, (part) => (part.startsWith('\\') ? part : part.normalize('NFC')))
const Form = z
  .record(z.string().max(100), Json)
  .refine((form) => !unprintable.test(JSON.stringify(form)), { message: 'Control characters are refused' })
  .overwrite((form) => JSON.parse(composed(JSON.stringify(form))))

export const Code = z.strictObject({ code: DossierCode })
export const FileReference = z.strictObject({ id: Identifier, sha256: Sha256 }).meta({ id: 'FileReference' })
export const Channel = z.enum(['DESK', 'ONLINE', 'POST'])

export const Applicant = z
  .strictObject({
    kind: z.enum(['CITIZEN', 'BUSINESS', 'STATE_BODY', 'ORGANISATION']),
    name: Name,
    idNumber: IdNumber.optional(),
    taxCode: TaxCode.optional(),
    phone: Phone.optional(),
    email: z.email().max(254).optional(),
    address: PlainText(300).optional(),
  })
  .meta({ id: 'Applicant' })

export const Paper = z
  .strictObject({
    paper: Identifier,
    kind: z.enum(['ORIGINAL', 'CERTIFIED_COPY', 'PHOTOCOPY', 'ELECTRONIC']),
    copies: z.int().min(1).max(99),
    attachments: z.array(FileReference).max(10).optional(),
  })
  .meta({ id: 'Paper' })

export const Intake = z
  .strictObject({
    procedure: ProcedureCode,
    case: Identifier.optional(),
    receivingPoint: Identifier,
    channel: Channel,
    applicant: Applicant,
    onBehalfOf: Applicant.optional(),
    papers: z.array(Paper).max(50),
    form: Form.optional(),
    returnBy: z.strictObject({ method: Channel }),
  })
  .meta({ id: 'Intake' })

export const Result = z.strictObject({ code: Identifier, name: PlainText(300), attachment: FileReference })
export const Lookup = z.strictObject({ code: Typed(64), secret: Typed(32) }).meta({ id: 'Lookup' })

const StatusAnswer = z.object({ code: z.int().min(1).max(10), name: z.string() })
const Reference = z.object({ code: z.string(), name: z.string(), version: z.int() })
const AnsweredAssignee = z.object({ unit: z.string().optional(), person: z.string().optional() })

const AskedPaper = z.object({ code: z.string(), name: z.string() })

const Task = z.object({
  kind: z.string(),
  attachment: z.string().optional(),
  notification: z.string().optional(),
  to: z.string().optional(),
  reason: z.string(),
})

export const DossierRow = z
  .object({
    code: z.string(),
    procedure: Reference,
    status: StatusAnswer,
    deadlineState: z.enum(deadlineStates),
    receivingPoint: z.string(),
    channel: Channel,
    dueAt: Instant.optional(),
    assignee: AnsweredAssignee.optional(),
    tasks: z.array(Task).optional(),
    version: z.int(),
  })
  .meta({ id: 'DossierRow' })

export const Dossier = z
  .object({
    ...DossierRow.shape,
    secret: z.string().optional(),
    case: z.string(),
    competentAuthority: z.string(),
    systemOfRecord: z.string(),
    submittedAt: Instant,
    acceptedAt: Instant.optional(),
    originalDueAt: Instant.optional(),
    deadlineVersion: z.int(),
    provisional: z.boolean().optional(),
    endedAt: Instant.optional(),
    returnedAt: Instant.optional(),
    outcome: z.enum(['APPROVED', 'DENIED']).optional(),
    results: z.array(Result).optional(),
    returnBy: z.object({ method: Channel }),
    papers: z.array(
      z.object({
        paper: z.string(),
        kind: z.string(),
        copies: z.int(),
        attachments: z
          .array(z.object({ id: z.string(), sha256: Sha256, status: z.enum(['PENDING', 'VERIFIED', 'REJECTED']) }))
          .optional(),
      }),
    ),
    applicant: z
      .object({
        kind: z.string(),
        name: z.string(),
        idNumber: z.string().optional(),
        taxCode: z.string().optional(),
        phone: z.string().optional(),
        email: z.string().optional(),
        address: z.string().optional(),
      })
      .optional(),
    supplements: z.int(),
    extensions: z.int(),
    indexOverdue: z.boolean().optional(),
    pausedAt: Instant.optional(),
    asked: z.array(AskedPaper).optional(),
    fee: z.object({ total: z.int(), paidAt: Instant.optional() }).optional(),
  })
  .meta({ id: 'Dossier' })

export const DossierList = z.object({ items: z.array(DossierRow), nextCursor: z.string().optional() })
export const ListQuery = z.strictObject({
  view: z.enum(['inbox', 'mine', 'overdue', 'due-soon']).optional(),
  applicant: z.literal('me').optional(),
  agency: Identifier.optional(),
  status: z.coerce.number().int().min(1).max(10).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,500}$/)
    .optional(),
})

export const Journal = z.object({
  items: z.array(
    z.object({
      version: z.int(),
      type: z.string(),
      at: Instant,
      by: z.object({ id: z.string(), role: z.string(), name: z.string().optional() }),
      details: z.record(z.string(), z.unknown()).optional(),
      previous: z.string(),
    }),
  ),
})

export const LookupAnswer = z
  .object({
    code: z.string(),
    procedure: Reference,
    status: StatusAnswer,
    deadlineState: z.enum(deadlineStates),
    receivingPoint: z.string(),
    unit: z.string().optional(),
    submittedAt: Instant,
    acceptedAt: Instant.optional(),
    dueAt: Instant.optional(),
    endedAt: Instant.optional(),
    returnedAt: Instant.optional(),
    next: z.object({
      code: z.string(),
      vi: z.string(),
      en: z.string(),
      papers: z.array(AskedPaper).optional(),
      fee: z.int().optional(),
    }),
    ratingToken: z
      .string()
      .describe('Once the dossier has ended: with it the desk can be rated, once, by POST /v1/ratings')
      .optional(),
    version: z.int(),
  })
  .meta({ id: 'LookupAnswer' })
