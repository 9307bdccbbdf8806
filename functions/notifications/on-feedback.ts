import { now } from '../../shared/clock/clock.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { queueConsumer } from '../../shared/events/consumer.ts'
import { postOffice } from '../../shared/mail/post-office.ts'
import { authorContactIn, type FeedbackEvent, FeedbackPick, isEnded } from './copies.ts'
import { noticesOfFeedback } from './feedback-notices.ts'
import { sending } from './sending.ts'
import { messageId, open } from './store.ts'
import { telling } from './telling.ts'

const store = open(serviceTable())
const tools = { ...postOffice(), store, now, random: Math.random, write: console.log, idOf: messageId }
const tell = telling({ ...tools, sending: sending(tools) })

/** Keeps the newest of the feedback; its author's address only while something can still come of it. */
async function keep(event: FeedbackEvent): Promise<void> {
  const { type, subject: id, version, data } = event
  const { agency, receivingPoint, status, dueAt, deadlineVersion, restricted } = data
  await store.keepFeedback(id, version, { agency, receivingPoint, status, dueAt, deadlineVersion, restricted })
  const contact = authorContactIn(event)
  if (contact !== undefined) await store.keepContact(id, version, contact)
  const reopened = type === 'feedback.reopened'
  if (contact === undefined && !reopened && !isEnded(data)) return
  // Events come in any order: whichever of them comes last sees what the newest says.
  const newest = await store.feedback(id)
  if (newest && (isEnded(newest) || reopened)) await store.settleContact(id, newest.version, isEnded(newest))
}

/** Every event of a feedback comes here: the copy is kept, and its author told what concerns him. */
export const handler = queueConsumer('notifications:feedback', async (body) => {
  const event = FeedbackPick.parse((body as { detail: unknown }).detail)
  await keep(event)
  await tell({ ...event, ...event.data }, noticesOfFeedback(event))
})
