import { serviceTable } from '../../shared/dynamodb/client.ts'
import { eventConsumer } from '../../shared/events/consumer.ts'
import type { DomainEvent } from '../../shared/events/envelope.ts'
import { events } from '../agencies/events.ts'
import { open } from './store.ts'

const store = open(serviceTable())
const StaffChanged = events['staff.changed'].pick({
  person: true,
  agency: true,
  name: true,
  role: true,
  unit: true,
  active: true,
})

/** Keeps this service's copy of the staff register: who may publish is decided by it. */
export const handler = eventConsumer('procedures-on-reference', {
  'staff.changed': async ({ data, version }: DomainEvent<unknown>) => {
    const { person, ...row } = StaffChanged.parse(data)
    await store.keepStaff(person, version, row)
  },
})
