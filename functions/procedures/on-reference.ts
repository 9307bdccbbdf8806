import { serviceTable } from '../../shared/dynamodb/client.ts'
import { eventConsumer } from '../../shared/events/consumer.ts'
import { keepStaff } from '../../shared/events/staff-changed.ts'

/** Keeps this service's copy of the staff register. */
export const handler = eventConsumer('procedures-on-reference', { 'staff.changed': keepStaff(serviceTable()) })
