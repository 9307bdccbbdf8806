import { serviceTable } from '../../shared/dynamodb/client.ts'
import { partition } from '../../shared/dynamodb/partition.ts'
import { keepNewest, readItem } from '../../shared/dynamodb/projection.ts'
import { required } from '../../shared/environment/required.ts'
import { wholeNumber } from '../../shared/environment/whole-number.ts'
import { eventConsumer } from '../../shared/events/consumer.ts'
import type { DomainEvent } from '../../shared/events/envelope.ts'
import { sender } from '../../shared/events/sender.ts'
import { keepStaff } from '../../shared/events/staff-changed.ts'
import { AgencyPick, CalendarPick, ProcedurePick } from './copies.ts'
import type { AgencyCopy } from './reference.ts'
import { countsOtherwise } from './replanning.ts'

const table = serviceTable()
const keep = (kind: string, id: string, { version }: DomainEvent<unknown>, record: object) =>
  keepNewest(table, { pk: `${kind}#${id}`, sk: 'COPY' }, version, { ...record })

const send = sender(required('REPLAN_QUEUE'))
// The API remembers a copy for ten seconds and a request may last as long: what was accepted by the old copy is stored
// and in its list before the first page is read.
const delaySeconds = wholeNumber('REPLAN_AFTER', 30)
const planAnew = (agencies: string[]) =>
  send(
    agencies.map((agency) => ({ agency })),
    delaySeconds,
  )

const agency = async (event: DomainEvent<unknown>) => {
  const record = AgencyPick.parse(event.data)
  const { id } = record.agency
  const before = await readItem<AgencyCopy & { version: number }>(table, `AGENCY#${id}`, 'COPY', true)
  const calendars = [...new Set(record.receivingPoints.map(({ calendar }) => calendar))]
  await keepNewest(table, { pk: 'AGENCIES', sk: id }, event.version, { calendars })
  await keep('AGENCY', id, event, record)
  // A repeated or late event may be the one after whose copy this function died: what it asks for again does no harm.
  const again = before && event.version <= before.version
  if (again || (before && countsOtherwise(before, record as AgencyCopy))) await planAnew([id])
}

const procedure = async (event: DomainEvent<unknown>) => {
  const record = ProcedurePick.parse(event.data)
  await keep('PROCEDURE', record.code, event, record)
}

const calendar = async (event: DomainEvent<unknown>) => {
  const { version: edition, ...record } = CalendarPick.parse(event.data)
  await keep('CALENDAR', record.id, event, { ...record, edition })
  const agencies = await partition<{ sk: string; calendars: string[] }>(table, 'AGENCIES')
  await planAnew(agencies.filter(({ calendars }) => calendars.includes(record.id)).map(({ sk }) => sk))
}

/**
 * Keeps the newest agencies, staff, procedures and calendars, so that no request waits for another service. What deadlines
 * are counted by may have changed: then those of the agencies concerned are counted anew (`on-replan`).
 */
export const handler = eventConsumer('dossiers-on-reference', {
  'agency.changed': agency,
  'staff.changed': keepStaff(table),
  'procedure.published': procedure,
  'procedure.retired': procedure,
  'calendar.published': calendar,
})
