import { randomUUID } from 'node:crypto'
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import {
  GetQueueAttributesCommand,
  PurgeQueueCommand,
  paginateListQueues,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { beforeAll, describe, expect, it } from 'vitest'
import { sdk } from '../../infra/local/aws.ts'
import { act, type Filed, file } from '../../infra/local/first-dossier/dossiers.ts'
import type { Mail } from '../../infra/local/first-dossier/left-until-late.ts'
import { until, whenHeard } from '../../infra/local/first-dossier/until.ts'
import { samples, upload } from '../../infra/local/first-dossier/upload.ts'
import { dossiersTable, drained, messagesIn, operate } from './alone.ts'
import { asking } from './asking.ts'

// A message is tried three times before it lies among the dead letters, which takes twenty seconds: all wait together.
const { desk, call } = asking()
const { endpoint, receivingPoint } = desk
const table = dossiersTable(endpoint)
const bus = new EventBridgeClient(sdk(endpoint))
const queues = new SQSClient(sdk(endpoint))
const queueUrl = (name: string) => `${endpoint}/000000000000/${name}`
const letters = (edge: string) => `${edge}-dead-letters`

const poisoned = ['motcua-dossiers-attachment', 'motcua-reminders-dossier', 'motcua-notifications-reminder'] as const
/** Edges whose consumer can do nothing with one message as long as something is lost. */
const [ofTask, ofMail] = ['motcua-dossiers-notification', 'motcua-notifications-dossier'] as const
const edges = [...poisoned, ofTask, ofMail]

const applicant = { kind: 'CITIZEN', name: 'Trần Văn Mẫu', idNumber: '001088000456' }
const applicantsAddress = 'citizen@example.com'
const filed = (more: object = {}) =>
  file(call, 'clerk', {
    ...{ procedure: '2.000815', channel: 'DESK' as const, receivingPoint, files: [] },
    applicant: { ...applicant, ...more },
  })
const headOf = ({ code }: Filed) => ({ pk: `DOSSIER#${code}`, sk: 'HEAD' })

/** How many messages lie in every dead-letter queue that is not empty, by the queue's name. */
async function deadLetters(): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  for await (const { QueueUrls: urls = [] } of paginateListQueues({ client: queues }, { QueueNamePrefix: 'motcua-' })) {
    for (const url of urls.filter((each) => each.endsWith('-dead-letters'))) {
      const asked = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['ApproximateNumberOfMessages'] })
      const { Attributes: attributes } = await queues.send(asked)
      const count = Number(attributes?.ApproximateNumberOfMessages ?? 0)
      if (count > 0) found[url.slice(url.lastIndexOf('/') + 1)] = count
    }
  }
  return found
}

/** Puts something on its way that the consumer of an edge can't read: over the bus for one, straight into the others. */
async function poison(edge: (typeof poisoned)[number], marker: string): Promise<void> {
  if (edge === 'motcua-dossiers-attachment')
    return tellBus('attachments', { id: marker, type: 'attachment.verified', version: 1, data: { id: 7 } })
  const MessageBody = JSON.stringify({ detail: { id: marker, version: 'none', data: 7 } })
  await queues.send(new SendMessageCommand({ QueueUrl: queueUrl(edge), MessageBody }))
}

async function tellBus(service: string, event: { type: string } & Record<string, unknown>): Promise<void> {
  const entry = { EventBusName: 'motcua', Source: `motcua.${service}`, DetailType: event.type }
  const answer = await bus.send(new PutEventsCommand({ Entries: [{ ...entry, Detail: JSON.stringify(event) }] }))
  expect(answer.FailedEntryCount).toBe(0)
}

/** A dossier from intake to completion, for which `dossiers` must hear that a file is verified. */
async function neighbour(): Promise<number> {
  const dossier = await filed()
  const attachment = await upload(call, 'clerk', samples.result)
  const body = {
    outcome: 'APPROVED',
    results: [{ code: 'BAN_SAO_CHUNG_THUC', name: 'Bản sao được chứng thực', attachment }],
  }
  const completed = await whenHeard('the result is verified', ['attachment-not-verified'], () =>
    act(call, 'clerk', 'complete', dossier, body),
  )
  return completed.status.code
}

const mailsTo = async ({ code }: Filed) => {
  const { messages } = (await call<{ messages: Mail[] }>('GET /_local/mailbox', 200)).body
  const mine = messages.filter(({ to, subject }) => to === applicantsAddress && subject.includes(code))
  return mine.map(({ subject }) => subject.split(',')[0])
}
const acceptedMail = ({ code }: Filed) => `Hồ sơ ${code} đã được tiếp nhận`

/** A dossier that is lost, with the notice of it that can't be noted on it now. */
async function loseDossier(): Promise<{ victim: Filed; lost: Record<string, unknown> | undefined }> {
  const victim = await filed()
  const Key = headOf(victim)
  const { Item: lost } = await table.client.send(new GetCommand({ TableName: table.name, Key, ConsistentRead: true }))
  expect(lost).toBeDefined()
  await table.client.send(new DeleteCommand({ TableName: table.name, Key }))
  const data = { id: 'N-1', subject: victim.code, to: 'APPLICANT', status: 'PERMANENT_FAILURE', reason: 'BOUNCED' }
  await tellBus('notifications', { id: `test:${victim.code}`, type: 'notification.failed', version: 1, data })
  return { victim, lost }
}

/** A dossier whose applicant's address is lost, with something that he should be told. */
async function loseAddress(): Promise<Filed> {
  const victim = await filed({ email: applicantsAddress })
  await until('the first mail', async () => (await mailsTo(victim)).length === 1 || undefined)
  const Key = { pk: `CONTACT#${victim.code}`, sk: 'COPY' }
  await table.client.send(new DeleteCommand({ TableName: 'motcua-notifications', Key }))
  await act(call, 'clerk', 'request-fee', victim, { items: [{ name: 'Lệ phí', amount: 8_000 }] })
  return victim
}

describe('what could not be handled', () => {
  const markers = Object.fromEntries(poisoned.map((edge) => [edge, randomUUID()]))
  let before: Record<string, number>
  let meanwhile: number[]
  let dossier: Awaited<ReturnType<typeof loseDossier>>
  let unaddressed: Filed
  beforeAll(async () => {
    // What other tests left there is theirs.
    for (const edge of edges) await queues.send(new PurgeQueueCommand({ QueueUrl: queueUrl(letters(edge)) }))
    before = await deadLetters()
    for (const edge of poisoned) await poison(edge, markers[edge] ?? '')
    ;[dossier, unaddressed] = await Promise.all([loseDossier(), loseAddress()])
    meanwhile = await Promise.all([neighbour(), neighbour()])
    for (const edge of edges)
      await until(
        `a dead letter of ${edge}`,
        async () => (await messagesIn(endpoint, letters(edge))) > 0 || undefined,
        60_000,
      )
  })

  it('lies alone among the dead letters of its edge, while its neighbours go on', async () => {
    expect(meanwhile).toEqual([9, 9])
    expect(await deadLetters()).toEqual({ ...before, ...Object.fromEntries(edges.map((edge) => [letters(edge), 1])) })
    expect(await neighbour()).toBe(9)
  })

  it.each(poisoned)('is of %s the one that its consumer could not read', async (edge) => {
    const QueueUrl = queueUrl(letters(edge))
    const asked = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 })
    const { Messages: messages = [] } = await queues.send(asked)
    expect(messages.map(({ Body }) => JSON.parse(Body ?? '{}').detail.id)).toEqual([markers[edge]])
    await queues.send(new PurgeQueueCommand({ QueueUrl }))
  })

  it('is given back by a redrive, which tells whether its cause is mended', async () => {
    const { victim, lost } = dossier
    const tooSoon = await operate(endpoint, 'redrive', 'dossiers')
    expect(tooSoon.said).toContain(`${ofTask}: 1 moved back.`)
    expect(tooSoon.said).toContain(`${ofTask}: 1 lie among the dead letters again; the cause is not mended.`)
    expect(tooSoon.code).toBe(1)

    await table.client.send(new PutCommand({ TableName: table.name, Item: lost }))
    const { code, said } = await operate(endpoint, 'redrive', 'dossiers')
    expect(said).toContain(`${ofTask}: 1 moved back.`)
    expect(code).toBe(0)
    expect(await messagesIn(endpoint, letters(ofTask))).toBe(0)
    const { body } = await call<{ tasks?: object[] }>(`GET /v1/dossiers/${victim.code}`, 200, { persona: 'clerk' })
    expect(body.tasks).toMatchObject([{ notification: 'N-1' }])
  })

  it('tells an applicant once of what came when his address was lost, after a replay and then a redrive', async () => {
    expect(await mailsTo(unaddressed)).toEqual([acceptedMail(unaddressed)])
    expect((await operate(endpoint, 'replay', 'dossiers', 'notifications')).code).toBe(0)
    const { code, said } = await operate(endpoint, 'redrive', 'notifications')
    expect(said).toContain(`${ofMail}: 1 moved back.`)
    expect(code).toBe(0)
    await drained(endpoint, ofMail)
    expect(await mailsTo(unaddressed)).toEqual([acceptedMail(unaddressed), `Hồ sơ ${unaddressed.code} cần nộp phí`])
  })
})
