import { now } from '../../shared/clock/clock.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { eventConsumer } from '../../shared/events/consumer.ts'
import type { DomainEvent } from '../../shared/events/envelope.ts'
import { keepStaff } from '../../shared/events/staff-changed.ts'
import { AgencyPick, StaffPick } from './reference.ts'
import { open } from './store.ts'

const table = serviceTable()
const store = open(table)
const keepForPermissions = keepStaff(table)

/** Keeps the newest agencies and staff: what letters name, who is told, and who may see what. */
export const handler = eventConsumer('notifications:reference', {
  'agency.changed': async ({ version, data }: DomainEvent<unknown>) => {
    const { agency, receivingPoints, lineage } = AgencyPick.parse(data)
    // Nothing can be told before there is an agency.
    await store.begin(now())
    await store.keepAgency(agency.id, version, { name: agency.name, receivingPoints, lineage })
  },
  'staff.changed': async (event: DomainEvent<unknown>) => {
    await keepForPermissions(event)
    await store.keepStaff(event.version, StaffPick.parse(event.data))
  },
})
