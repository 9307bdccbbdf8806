import {
  DeleteMessageCommand,
  ListMessageMoveTasksCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs'
import type { Queue } from './queues.ts'
import { until } from './until.ts'

const noSuchAction = /InvalidAction|UnsupportedOperation|UnknownOperation/

/** Hands the messages of one queue to another and answers how many. Throws when SQS gives up; what is left stays there. */
export async function move(client: SQSClient, from: Queue, to: Queue): Promise<number> {
  try {
    await client.send(new StartMessageMoveTaskCommand({ SourceArn: from.arn, DestinationArn: to.arn }))
  } catch (error) {
    const { name, message } = error as Error
    if (!noSuchAction.test(`${name} ${message}`)) throw error
    // The local AWS has no move tasks.
    return byHand(client, from, to)
  }
  return until(async () => {
    const asked = new ListMessageMoveTasksCommand({ SourceArn: from.arn, MaxResults: 1 })
    const task = (await client.send(asked)).Results?.[0]
    if (task?.Status === 'COMPLETED') return task.ApproximateNumberOfMessagesMoved ?? 0
    if (task?.Status === 'RUNNING' || task === undefined) return undefined
    throw new Error(`The move from ${from.name} ended as ${task.Status}: ${task.FailureReason ?? 'no reason given'}`)
  })
}

/** Deletes a message only when it lies in the other queue: twice rather than lost. No more than were there to begin with. */
async function byHand(client: SQSClient, from: Queue, to: Queue): Promise<number> {
  let moved = 0
  while (moved < from.waiting) {
    const asked = { QueueUrl: from.url, MaxNumberOfMessages: 10, VisibilityTimeout: 60, MessageAttributeNames: ['All'] }
    const { Messages: messages = [] } = await client.send(new ReceiveMessageCommand(asked))
    if (messages.length === 0) break
    for (const { Body: MessageBody, MessageAttributes, ReceiptHandle } of messages) {
      await client.send(new SendMessageCommand({ QueueUrl: to.url, MessageBody, MessageAttributes }))
      await client.send(new DeleteMessageCommand({ QueueUrl: from.url, ReceiptHandle }))
      moved += 1
    }
  }
  return moved
}
