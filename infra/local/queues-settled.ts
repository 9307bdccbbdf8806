import { LambdaClient, paginateListEventSourceMappings } from '@aws-sdk/client-lambda'
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs'
import { sdk } from './aws.ts'

/** From a journal over the stream and the bus to a queue. */
const onTheWayMs = 150
/** So often nothing may be seen before it is believed; a consumer tells the next by an event of its own. */
const quietChecks = 2
const patienceMs = 10_000

/** The messages of a queue: those that wait and those that a consumer holds. */
export async function messagesIn(sqs: SQSClient, QueueUrl: string): Promise<number> {
  const { Attributes: told = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))
  return Number(told.ApproximateNumberOfMessages) + Number(told.ApproximateNumberOfMessagesNotVisible)
}

/** The queues that a consumer empties; what others collect waits for as long as their service is away. */
async function consumed(endpoint: string): Promise<string[]> {
  const client = new LambdaClient(sdk(endpoint))
  const urls: string[] = []
  for await (const { EventSourceMappings: mappings = [] } of paginateListEventSourceMappings({ client }, {})) {
    for (const { EventSourceArn: arn = '' } of mappings) {
      const [, , service, , account, name = ''] = arn.split(':')
      if (service === 'sqs' && name.startsWith('motcua-')) urls.push(`${endpoint}/${account}/${name}`)
    }
  }
  return urls
}

/**
 * Waits until what was just told has been heard: no queue that is consumed has a message, twice in a row. Gives up after
 * ten seconds, more than a consumer needs that had to try twice: a message that can't be handled stays longer.
 */
export async function queuesSettled(endpoint: string): Promise<void> {
  const sqs = new SQSClient(sdk(endpoint))
  const queues = await consumed(endpoint)
  const end = Date.now() + patienceMs
  for (let quiet = 0; quiet < quietChecks && Date.now() < end; ) {
    await new Promise((resume) => setTimeout(resume, onTheWayMs))
    const counts = await Promise.all(queues.map((url) => messagesIn(sqs, url)))
    quiet = counts.every((count) => count === 0) ? quiet + 1 : 0
  }
}
