import * as z from 'zod'
import { ProcedureCode } from '../../shared/vietnamese/codes.ts'
import { PlainText } from '../../shared/vietnamese/plain-text.ts'
import { CalendarId } from './calendar-schema.ts'
import { ProcedureSummary } from './procedure-schema.ts'

const paging = {
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,500}$/)
    .optional(),
}

const at = z.iso.date().optional().meta({ description: 'The rules on this local date; today unless told.' })

export const ProcedureParams = z.object({ code: ProcedureCode })
export const AtQuery = z.strictObject({ at })
export const SearchQuery = z.strictObject({
  q: PlainText(200).optional(),
  field: PlainText(200).optional(),
  at,
  ...paging,
})
export const PageQuery = z.strictObject(paging)

export const ProcedureList = z
  .object({ items: z.array(ProcedureSummary), nextCursor: z.string().optional() })
  .meta({ id: 'ProcedureList' })

/** The last date on which a procedure is in force (bãi bỏ). */
export const Retirement = z.strictObject({ effectiveTo: z.iso.date() }).meta({ id: 'Retirement' })

export const CalendarParams = z.object({ id: CalendarId })
export const CalendarVersionParams = z.object({ id: CalendarId, n: z.string().regex(/^[1-9][0-9]{0,5}$/) })
