import { now } from '../../shared/clock/clock.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { required } from '../../shared/environment/required.ts'
import { sender } from '../../shared/events/sender.ts'
import { sweeper } from '../../shared/events/sweeper.ts'
import { feeding } from './store.ts'
import { delivering, isOfWebhook, waking } from './store-webhooks.ts'

const table = serviceTable()
const { heldLong } = feeding(table, now)
const { tryAgain } = delivering(table)
const send = sender(required('DELIVER_QUEUE'))
const wake = waking(table, send)

/** Every minute: webhooks that are to be tried again, and events that wait too long for the one before them. */
export const handler = sweeper('integrations', table, (due) =>
  isOfWebhook(due) ? tryAgain(due, send) : heldLong(due, wake),
)
