import * as z from 'zod/mini'
import type { Table } from '../dynamodb/client.ts'
import { keepNewest } from '../dynamodb/projection.ts'
import { roles } from '../permission/table.ts'
import type { DomainEvent } from './envelope.ts'

/** What every service keeps of a registration, to decide permissions by; a consumer's bundle is small, hence the mini build. */
const StaffChanged = z.object({
  person: z.string(),
  agency: z.string(),
  role: z.enum(roles),
  unit: z.string(),
  name: z.string(),
  active: z.boolean(),
})

/** Keeps this service's copy of the staff register: the work for `staff.changed`. */
export const keepStaff =
  (table: Table) =>
  async ({ version, data }: DomainEvent<unknown>): Promise<void> => {
    const { person, ...row } = StaffChanged.parse(data)
    await keepNewest(table, { pk: `STAFF#${person}`, sk: row.agency }, version, row)
  }
