import { now } from '../../shared/clock/clock.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { queueConsumer } from '../../shared/events/consumer.ts'
import { addressHash, messageTag } from '../../shared/mail/address-hash.ts'
import { newsOf, ProviderPick } from './provider.ts'
import { open } from './store.ts'

const store = open(serviceTable())
const hash = addressHash()

/** What SES tells of a mail: taken, delivered, bounced. What is not about a message of this table concerns somebody else. */
export const handler = queueConsumer('notifications:provider', async (body) => {
  const { detail } = ProviderPick.parse(body)
  const { decide, mark } = newsOf(detail)
  const id = detail.mail.tags?.[messageTag]?.[0]
  const found = id === undefined ? undefined : await store.find(id)
  if (!found) return
  if (mark) {
    for (const address of detail.mail.destination) await store.mark(await hash(address), mark, now())
  }
  await store.settle(found, now(), (message) => decide(message, detail.mail.messageId, now()))
})
