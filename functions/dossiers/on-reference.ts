import { serviceTable } from '../../shared/dynamodb/client.ts'
import { keepNewest } from '../../shared/dynamodb/projection.ts'
import { eventConsumer } from '../../shared/events/consumer.ts'
import type { DomainEvent } from '../../shared/events/envelope.ts'
import { keepStaff } from '../../shared/events/staff-changed.ts'
import { replanningReference } from '../../shared/replanning/reference.ts'
import { AgencyPick, CalendarPick, ProcedurePick } from './copies.ts'
import type { AgencyCopy } from './reference.ts'
import { countsOtherwise } from './replanning.ts'

const table = serviceTable()
const copies = replanningReference<AgencyCopy>(table, { countsOtherwise, lists: ['open'] })

const procedure = async ({ version, data }: DomainEvent<unknown>) => {
  const record = ProcedurePick.parse(data)
  await keepNewest(table, { pk: `PROCEDURE#${record.code}`, sk: 'COPY' }, version, record)
}

/**
 * Keeps the newest agencies, staff, procedures and calendars, so that no request waits for another service. What deadlines
 * are counted by may have changed: then those of the agencies concerned are counted anew (`on-replan`).
 */
export const handler = eventConsumer('dossiers-on-reference', {
  'agency.changed': (event) => copies.agency(event, AgencyPick.parse(event.data) as AgencyCopy),
  'staff.changed': keepStaff(table),
  'procedure.published': procedure,
  'procedure.retired': procedure,
  'calendar.published': (event) => copies.calendar(event, CalendarPick.parse(event.data)),
})
