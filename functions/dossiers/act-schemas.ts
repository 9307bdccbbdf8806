import * as z from 'zod'
import { inUtc } from '../../shared/calendar/instant.ts'
import { TypedInstant } from '../../shared/calendar/instant-schema.ts'
import { PlainText } from '../../shared/vietnamese/plain-text.ts'
import { Applicant, Channel, Identifier, Name, Paper, Remark, Result, Typed } from './schemas.ts'

const note = Remark.optional()
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
