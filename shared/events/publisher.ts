import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { JournalItem } from '../dynamodb/journal.ts'
import { required } from '../environment/required.ts'
import { type DomainEvent, eventOf } from './envelope.ts'

export interface StreamEvent {
  Records: { eventName?: string; dynamodb?: { NewImage?: Record<string, AttributeValue> } }[]
}

export type Publish = (events: DomainEvent[]) => Promise<void>

const entriesPerCall = 10

/** Puts events on the bus; throws when any entry was not taken, so that the stream hands the batch over again. */
export function eventBridge(
  client = new EventBridgeClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
  }),
  bus = required('BUS'),
): Publish {
  return async (events) => {
    for (let start = 0; start < events.length; start += entriesPerCall) {
      const batch = events.slice(start, start + entriesPerCall)
      const { FailedEntryCount: failed = 0, Entries: entries = [] } = await client.send(
        new PutEventsCommand({
          Entries: batch.map((event) => ({
            EventBusName: bus,
            Source: event.source,
            DetailType: event.type,
            Time: new Date(event.time),
            Detail: JSON.stringify(event),
          })),
        }),
      )
      if (failed > 0) {
        const codes = entries.flatMap(({ ErrorCode: code }) => (code ? [code] : []))
        throw new Error(`${failed} of ${batch.length} events were not taken: ${codes.join(', ')}`)
      }
    }
  }
}

/** The stream handler of a service: publishes each new journal entry as its event. */
export function publisher(
  service: string,
  publish: Publish = eventBridge(),
  write: (line: string) => void = console.log,
) {
  return async ({ Records: records }: StreamEvent): Promise<void> => {
    const items = records
      .filter(({ eventName }) => eventName === 'INSERT')
      .flatMap(({ dynamodb }) => (dynamodb?.NewImage ? [unmarshall(dynamodb.NewImage) as JournalItem] : []))
      .filter(({ sk }) => sk.startsWith('JOURNAL#'))
    const events = items.map((item) => eventOf(service, item))
    await publish(events)
    write(JSON.stringify({ service, published: events.map(({ id }) => id) }))
  }
}
