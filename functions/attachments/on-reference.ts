// A consumer's bundle is small: the mini build of the same library saves 70 KB.
import * as z from 'zod/mini'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { eventConsumer } from '../../shared/events/consumer.ts'
import { keepStaff } from '../../shared/events/staff-changed.ts'
import { open } from './store.ts'

const table = serviceTable()
const store = open(table)

/** What is picked of `agency.changed`: who stands above the agency. */
const AgencyPick = z.object({ agency: z.object({ id: z.string() }), lineage: z.array(z.string()) })

/** Keeps this service's copies of the staff register and of the agencies' lineages. */
export const handler = eventConsumer('attachments-on-reference', {
  'staff.changed': keepStaff(table),
  'agency.changed': async ({ version, data }) => {
    const { agency, lineage } = AgencyPick.parse(data)
    await store.keepLineage(agency.id, version, lineage)
  },
})
