import { now } from '../../shared/clock/clock.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { eventConsumer } from '../../shared/events/consumer.ts'
import type { DomainEvent } from '../../shared/events/envelope.ts'
import { NoticePick } from './copies.ts'
import { open } from './store.ts'
import { noticeFailed } from './tasks.ts'

// No right to the keys: a task names the message, whom it was for and why it failed, and no address.
const store = open(serviceTable())
const messenger = { id: 'notifications', role: 'system' }

/**
 * A notice that reached nobody raises a task on its dossier, once for each message, whatever the dossier's status. Messages
 * about other things are not for the desk's lists of dossiers.
 */
const failed = async ({ data }: DomainEvent<unknown>) => {
  const { id: notification, subject, to, status, reason = status, about = 'DOSSIER' } = NoticePick.parse(data)
  if (about !== 'DOSSIER') return
  if (await store.raised(subject, notification)) return
  const found = await store.find(subject)
  if (!found) throw new Error(`${subject}, of which the message ${notification} told, is not here`)
  const task = { notification, to, reason }
  await store.change(found, messenger, { now: now() }, (current) => noticeFailed(current, task, messenger))
}

export const handler = eventConsumer('dossiers-on-notification', { 'notification.failed': failed })
