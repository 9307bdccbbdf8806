import { serviceTable } from '../../shared/dynamodb/client.ts'
import { eventConsumer } from '../../shared/events/consumer.ts'
import type { DomainEvent } from '../../shared/events/envelope.ts'
import { keepStaff } from '../../shared/events/staff-changed.ts'
import { AgencyPick } from './copies.ts'
import { copies } from './store-copies.ts'

const table = serviceTable()
const store = copies(table)

/** Keeps the newest agencies, and which machine is registered where. */
export const handler = eventConsumer('integrations:reference', {
  'agency.changed': async ({ version, data }: DomainEvent<unknown>) => {
    const { agency, receivingPoints, lineage } = AgencyPick.parse(data)
    await store.keepAgency(agency.id, version, { name: agency.name, receivingPoints, lineage })
  },
  'staff.changed': keepStaff(table),
})
