import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  paginateListQueues,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { Plain } from './program.ts'

const atOnce = 10
/** What a queue takes in one call, a little less than the 256 KB that every queue takes. */
const bytesAtOnce = 250_000
const tries = 3

/** A queue as an operator sees it. */
export interface Queue {
  name: string
  url: string
  arn: string
  /** Messages that lie there and messages that a consumer holds just now. */
  waiting: number
  held: number
  /** Seconds that a message stays hidden from others, and how often it is tried. */
  visibility: number
  receives: number
}

export const sqs = () => new SQSClient({})

/** A queue by its name, with its counts of this moment. Throws Plain when there is none. */
export async function queueNamed(client: SQSClient, name: string): Promise<Queue> {
  const { QueueUrl: url = '' } = await client
    .send(new GetQueueUrlCommand({ QueueName: name }))
    .catch((error: Error) => {
      if (!/NonExistentQueue|QueueDoesNotExist/.test(error.name)) throw error
      throw new Plain(`There is no queue ${name}.`)
    })
  const asked = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] })
  const { Attributes: told = {} } = await client.send(asked)
  const policy = JSON.parse(told.RedrivePolicy ?? '{}') as { maxReceiveCount?: number | string }
  return {
    name,
    url,
    arn: told.QueueArn ?? '',
    waiting: Number(told.ApproximateNumberOfMessages ?? 0) + Number(told.ApproximateNumberOfMessagesDelayed ?? 0),
    held: Number(told.ApproximateNumberOfMessagesNotVisible ?? 0),
    visibility: Number(told.VisibilityTimeout ?? 30),
    receives: Number(policy.maxReceiveCount ?? 1),
  }
}

/** The names of all queues that begin like this. */
export async function queueNames(client: SQSClient, prefix: string): Promise<string[]> {
  const names: string[] = []
  for await (const { QueueUrls: urls = [] } of paginateListQueues({ client }, { QueueNamePrefix: prefix }))
    names.push(...urls.map((url) => url.slice(url.lastIndexOf('/') + 1)))
  return names.sort()
}

/** Sends messages in as few calls as they fit; what a call did not take is sent again. Throws when some is never taken. */
export async function sendAll(client: SQSClient, url: string, messages: string[]): Promise<void> {
  for (const batch of batches(messages)) {
    let left = batch.map((MessageBody, index) => ({ Id: String(index), MessageBody }))
    for (let attempt = 1; left.length > 0; attempt += 1) {
      const { Failed: failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: left }))
      if (failed.length > 0 && attempt === tries)
        throw new Error(`${failed.length} messages were not taken: ${failed.map(({ Code }) => Code).join(', ')}`)
      left = left.filter(({ Id }) => failed.some((refused) => refused.Id === Id))
    }
  }
}

/** Messages by ten and by what one call may carry, in their order; one that is larger goes alone. */
export function batches(messages: string[]): string[][] {
  const made: string[][] = []
  let bytes = 0
  for (const message of messages) {
    const size = Buffer.byteLength(message)
    const last = made.at(-1)
    if (last && last.length < atOnce && bytes + size <= bytesAtOnce) {
      last.push(message)
      bytes += size
    } else {
      made.push([message])
      bytes = size
    }
  }
  return made
}
