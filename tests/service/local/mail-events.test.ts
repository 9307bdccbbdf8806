import { randomUUID } from 'node:crypto'
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge'
import { CreateEmailIdentityCommand, SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { sdk } from '../../../infra/local/aws.ts'
import { type SesEvent, startMailEvents } from '../../../infra/local/mail-events.ts'

const run = randomUUID()
const endpoint = inject('endpoint')
const from = `${run}@example.org`
const [ses, sqs, bus] = [
  new SESv2Client(sdk(endpoint)),
  new SQSClient(sdk(endpoint)),
  new EventBridgeClient(sdk(endpoint)),
]
let queue: string

/** A queue that hears what the subscription of notifications hears in the sandbox. */
beforeAll(async () => {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: `outcomes-${run}` }))
  queue = QueueUrl
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] })
  const { Attributes } = await sqs.send(asked)
  const Rule = `outcomes-${run}`
  await bus.send(new PutRuleCommand({ Name: Rule, EventPattern: '{"source": ["motcua.sandbox.ses"]}' }))
  await bus.send(new PutTargetsCommand({ Rule, Targets: [{ Id: 'queue', Arn: Attributes?.QueueArn }] }))
  await ses.send(new CreateEmailIdentityCommand({ EmailIdentity: from }))
})

function send(to: string, lastLine: string) {
  const body = { Text: { Data: `Kính gửi ông/bà,\n\n${lastLine}\n` } }
  const Content = { Simple: { Subject: { Data: 'Nhắc hạn' }, Body: body } }
  return ses.send(new SendEmailCommand({ FromEmailAddress: from, Destination: { ToAddresses: [to] }, Content }))
}

/** What is told of this run's mails until there are so many, and a second after that: one too many is seen. */
async function told(count: number, patienceMs = 20_000): Promise<string[]> {
  const told: string[] = []
  for (let end = Date.now() + patienceMs, enough = false; Date.now() < end; ) {
    if (!enough && told.length >= count) {
      enough = true
      end = Date.now() + 1_000
    }
    const asked = new ReceiveMessageCommand({ QueueUrl: queue, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 })
    const { Messages: messages = [] } = await sqs.send(asked)
    for (const { Body = '' } of messages) {
      const { detail } = JSON.parse(Body) as {
        detail: SesEvent['detail'] & { mail: { tags: Record<string, string[]> } }
      }
      const [id = ''] = detail.mail.tags['motcua-message'] ?? []
      if (id.endsWith(run)) told.push(`${id.replace(`-${run}`, '')} ${detail.eventType}`)
    }
    const Entries = messages.map(({ MessageId: Id, ReceiptHandle }) => ({ Id, ReceiptHandle }))
    if (Entries.length > 0) await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queue, Entries }))
  }
  return told.sort()
}

describe('the stand-in for what SES tells', () => {
  it('tells what became of each mail once, whether it came before it looked or after, and nothing once it is stopped', async () => {
    await send('reader@example.org', `Mã thư: early-${run}`)
    await send('reader@example.org', 'Thư của người khác')
    const standIn = startMailEvents(endpoint)
    try {
      expect(await told(2)).toEqual(['early Delivery', 'early Send'])
      await send('bounce+reader@example.org', `Mã thư: late-${run}`)
      expect(await told(2)).toEqual(['late Bounce', 'late Send'])
    } finally {
      await standIn.stop()
    }
    await send('reader@example.org', `Mã thư: too-late-${run}`)
    expect(await told(0)).toEqual([])
  })
})
