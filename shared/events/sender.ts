import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'

export type Send = (bodies: object[], delaySeconds?: number) => Promise<void>

const entriesPerCall = 10

/** The one factory of queue clients: bounded connect and request times, three tries, at this layer only. */
const sqsClient = () =>
  new SQSClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
    // The queue is named by its address; where it is reached is the client's own to know, as for every other store.
    useQueueUrlAsEndpoint: false,
  })

/** Puts work into a queue, to be handed out after a while; throws when any message was not taken. */
export function sender(queueUrl: string, client = sqsClient()): Send {
  return async (bodies, delaySeconds = 0) => {
    for (let start = 0; start < bodies.length; start += entriesPerCall) {
      const Entries = bodies.slice(start, start + entriesPerCall).map((body, index) => ({
        Id: String(index),
        MessageBody: JSON.stringify(body),
        DelaySeconds: delaySeconds,
      }))
      const { Failed: failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }))
      if (failed.length > 0) {
        const codes = failed.map(({ Code }) => Code).join(', ')
        throw new Error(`${failed.length} of ${Entries.length} messages were not taken: ${codes}`)
      }
    }
  }
}
