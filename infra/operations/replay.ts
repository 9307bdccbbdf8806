import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { baseClient, documents } from '../../shared/dynamodb/client.ts'
import { journalPages } from '../../shared/dynamodb/journal-scan.ts'
import { replay } from '../../shared/events/replay.ts'
import { root } from '../local/aws.ts'
import { Plain, program } from './program.ts'
import { queueNamed, sendAll, sqs } from './queues.ts'
import { subscriptionsOf } from './subscriptions.ts'

// Rebuilds a subscriber's copies from a publisher's journal: npm run replay -- agencies dossiers
await program('usage: npm run replay -- <publisher> <subscriber>', 2, async ([publisher = '', subscriber = '']) => {
  const types = publishedBy(publisher)
  const heard = await subscriptionsOf(subscriber)
  const subscribed = heard.filter(({ takes }) => types.some(takes))
  if (subscribed.length === 0) throw new Plain(`${subscriber} subscribes to nothing that ${publisher} publishes.`)

  const client = sqs()
  const urls = new Map<string, string>()
  for (const { queue } of subscribed) urls.set(queue, (await queueNamed(client, queue)).url)
  const table = { client: documents(baseClient()), name: `motcua-${publisher}` }
  const { read, sent, skipped } = await replay(publisher, journalPages(table), subscribed, (queue, messages) =>
    sendAll(client, urls.get(queue) ?? '', messages),
  )
  console.log(`${read} journal entries of ${publisher} read, ${skipped} of a type that ${subscriber} does not take.`)
  for (const [queue, count] of Object.entries(sent)) console.log(`${count} sent to ${queue}.`)
})

/** The types of a service's events, from docs/events. Throws Plain when it publishes nothing. */
function publishedBy(service: string): string[] {
  const folder = join(root, 'docs', 'events')
  const services = readdirSync(folder).map((file) => file.replace(/\.json$/, ''))
  if (!services.includes(service))
    throw new Plain(`${service} publishes nothing; these services do: ${services.join(', ')}.`)
  const document = JSON.parse(readFileSync(join(folder, `${service}.json`), 'utf8')) as { oneOf: { $ref: string }[] }
  return document.oneOf.map(({ $ref }) => $ref.replace('#/$defs/', ''))
}
