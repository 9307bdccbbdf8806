import { now } from '../../shared/clock/clock.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { queueConsumer } from '../../shared/events/consumer.ts'
import { postOffice } from '../../shared/mail/post-office.ts'
import { WebhookPick } from './copies.ts'
import { sending } from './sending.ts'
import { messageId, open } from './store.ts'
import { telling } from './telling.ts'
import { noticesOfWebhook } from './webhook-notices.ts'

const store = open(serviceTable())
const tools = { ...postOffice(), store, now, random: Math.random, write: console.log, idOf: messageId }
const tell = telling({ ...tools, sending: sending(tools) })

/** Tells the administrators that nothing is delivered to a webhook any more. */
export const handler = queueConsumer('notifications:webhook', async (body) => {
  const event = WebhookPick.parse((body as { detail: unknown }).detail)
  await tell({ ...event, ...event.data }, noticesOfWebhook(event))
})
