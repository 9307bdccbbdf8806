import { LambdaClient, ListEventSourceMappingsCommand, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda'
import { DeleteScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler'
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { sdk } from '../../infra/local/aws.ts'
import { until } from '../../infra/local/first-dossier/until.ts'
import { messagesIn } from '../../infra/local/queues-settled.ts'

/** What an operator finds broken, made by hand behind the back of CloudFormation. */
export function situations(endpoint: string) {
  const lambda = new LambdaClient(sdk(endpoint))
  const queues = new SQSClient(sdk(endpoint))
  const urlOf = (queue: string) => `${endpoint}/000000000000/${queue}`

  const eventSource = async (FunctionName: string) => {
    const { EventSourceMappings: found = [] } = await lambda.send(new ListEventSourceMappingsCommand({ FunctionName }))
    const [one] = found
    if (!one?.UUID) throw new Error(`${FunctionName} has no event source`)
    return one
  }

  return {
    /** Somebody turns off, or on again, what a function is fed by. */
    async turn(FunctionName: string, Enabled: boolean): Promise<void> {
      const { UUID } = await eventSource(FunctionName)
      await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled }))
    },

    stateOf: async (FunctionName: string): Promise<string> => (await eventSource(FunctionName)).State ?? '',

    /** Somebody deletes a schedule. */
    deleteSchedule: async (Name: string): Promise<void> => {
      await new SchedulerClient(sdk(endpoint)).send(new DeleteScheduleCommand({ Name }))
    },

    /** A message that says this comes into a queue. */
    send: async (queue: string, body: unknown): Promise<void> => {
      await queues.send(new SendMessageCommand({ QueueUrl: urlOf(queue), MessageBody: JSON.stringify(body) }))
    },

    /** Waits for a message that holds this word in a queue, and takes it away for good. */
    lose: (queue: string, word: string): Promise<string> =>
      until(
        `${word} in ${queue}`,
        async () => {
          const asked = { QueueUrl: urlOf(queue), MaxNumberOfMessages: 10, VisibilityTimeout: 1 }
          const { Messages: found = [] } = await queues.send(new ReceiveMessageCommand(asked))
          const message = found.find(({ Body = '' }) => Body.includes(word))
          if (!message) return undefined
          await queues.send(new DeleteMessageCommand({ QueueUrl: urlOf(queue), ReceiptHandle: message.ReceiptHandle }))
          return message.Body
        },
        30_000,
      ),

    waiting: (queue: string): Promise<number> => messagesIn(queues, urlOf(queue)),
  }
}

export type Situations = ReturnType<typeof situations>
