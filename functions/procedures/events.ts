import * as z from 'zod'
import { WorkingCalendar } from './calendar-schema.ts'
import { Procedure } from './procedure-schema.ts'

/** The whole record of a procedure: every version with its validity, so that a consumer keeps its own copy. */
export const ProcedureRecord = z
  .object({ code: z.string(), versions: z.array(Procedure) })
  .meta({ id: 'ProcedureRecord' })
export type ProcedureRecord = z.infer<typeof ProcedureRecord>

/** What `procedures` publishes, by event type. `calendar.published` carries the newest version whole. */
export const events = {
  'procedure.published': ProcedureRecord,
  'procedure.retired': ProcedureRecord,
  'calendar.published': WorkingCalendar,
}
