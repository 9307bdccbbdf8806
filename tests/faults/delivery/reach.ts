import { CreateEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2'
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs'
import { openWire } from '../../service/notifications/wire.ts'

const mailFrom = 'mot-cua@example.org'

/** Sets the functions of this process up to send mails and to leave work in queues; answers where the mails pass by. */
export async function openReach() {
  const direct = process.env.AWS_ENDPOINT_URL ?? ''
  await new SESv2Client({}).send(new CreateEmailIdentityCommand({ EmailIdentity: mailFrom }))
  const { QueueUrl: queue } = await new SQSClient({}).send(new CreateQueueCommand({ QueueName: 'apart' }))
  const wire = await openWire(direct)
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SESV2: wire.endpoint,
    ...{ MAIL_FROM: mailFrom, CONFIGURATION_SET: 'motcua', PAGES: 'https://desk.example.vn', SMS_OUTBOX: '' },
    ...{ DELIVER_QUEUE: queue, REPLAN_QUEUE: queue },
  })
  return wire
}
