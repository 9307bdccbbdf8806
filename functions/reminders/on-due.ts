import { now } from '../../shared/clock/clock.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { sweeper } from '../../shared/events/sweeper.ts'
import { planning } from './store.ts'

const table = serviceTable()
const store = planning(table)

/** Every minute: tells what is due by now, the oldest first. */
export const handler = sweeper('reminders', table, (due) => store.tell(due, now))
