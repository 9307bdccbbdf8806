import * as z from 'zod'
import { AgencyId } from '../../shared/vietnamese/codes.ts'
import { Policy } from './policy.ts'
import { ReceivingPoint } from './receiving-point.ts'
import { Agency, Staff } from './schemas.ts'

/** The whole record of an agency; `lineage` holds the ids of its superior agencies, the nearest first. */
export const AgencyChanged = z
  .object({
    agency: Agency,
    receivingPoints: z.array(ReceivingPoint),
    policy: Policy,
    lineage: z.array(AgencyId),
  })
  .meta({ id: 'AgencyChanged' })
export type AgencyChanged = z.infer<typeof AgencyChanged>

/** One person's registration at one agency; the telephone number stays with the service. */
export const StaffChanged = Staff.omit({ phone: true }).extend({ agency: AgencyId }).meta({ id: 'StaffChanged' })
export type StaffChanged = z.infer<typeof StaffChanged>

/** What `agencies` publishes: the data of each type of event. */
export const events = { 'agency.changed': AgencyChanged, 'staff.changed': StaffChanged }
