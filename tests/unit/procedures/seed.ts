import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { ProcedureCode } from '../../../shared/vietnamese/codes.ts'
import { PlainText } from '../../../shared/vietnamese/plain-text.ts'

const Text = PlainText(200)
const Code = z.string().regex(/^[A-Z][A-Z0-9_]*$/)
const count = z.int().min(0)
const Limit = z.discriminatedUnion('unit', [
  z.strictObject({ unit: z.enum(['SAME_DAY', 'IMMEDIATE']) }),
  z.strictObject({ unit: z.enum(['WORKING_DAY', 'CALENDAR_DAY', 'WORKING_HOUR']), value: z.int().positive() }),
])
const Fee = z.strictObject({ name: Text, amount: count.nullable(), exemptions: z.array(Text) })
const Channel = z.strictObject({ channel: z.enum(['DESK', 'ONLINE', 'POST']), limit: Limit, fees: z.array(Fee).min(1) })
const Paper = z.strictObject({ code: Code, name: Text, originals: count, copies: count, required: z.boolean() })
const Case = z.strictObject({
  code: Code,
  name: Text,
  papers: z.array(Paper).min(1),
  channels: z.array(Channel).min(1),
})
const Procedure = z.strictObject({
  code: ProcedureCode,
  name: Text,
  field: z.strictObject({ code: Code, name: Text }),
  level: z.literal('COMMUNE'),
  effectiveFrom: z.literal('2025-07-01'),
  onlineLevel: z.enum(['FULL', 'PARTIAL']),
  partialReason: z.enum(['PRESENCE_REQUIRED', 'FIELD_CHECK', 'TECHNICAL']).optional(),
  competentAuthority: Text,
  systemOfRecord: z.enum(['LOCAL', 'PROVINCE', 'MINISTRY', 'NATIONAL_PORTAL']),
  boundaryFree: z.enum(['NONE', 'PROVINCE', 'NATION']),
  results: z.array(z.strictObject({ code: Code, name: Text, paper: z.boolean() })).min(1),
  cases: z.array(Case).min(1),
  legalBases: z.tuple([]),
  unverified: z.array(z.string().startsWith('/')),
})
type Procedure = z.infer<typeof Procedure>

const file = new URL('../../../functions/procedures/seed/procedures.json', import.meta.url)
/** The seed as it is stored. */
export const raw: unknown = JSON.parse(readFileSync(file, 'utf8'))
/** The seeded procedures, read strictly: an unknown or missing field throws. */
export const procedures = z.array(Procedure).parse(raw)

/** The seeded procedure of a code; throws where there is none. */
export function procedure(code: string): Procedure {
  const found = procedures.find((one) => one.code === code)
  if (!found) throw new Error(`${code} is not in the seed`)
  return found
}

/** What a pointer leads to; `*` stands for every index. */
export function targets(value: unknown, pointer: string): unknown[] {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown[]>((values, step) => values.flatMap((one) => into(one, step)), [value])
}

function into(value: unknown, step: string): unknown[] {
  if (typeof value !== 'object' || value === null) return []
  if (step === '*') return Array.isArray(value) ? value : []
  return step in value ? [(value as Record<string, unknown>)[step]] : []
}

/** Whether a field, or what holds it, is marked as unverified. */
export function isMarked(code: string, pointer: string): boolean {
  const steps = pointer.split('/')
  return procedure(code).unverified.some((mark) =>
    mark
      .split('/')
      .every((step, place) => step === steps[place] || (step === '*' && /^[0-9]+$/.test(steps[place] ?? ''))),
  )
}
