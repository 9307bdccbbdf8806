import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AttributeValue, DynamoDBClient, paginateListTables, paginateScan } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge'
import { GetObjectCommand, ListBucketsCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3'
import { CreateQueueCommand, ListQueuesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { account, region, sdk } from '../../infra/local/aws.ts'
import { readMailbox } from '../../infra/local/mailbox.ts'
import type { Stand } from './stand.ts'

/** A place where something may have been left, and what lies there as text. */
export interface Trace {
  kind: 'tables' | 'objects' | 'queues' | 'logs' | 'events' | 'mails' | 'webhooks' | 'feed'
  where: string
  text: string
}

const listening = 'security-all-events'

/** Has every event of both buses copied to a queue of its own, before anything happens. */
export async function listen({ desk }: Stand): Promise<void> {
  const { QueueUrl: _ } = await new SQSClient(sdk(desk.endpoint)).send(new CreateQueueCommand({ QueueName: listening }))
  const bus = new EventBridgeClient(sdk(desk.endpoint))
  const Arn = `arn:aws:sqs:${region}:${account}:${listening}`
  for (const EventBusName of ['motcua', 'default']) {
    const EventPattern = JSON.stringify({ source: [{ prefix: '' }] })
    await bus.send(new PutRuleCommand({ Name: listening, EventBusName, EventPattern }))
    await bus.send(new PutTargetsCommand({ Rule: listening, EventBusName, Targets: [{ Id: 'all', Arn }] }))
  }
}

/** Binary both as it is and decoded: what is only encoded is in clear. */
function textOf(item: Record<string, AttributeValue>): string {
  return JSON.stringify(item, (_, value) => {
    const bytes = value instanceof Uint8Array ? Buffer.from(value) : undefined
    return bytes ? `${bytes.toString('utf8')} ${bytes.toString('latin1')} ${bytes.toString('base64')}` : value
  })
}

async function tables(endpoint: string): Promise<Trace[]> {
  const client = new DynamoDBClient(sdk(endpoint))
  const traces: Trace[] = []
  for await (const { TableNames: names = [] } of paginateListTables({ client }, {})) {
    for (const TableName of names) {
      for await (const { Items: items = [] } of paginateScan({ client }, { TableName }))
        for (const item of items)
          traces.push({ kind: 'tables', where: `${TableName} ${item.pk?.S} ${item.sk?.S}`, text: textOf(item) })
    }
  }
  return traces
}

async function objects(endpoint: string): Promise<Trace[]> {
  const client = new S3Client({ ...sdk(endpoint), forcePathStyle: true })
  const { Buckets: buckets = [] } = await client.send(new ListBucketsCommand({}))
  const traces: Trace[] = []
  for (const { Name: Bucket = '' } of buckets) {
    // What the CDK put there is our own code.
    if (Bucket.startsWith('cdk-')) continue
    for await (const { Contents: found = [] } of paginateListObjectsV2({ client }, { Bucket })) {
      for (const { Key = '' } of found) {
        const {
          Body: body,
          Metadata: more,
          ContentDisposition: disposition,
        } = await client.send(new GetObjectCommand({ Bucket, Key }))
        const bytes = Buffer.from((await body?.transformToByteArray()) ?? [])
        const text = `${Key} ${JSON.stringify([more, disposition])} ${bytes.toString('utf8')} ${bytes.toString('latin1')}`
        traces.push({ kind: 'objects', where: `${Bucket}/${Key}`, text })
      }
    }
  }
  return traces
}

/** Everything that waits anywhere, and the copies of all events. */
async function queues(endpoint: string): Promise<Trace[]> {
  const client = new SQSClient(sdk(endpoint))
  const { QueueUrls: urls = [] } = await client.send(new ListQueuesCommand({}))
  const traces: Trace[] = []
  for (const QueueUrl of urls) {
    const name = QueueUrl.split('/').at(-1) ?? ''
    for (;;) {
      // Only the copies may be kept from others.
      const VisibilityTimeout = name === listening ? 600 : 2
      const asked = { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout, MessageAttributeNames: ['All'] }
      const { Messages: messages = [] } = await client.send(new ReceiveMessageCommand(asked))
      for (const { Body: text = '', MessageAttributes: more } of messages.filter(({ Body = '' }) => !ofSes(Body)))
        traces.push({
          kind: name === listening ? 'events' : 'queues',
          where: name,
          text: text + JSON.stringify(more ?? {}),
        })
      if (messages.length === 0) break
    }
  }
  return traces
}

/** Asks the log service, for which this repository has no client; the local AWS minds no signature. */
async function logService<Answer>(endpoint: string, operation: string, body: object): Promise<Answer> {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `Logs_20140328.${operation}`,
      authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/logs/aws4_request, SignedHeaders=host, Signature=x`,
    },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${operation} was answered ${answer.status}: ${await answer.text()}`)
  return answer.json() as Answer
}

/** The emulator stands for SES here, and says to whom it sent: that is the mail itself. */
const withoutSes = (log: string) => log.replaceAll(/^.*\[ses(?:-v2)?\].*$/gm, '')

/** What SES tells of a mail names its reader, as it does on AWS, on the account's own bus: the mail itself again. */
const ofSes = (text: string) => /"source": ?"(motcua\.sandbox|aws)\.ses"/.test(text)

async function logs(endpoint: string, folder: string): Promise<Trace[]> {
  const text = withoutSes(readFileSync(join(folder, 'ministack.log'), 'utf8'))
  const traces: Trace[] = [{ kind: 'logs', where: 'the local AWS itself', text }]
  const { logGroups: groups = [] } = await logService<{ logGroups?: { logGroupName: string }[] }>(
    endpoint,
    'DescribeLogGroups',
    {},
  )
  for (const { logGroupName } of groups) {
    for (let nextToken: string | undefined; ; ) {
      const page = await logService<{ events?: { message: string }[]; nextToken?: string }>(
        endpoint,
        'FilterLogEvents',
        {
          logGroupName,
          ...(nextToken === undefined ? {} : { nextToken }),
        },
      )
      const text = (page.events ?? []).map(({ message }) => message).join('\n')
      if (text !== '') traces.push({ kind: 'logs', where: logGroupName, text })
      if (page.nextToken === undefined || page.nextToken === nextToken) break
      nextToken = page.nextToken
    }
  }
  return traces
}

/** What mails and SMS say; to whom they go is theirs to know. */
async function mails({ desk, call }: Stand): Promise<Trace[]> {
  const { body } = await call<{ messages: { text: string }[] }>('GET /_local/sms', 200)
  const sms = body.messages.map(({ text }) => ({ kind: 'mails' as const, where: 'an SMS', text }))
  const sent = (await readMailbox(desk.endpoint)).map(({ subject, text, html = '' }) => ({
    kind: 'mails' as const,
    where: `the mail “${subject}”`,
    text: `${subject}\n${text}\n${html}\n${Buffer.from(html).toString('latin1')}`,
  }))
  return [...sent, ...sms]
}

/** Everything that lies anywhere. */
export async function tracesOf(stand: Stand): Promise<Trace[]> {
  const { endpoint } = stand.desk
  return [
    ...(await tables(endpoint)),
    ...(await objects(endpoint)),
    ...(await queues(endpoint)),
    ...(await logs(endpoint, stand.folder)),
    ...(await mails(stand)),
  ]
}
