import { serviceTable } from '../../shared/dynamodb/client.ts'
import { eventConsumer } from '../../shared/events/consumer.ts'
import { keepStaff } from '../../shared/events/staff-changed.ts'
import { replanningReference } from '../../shared/replanning/reference.ts'
import { type AgencyCopy, AgencyPick, CalendarPick } from './copies.ts'
import { lists } from './kinds.ts'
import { countsOtherwise } from './replanning.ts'

const table = serviceTable()
const copies = replanningReference<AgencyCopy>(table, { countsOtherwise, lists: [...new Set(Object.values(lists))] })

/**
 * Keeps the newest agencies, staff and calendars, so that no request waits for another service. What clocks are counted by
 * may have changed: then those of the agencies concerned are counted anew (`on-replan`).
 */
export const handler = eventConsumer('feedback-on-reference', {
  'agency.changed': (event) => copies.agency(event, AgencyPick.parse(event.data) as AgencyCopy),
  'staff.changed': keepStaff(table),
  'calendar.published': (event) => copies.calendar(event, CalendarPick.parse(event.data)),
})
