import { now } from '../../shared/clock/clock.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { queueConsumer } from '../../shared/events/consumer.ts'
import { postOffice } from '../../shared/mail/post-office.ts'
import { ReminderPick } from './copies.ts'
import { noticesOfReminder } from './notices.ts'
import { sending } from './sending.ts'
import { messageId, open } from './store.ts'
import { telling } from './telling.ts'

const store = open(serviceTable())
const tools = { ...postOffice(), store, now, random: Math.random, write: console.log, idOf: messageId }
const tell = telling({ ...tools, sending: sending(tools) })

/** Tells the staff what falls due, and the applicant when it is late. */
export const handler = queueConsumer('notifications:reminder', async (body) => {
  const event = ReminderPick.parse((body as { detail: unknown }).detail)
  await tell({ ...event, ...event.data }, noticesOfReminder(event))
})
