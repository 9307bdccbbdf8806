import { now } from '../../shared/clock/clock.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { queueConsumer } from '../../shared/events/consumer.ts'
import { FeedbackPick } from './copies.ts'
import { heardOfFeedback } from './heard.ts'
import { planning } from './store.ts'

const store = planning(serviceTable())

/** Every event of a feedback comes here: its snapshot says what is waited for, and until when. */
export const handler = queueConsumer('reminders:feedback', async (body) => {
  await store.hear(heardOfFeedback(FeedbackPick.parse((body as { detail: unknown }).detail)), now())
})
