import * as z from 'zod'
import { roles } from '../../shared/permission/table.ts'
import { AgencyId } from '../../shared/vietnamese/codes.ts'
import { Phone } from '../../shared/vietnamese/phone.ts'
import { PlainText } from '../../shared/vietnamese/plain-text.ts'

const LocalDate = z.iso.date()
const levels = ['MINISTRY', 'PROVINCE', 'CITY', 'DEPARTMENT', 'DISTRICT', 'COMMUNE'] as const

const agencyFields = {
  name: PlainText(200),
  level: z.enum(levels),
  parent: AgencyId.optional(),
  validFrom: LocalDate,
  validTo: LocalDate.optional(),
  successor: AgencyId.optional(),
}

/** An agency (cơ quan) with the dates between which it exists, and who took over from it. */
export const Agency = z.object({ id: AgencyId, ...agencyFields }).meta({ id: 'Agency' })
export type Agency = z.infer<typeof Agency>

/** What is put in an agency's place; dates are local dates, the last one included. */
export const AgencyBody = z
  .strictObject(agencyFields)
  .refine(({ validFrom, validTo }) => validTo === undefined || validFrom <= validTo, {
    error: 'must not be before validFrom',
    path: ['validTo'],
  })
  .meta({ id: 'AgencyBody' })
export type AgencyBody = z.infer<typeof AgencyBody>

/** Who signs in: the token's `sub`, or the `client_id` of a machine. */
export const Person = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:|@+-]{0,127}$/)

const staffFields = {
  name: PlainText(120),
  role: z.enum(roles),
  unit: PlainText(120),
  email: z.email().max(254),
  phone: Phone.optional(),
  active: z.boolean(),
}

/** A member of staff (cán bộ) or a machine client as registered at one agency. */
export const Staff = z.object({ person: Person, ...staffFields }).meta({ id: 'Staff' })
export type Staff = z.infer<typeof Staff>

/** What is put in a registration's place. */
export const StaffBody = z.strictObject(staffFields).meta({ id: 'StaffBody' })
export type StaffBody = z.infer<typeof StaffBody>

/** The page of a list that is asked for. */
export const Page = z.strictObject({
  limit: z.coerce.number<string>().int().min(1).max(100).default(50),
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,500}$/)
    .optional(),
})
export type Page = z.infer<typeof Page>

const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().optional() })

export const AgencyList = page(Agency).meta({ id: 'AgencyList' })
export const StaffList = page(Staff).meta({ id: 'StaffList' })
