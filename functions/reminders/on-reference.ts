import { serviceTable } from '../../shared/dynamodb/client.ts'
import { eventConsumer } from '../../shared/events/consumer.ts'
import type { DomainEvent } from '../../shared/events/envelope.ts'
import { keepStaff } from '../../shared/events/staff-changed.ts'
import { AgencyPick, CalendarPick } from './copies.ts'
import { copies } from './store.ts'

const table = serviceTable()
const store = copies(table)

/** Keeps the newest agencies, staff and calendars: hours, holidays and who may see what. */
export const handler = eventConsumer('reminders:reference', {
  'agency.changed': async ({ version, data }: DomainEvent<unknown>) => {
    const { agency, ...record } = AgencyPick.parse(data)
    await store.keepAgency(agency.id, version, { name: agency.name, ...record })
  },
  'staff.changed': keepStaff(table),
  'calendar.published': async ({ version, data }: DomainEvent<unknown>) => {
    const { version: edition, ...record } = CalendarPick.parse(data)
    await store.keepCalendar(record.id, version, { ...record, edition })
  },
})
