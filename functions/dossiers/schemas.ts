import * as z from 'zod'
import { inUtc } from '../../shared/calendar/instant.ts'
import { TypedInstant } from '../../shared/calendar/instant-schema.ts'
import { DossierCode, ProcedureCode } from '../../shared/vietnamese/codes.ts'
import { IdNumber } from '../../shared/vietnamese/id-number.ts'
import { Phone } from '../../shared/vietnamese/phone.ts'
import { PlainText } from '../../shared/vietnamese/plain-text.ts'
import { TaxCode } from '../../shared/vietnamese/tax-code.ts'
import { deadlineStates } from './deadline-state.ts'

const Instant = z.iso.datetime({ offset: true })
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const Name = PlainText(120)
const Remark = PlainText(2000, { lines: true })
const Identifier = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/)
const note = Remark.optional()
// Whatever somebody may type who has a receipt before him; of codes and secrets none is longer or has other signs.
const Typed = (max: number) =>
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

const Reason = z.strictObject({ ground: PlainText(300), text: Remark }).meta({ id: 'Reason' })
const reasons = z.array(Reason).min(1).max(20)
const Assignee = z
  .strictObject({
    unit: PlainText(120).optional(),
    person: z
      .string()
      .regex(/^[\x21-\x7e]{1,128}$/)
      .optional(),
  })
  .refine(({ unit, person }) => unit !== undefined || person !== undefined, { message: 'Name a unit or a person' })

export const Acceptance = z.strictObject({ note }).meta({ id: 'Acceptance' })
export const RefusalOfIntake = z.strictObject({ reasons, note }).meta({ id: 'RefusalOfIntake' })
export const HandOver = z.strictObject({ to: Assignee.optional(), note }).meta({ id: 'HandOver' })
export const Result = z.strictObject({ code: Identifier, name: PlainText(300), attachment: FileReference })
export const Completion = z
  .strictObject({
    outcome: z.enum(['APPROVED', 'DENIED']),
    results: z.array(Result).max(5).optional(),
    denial: z.strictObject({ reasons }).optional(),
    note,
  })
  .refine(({ outcome, results }) => outcome === 'DENIED' || (results ?? []).length > 0, {
    path: ['results'],
    message: 'An approval needs its result file',
  })
  .refine(({ outcome, denial }) => (outcome === 'DENIED') === (denial !== undefined), {
    path: ['denial'],
    message: 'A denial, and only a denial, has its reasons',
  })
  .meta({ id: 'Completion' })
export const Return = z
  .strictObject({ method: Channel, to: Name, proof: PlainText(300).optional(), note })
  .meta({ id: 'Return' })
const ground = PlainText(300)
const secret = Typed(32).optional()
export const SupplementRequest = z
  .strictObject({
    items: z
      .array(z.strictObject({ paper: Identifier, reason: Remark }))
      .min(1)
      .max(50),
    ground: ground.optional(),
    note,
  })
  .meta({ id: 'SupplementRequest' })
export const Supplement = z
  .strictObject({ papers: z.array(Paper).min(1).max(50), secret, note })
  .meta({ id: 'Supplement' })
const dong = z.int().min(0).max(1_000_000_000)
export const FeeNotice = z
  .strictObject({
    items: z
      .array(z.strictObject({ name: PlainText(300), amount: dong, exemption: PlainText(300).optional() }))
      .min(1)
      .max(20),
    note,
  })
  .meta({ id: 'FeeNotice' })
export const Payment = z
  .strictObject({
    method: PlainText(60),
    reference: PlainText(120),
    paidAt: TypedInstant.overwrite(inUtc),
    note,
  })
  .meta({ id: 'Payment' })
export const Withdrawal = z.strictObject({ reason: Remark.optional(), secret, note }).meta({ id: 'Withdrawal' })
export const Stop = z.strictObject({ ground: Remark, note }).meta({ id: 'Stop' })
export const Extension = z
  .strictObject({ reason: Remark, newDueAt: TypedInstant.overwrite(inUtc), note })
  .meta({ id: 'Extension' })
export const Assignment = z.strictObject({ to: Assignee, note }).meta({ id: 'Assignment' })
const something = (changes: object) => Object.values(changes).some((change) => change !== undefined)
export const Correction = z
  .strictObject({
    changes: z
      .strictObject({
        applicant: z.strictObject(Applicant.partial().shape).refine(something, { message: 'Name a field' }).optional(),
        papers: z.array(Paper).max(50).optional(),
        returnBy: z.strictObject({ method: Channel }).optional(),
        results: z.array(Result).min(1).max(5).optional(),
      })
      .refine(something, { message: 'Name what is to be corrected' }),
    reason: Remark,
    note,
  })
  .meta({ id: 'Correction' })
export const Note = z.strictObject({ note: Remark }).meta({ id: 'Note' })
export const Lookup = z.strictObject({ code: Typed(64), secret: Typed(32) }).meta({ id: 'Lookup' })

const StatusAnswer = z.object({ code: z.int().min(1).max(10), name: z.string() })
const Reference = z.object({ code: z.string(), name: z.string(), version: z.int() })
const AnsweredAssignee = z.object({ unit: z.string().optional(), person: z.string().optional() })

const AskedPaper = z.object({ code: z.string(), name: z.string() })

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
    tasks: z.array(z.object({ kind: z.string(), attachment: z.string(), reason: z.string() })).optional(),
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
    version: z.int(),
  })
  .meta({ id: 'LookupAnswer' })
