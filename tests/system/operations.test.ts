import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { PurgeQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, it } from 'vitest'
import { sdk } from '../../infra/local/aws.ts'
import { act, file } from '../../infra/local/first-dossier/dossiers.ts'
import type { Mail } from '../../infra/local/first-dossier/left-until-late.ts'
import { until } from '../../infra/local/first-dossier/until.ts'
import { samples, upload } from '../../infra/local/first-dossier/upload.ts'
import { copies, dossiersTable, drained, messagesIn, operate } from './alone.ts'
import { asking } from './asking.ts'

const { desk, call } = asking()
const { endpoint, receivingPoint } = desk
const table = dossiersTable(endpoint)
const queues = new SQSClient(sdk(endpoint))
const queueUrl = (name: string) => `${endpoint}/000000000000/${name}`
const [reference, attachment] = ['motcua-dossiers-reference', 'motcua-dossiers-attachment']

const applicant = { kind: 'CITIZEN', name: 'Nguyễn Thị Thử', idNumber: '001199000123' }
const filed = (more: object = {}) =>
  file(call, 'clerk', {
    ...{ procedure: '2.000815', channel: 'DESK' as const, receivingPoint, files: [] },
    applicant: { ...applicant, ...more },
  })
const itemAt = async (key: { pk: string; sk: string }) =>
  (await table.client.send(new GetCommand({ TableName: table.name, Key: key, ConsistentRead: true }))).Item
const remove = (key: { pk: string; sk: string }) =>
  table.client.send(new DeleteCommand({ TableName: table.name, Key: key }))

async function tellBus(type: string, data: object): Promise<void> {
  const event = { id: `test:${type}`, type, version: 1, data }
  const entry = {
    EventBusName: 'motcua',
    Source: 'motcua.attachments',
    DetailType: type,
    Detail: JSON.stringify(event),
  }
  const answer = await new EventBridgeClient(sdk(endpoint)).send(new PutEventsCommand({ Entries: [entry] }))
  expect(answer.FailedEntryCount).toBe(0)
}

describe('an operator', () => {
  it('gives a service its copies again by a replay of the journals', async () => {
    const { id } = await upload(call, 'clerk', samples.form)
    await until('the file is known', () => itemAt({ pk: `ATTACHMENT#${id}`, sk: 'COPY' }))
    await drained(endpoint, reference, attachment)
    const before = await copies(table)
    for (const { pk, sk } of before) await remove({ pk, sk })
    expect(await copies(table)).toEqual([])
    for (const publisher of ['agencies', 'procedures', 'attachments']) {
      const { code, said } = await operate(endpoint, 'replay', publisher, 'dossiers')
      expect(said).toMatch(/[1-9]\d* sent to motcua-dossiers-/)
      expect(code).toBe(0)
    }
    await drained(endpoint, reference, attachment)
    expect(await copies(table)).toEqual(before)
  })

  it('gives a service its dead letters again by a redrive, which tells whether their cause is mended', async () => {
    const letters = `${attachment}-dead-letters`
    // What other tests left there is theirs.
    await queues.send(new PurgeQueueCommand({ QueueUrl: queueUrl(letters) }))
    const victim = await filed()
    const key = { pk: `DOSSIER#${victim.code}`, sk: 'HEAD' }
    const lost = await itemAt(key)
    expect(lost).toBeDefined()
    await remove(key)
    await tellBus('attachment.rejected', {
      id: 'F-1',
      sha256: '0',
      status: 'REJECTED',
      reason: 'UNKNOWN',
      dossier: victim.code,
    })
    await until('the dead letter', async () => (await messagesIn(endpoint, letters)) === 1 || undefined, 60_000)

    const tooSoon = await operate(endpoint, 'redrive', 'dossiers')
    expect(tooSoon.said).toContain(`${attachment}: 1 moved back.`)
    expect(tooSoon.said).toContain(`${attachment}: 1 lie among the dead letters again; the cause is not mended.`)
    expect(tooSoon.code).toBe(1)

    await table.client.send(new PutCommand({ TableName: table.name, Item: lost }))
    const { code, said } = await operate(endpoint, 'redrive', 'dossiers')
    expect(said).toContain(`${attachment}: 1 moved back.`)
    expect(code).toBe(0)
    expect(await messagesIn(endpoint, letters)).toBe(0)
    const { body } = await call<{ tasks?: object[] }>(`GET /v1/dossiers/${victim.code}`, 200, { persona: 'clerk' })
    expect(body.tasks).toMatchObject([{ attachment: 'F-1' }])
  })

  it('publishes again what an outbox could not, for which a dead letter names a place in the stream', async () => {
    const letters = 'motcua-agencies-journal-dead-letters'
    const copy = { pk: `AGENCY#${desk.agency}`, sk: 'COPY' }
    const before = await itemAt(copy)
    expect(before).toBeDefined()
    await remove(copy)
    const at = new Date().toISOString()
    const DDBStreamBatchInfo = { approximateArrivalOfFirstRecord: at, approximateArrivalOfLastRecord: at }
    const MessageBody = JSON.stringify({ DDBStreamBatchInfo })
    await queues.send(new SendMessageCommand({ QueueUrl: queueUrl(letters), MessageBody }))
    const { code, said } = await operate(endpoint, 'redrive', 'agencies')
    expect(said).toMatch(/motcua-agencies-journal: [1-9]\d* entries published again for 1 dead letters/)
    expect(code).toBe(0)
    expect(await messagesIn(endpoint, letters)).toBe(0)
    // Its versions come one after another.
    const again = async () => {
      const found = await itemAt(copy)
      return found?.version === before?.version ? found : undefined
    }
    expect(await until('the copy is there again', again)).toEqual(before)
  })

  it('has an applicant told once of what came when his address was lost, by a replay and then a redrive', async () => {
    const edge = 'motcua-notifications-dossier'
    await queues.send(new PurgeQueueCommand({ QueueUrl: queueUrl(`${edge}-dead-letters`) }))
    const victim = await filed({ email: 'citizen@example.com' })
    const told = async () => {
      const { messages } = (await call<{ messages: Mail[] }>('GET /_local/mailbox', 200)).body
      return messages.filter(({ subject }) => subject.includes(victim.code)).map(({ subject }) => subject.split(',')[0])
    }
    const accepted = `Hồ sơ ${victim.code} đã được tiếp nhận`
    await until('the first mail', async () => (await told()).length === 1 || undefined)
    const Key = { pk: `CONTACT#${victim.code}`, sk: 'COPY' }
    await table.client.send(new DeleteCommand({ TableName: 'motcua-notifications', Key }))
    await act(call, 'clerk', 'request-fee', victim, { items: [{ name: 'Lệ phí', amount: 8_000 }] })
    await until(
      'the dead letter',
      async () => (await messagesIn(endpoint, `${edge}-dead-letters`)) === 1 || undefined,
      60_000,
    )
    expect(await told()).toEqual([accepted])

    expect((await operate(endpoint, 'replay', 'dossiers', 'notifications')).code).toBe(0)
    const { code, said } = await operate(endpoint, 'redrive', 'notifications')
    expect(said).toContain(`${edge}: 1 moved back.`)
    expect(code).toBe(0)
    await drained(endpoint, edge)
    expect(await told()).toEqual([accepted, `Hồ sơ ${victim.code} cần nộp phí`])
  })

  it('forgets calls of a sweep that never came', async () => {
    const letters = 'motcua-reminders-sweep-dead-letters'
    await queues.send(new SendMessageCommand({ QueueUrl: queueUrl(letters), MessageBody: '{}' }))
    const { code, said } = await operate(endpoint, 'redrive', 'reminders')
    expect(said).toContain('motcua-reminders-sweep: 1 missed calls forgotten')
    expect(code).toBe(0)
    expect(await messagesIn(endpoint, letters)).toBe(0)
  })
})
