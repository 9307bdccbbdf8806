// Apart from what events are picked by: who sends does without these schemas and the table of permissions.
import * as z from 'zod/mini'
import { roles } from '../../shared/permission/table.ts'

/** What is picked of `agency.changed`. */
export const AgencyPick = z.object({
  agency: z.object({ id: z.string(), name: z.string() }),
  receivingPoints: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      address: z.string(),
      hours: z.array(z.object({ from: z.string(), to: z.string() })),
      hotline: z.optional(z.string()),
    }),
  ),
  lineage: z.array(z.string()),
})
/** What is kept of an agency. */
export interface AgencyCopy {
  name: string
  receivingPoints: z.output<typeof AgencyPick>['receivingPoints']
  lineage: string[]
}

/** What is picked of `staff.changed`: who can be told at which agency. */
export const StaffPick = z.object({
  person: z.string(),
  agency: z.string(),
  role: z.enum(roles),
  unit: z.string(),
  name: z.string(),
  email: z.string(),
  active: z.boolean(),
})
export type StaffCopy = z.output<typeof StaffPick>
