import * as z from 'zod'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { eventConsumer } from '../../shared/events/consumer.ts'
import type { DomainEvent } from '../../shared/events/envelope.ts'
import { roles } from '../../shared/permission/table.ts'
import { open } from './store.ts'

const store = open(serviceTable())

const Staff = z.object({
  person: z.string(),
  agency: z.string(),
  role: z.enum(roles),
  unit: z.string().default(''),
  name: z.string(),
  active: z.boolean(),
})

/** Keeps this service's copy of the staff register. */
export const handler = eventConsumer('attachments:reference', {
  'staff.changed': async ({ version, data }: DomainEvent<unknown>) => {
    const { person, ...row } = Staff.parse(data)
    await store.keepStaff(person, version, row)
  },
})
