import * as z from 'zod'
import { TypedInstant } from '../../shared/calendar/instant-schema.ts'
import { CalendarId } from './calendar-schema.ts'
import { Limit } from './limit-schema.ts'

// A dossier that stands longer is no question of working time, and each day of it would be answered.
const longestYears = 5
const longest = longestYears * 366 * 86_400_000

/** What the calculator is asked. Pauses follow one another; none lies more than five years from the acceptance. */
export const DeadlineRequest = z
  .strictObject({
    limit: Limit,
    acceptedAt: TypedInstant,
    channel: z.enum(['DESK', 'ONLINE']).default('DESK'),
    calendar: CalendarId.default('vn-civil-service'),
    pauses: z
      .array(z.strictObject({ from: TypedInstant, to: TypedInstant }))
      .max(10)
      .default([]),
  })
  .superRefine(({ acceptedAt, pauses }, context) => {
    const fault = (index: number, end: 'from' | 'to', message: string) =>
      context.addIssue({ code: 'custom', path: ['pauses', index, end], message })
    let last = Number.NEGATIVE_INFINITY
    for (const [index, pause] of pauses.entries()) {
      const [from, to] = [Date.parse(pause.from), Date.parse(pause.to)]
      if (to <= from) fault(index, 'to', 'must be after from')
      if (from < last) fault(index, 'from', 'must not be before the end of the pause before')
      const far = (at: number) => Math.abs(at - Date.parse(acceptedAt)) > longest
      if (far(from)) fault(index, 'from', `must lie within ${longestYears} years of acceptedAt`)
      if (far(to)) fault(index, 'to', `must lie within ${longestYears} years of acceptedAt`)
      last = to
    }
  })
  .meta({ id: 'DeadlineRequest' })
export type DeadlineRequest = z.infer<typeof DeadlineRequest>

const OfficeInstant = z.iso.datetime({ offset: true })

/** When something is due, and for every date from receipt to due why it counts or does not. */
export const DeadlineAnswer = z
  .object({
    dueAt: OfficeInstant,
    effectiveOn: z.iso.date(),
    calendar: z.object({ id: z.string(), version: z.int() }),
    provisional: z.boolean(),
    days: z.array(
      z.object({ on: z.iso.date(), counted: z.boolean(), reason: z.string(), name: z.string().optional() }),
    ),
    pauses: z.array(z.object({ from: OfficeInstant, to: OfficeInstant, workingMinutes: z.int() })),
  })
  .meta({ id: 'Deadline' })
