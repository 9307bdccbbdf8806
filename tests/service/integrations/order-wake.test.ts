import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { expect, it } from 'vitest'
import { dossierEvent } from '../../unit/integrations/sample.ts'
import { openDesk, otherWard, ward } from './desk.ts'

it('An event in the feed wakes the active webhooks of its agency, and no others', async () => {
  const desk = await openDesk()
  const row = (agency: string, sk: string, state: string) =>
    desk.table.client.send(
      new PutCommand({ TableName: desk.table.name, Item: { pk: `WEBHOOKS#${agency}`, sk, state } }),
    )
  await Promise.all([row(ward, 'OURS', 'ACTIVE'), row(ward, 'RESTING', 'PAUSED'), row(otherWard, 'THEIRS', 'ACTIVE')])
  await desk.hear(dossierEvent())
  const { Messages: messages = [] } = await new SQSClient({}).send(
    new ReceiveMessageCommand({ QueueUrl: desk.queue, MaxNumberOfMessages: 10, WaitTimeSeconds: 2 }),
  )
  expect(messages.map(({ Body: body }) => JSON.parse(body ?? ''))).toEqual([{ webhook: 'OURS' }])
})
