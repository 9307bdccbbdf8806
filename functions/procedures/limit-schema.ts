import * as z from 'zod'

/** A statutory time limit; only what is counted in days or hours has a value. */
export const Limit = z
  .discriminatedUnion('unit', [
    z.strictObject({
      unit: z.enum(['WORKING_DAY', 'CALENDAR_DAY', 'WORKING_HOUR']),
      value: z.int().min(1).max(1000),
    }),
    z.strictObject({ unit: z.enum(['SAME_DAY', 'IMMEDIATE']) }),
  ])
  .meta({ id: 'Limit' })
export type Limit = z.infer<typeof Limit>
