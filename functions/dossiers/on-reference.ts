import { serviceTable } from '../../shared/dynamodb/client.ts'
import { keepNewest } from '../../shared/dynamodb/projection.ts'
import { eventConsumer } from '../../shared/events/consumer.ts'
import type { DomainEvent } from '../../shared/events/envelope.ts'
import { keepStaff } from '../../shared/events/staff-changed.ts'
import { AgencyPick, CalendarPick, ProcedurePick } from './copies.ts'

const table = serviceTable()
const keep = (kind: string, id: string, { version }: DomainEvent<unknown>, record: object) =>
  keepNewest(table, { pk: `${kind}#${id}`, sk: 'COPY' }, version, { ...record })

const procedure = async (event: DomainEvent<unknown>) => {
  const record = ProcedurePick.parse(event.data)
  await keep('PROCEDURE', record.code, event, record)
}

/** Keeps the newest agencies, staff, procedures and calendars, so that no request waits for another service. */
export const handler = eventConsumer('dossiers-on-reference', {
  'agency.changed': async (event: DomainEvent<unknown>) => {
    const record = AgencyPick.parse(event.data)
    await keep('AGENCY', record.agency.id, event, record)
  },
  'staff.changed': keepStaff(table),
  'procedure.published': procedure,
  'procedure.retired': procedure,
  'calendar.published': async (event: DomainEvent<unknown>) => {
    const { version: edition, ...record } = CalendarPick.parse(event.data)
    await keep('CALENDAR', record.id, event, { ...record, edition })
  },
})
