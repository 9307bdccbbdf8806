import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { CreateQueueCommand, DeleteQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { account, region, sdk } from '../../infra/local/aws.ts'
import { readFeed } from '../../infra/local/first-dossier/feed.ts'
import { openReceiver } from '../../infra/local/first-dossier/receiver.ts'
import type { Stage } from '../../infra/local/first-dossier/steps.ts'
import { queuesSettled } from '../../infra/local/queues-settled.ts'
import { formsOf } from './canaries-forms.ts'
import { journey, makeCanaries } from './canaries-journey.ts'
import { listen, type Trace, tracesOf } from './canaries-traces.ts'
import type { SecurityRow } from './row.ts'
import type { OpenStand, Stand } from './stand.ts'

const area = 'canaries'

/** Where one of the values is told in any form, in words that do not tell it again. */
function hitsIn(traces: Trace[], values: Record<string, string>): { kind: Trace['kind']; line: string }[] {
  const wanted = Object.entries(values).map(([what, value]) => ({ what, forms: formsOf(value) }))
  return traces.flatMap(({ kind, where, text }) =>
    wanted
      .filter(({ forms }) => forms.some((form) => text.includes(form)))
      .map(({ what }) => ({ kind, line: `${what} in ${kind}: ${where}` })),
  )
}

/** Leaves one canary in each kind of place, each in another form, as a leak would. */
async function plant({ desk }: Stand, value: string) {
  const { endpoint } = desk
  const encoded = Buffer.from(`x${value}y`).toString('base64')
  const bucket = `motcua-attachments-${account}-${region}`
  const [table, s3, sqs] = [
    new DynamoDBClient(sdk(endpoint)),
    new S3Client({ ...sdk(endpoint), forcePathStyle: true }),
    new SQSClient(sdk(endpoint)),
  ]
  const key = { pk: { S: 'PLANTED' }, sk: { S: 'PLANTED' } }
  await table.send(
    new PutItemCommand({ TableName: 'motcua-dossiers', Item: { ...key, sealed: { B: Buffer.from(value) } } }),
  )
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'planted', Body: encoded }))
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'planted' }))
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: encodeURIComponent(value) }))
  const told = {
    Source: 'planted',
    DetailType: 'planted',
    EventBusName: 'motcua',
    Detail: JSON.stringify({ value: value.toUpperCase() }),
  }
  await new EventBridgeClient(sdk(endpoint)).send(new PutEventsCommand({ Entries: [told] }))
  return async () => {
    await table.send(new DeleteItemCommand({ TableName: 'motcua-dossiers', Key: key }))
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'planted' }))
    await sqs.send(new DeleteQueueCommand({ QueueUrl }))
  }
}

/** Four days go by, in which what was left becomes late; however long that takes on a busy machine. */
async function days({ desk }: Stand): Promise<void> {
  const body = JSON.stringify({ advance: 'P4D' })
  const headers = { 'content-type': 'application/json' }
  const moved = await fetch(`${desk.frontDoor}/_local/clock`, { method: 'POST', headers, body })
  if (!moved.ok) throw new Error(`the clock was not moved: ${await moved.text()}`)
  await queuesSettled(desk.endpoint)
}

const kinds = ['tables', 'objects', 'queues', 'logs', 'events', 'mails', 'webhooks', 'feed'] as const

/** The whole journey with persons who are invented for it, and then a search of everything that it left behind. */
export async function canaries(open: OpenStand): Promise<SecurityRow[]> {
  const stand = await open()
  const { desk, call } = stand
  await listen(stand)
  const receiver = await openReceiver()
  const told = makeCanaries()
  const control = { control: `Hồ Thị ${told.author.slice(-8)} Oanh` }
  const stage: Stage = {
    call,
    step: (_title, work) => work(),
    agency: desk.agency,
    receivingPoint: desk.receivingPoint,
    specialist: desk.signIns.specialist?.person ?? '',
  }
  try {
    const secrets = await journey(stage, told, receiver)
    await queuesSettled(desk.endpoint)
    await days(stand)
    const forget = await plant(stand, control.control)
    const { events } = await readFeed(call, { agency: desk.agency, persona: 'integration' })
    const traces: Trace[] = [
      ...(await tracesOf(stand)),
      ...receiver.arrived.map(
        ({ headers, body }): Trace => ({ kind: 'webhooks', where: 'a delivery', text: JSON.stringify(headers) + body }),
      ),
      ...events.map((event): Trace => ({ kind: 'feed', where: 'an event', text: JSON.stringify(event) })),
    ]
    await forget()
    const values = { ...told, ...secrets }
    const hits = hitsIn(traces, values)
    const planted = new Set(hitsIn(traces, control).map(({ kind }) => kind))
    const missed = (['tables', 'objects', 'queues', 'events'] as const).filter((kind) => !planted.has(kind))
    const rows = kinds.map((kind): SecurityRow => {
      const searched = traces.filter((trace) => trace.kind === kind).length
      const failed = [...new Set(hits.filter((hit) => hit.kind === kind).map(({ line }) => line))]
      return {
        area,
        what: `nothing personal and no secret in ${kind}`,
        tried: searched,
        failed: searched === 0 ? ['nothing was found there to be searched'] : failed,
      }
    })
    const searched = `${Object.keys(values).length} canaries, each in up to ${Math.max(...Object.values(values).map((value) => formsOf(value).length))} forms`
    return [
      ...rows,
      {
        area,
        what: 'the same search finds a canary that was planted, in four kinds of places and forms',
        tried: 4,
        failed: missed,
        note: `${searched}; left out is what is the mail itself: its envelope, and SES’s word on the account’s own bus of where it went`,
      },
    ]
  } finally {
    await receiver.close()
  }
}
