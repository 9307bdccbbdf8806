import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { DeleteCommand, GetCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, it } from 'vitest'
import { sdk } from '../../infra/local/aws.ts'
import { until } from '../../infra/local/first-dossier/until.ts'
import { samples, upload } from '../../infra/local/first-dossier/upload.ts'
import { copies, dossiersTable, drained, messagesIn, operate } from './alone.ts'
import { asking } from './asking.ts'

const { desk, call } = asking()
const { endpoint } = desk
const table = dossiersTable(endpoint)
const queues = new SQSClient(sdk(endpoint))
const queueUrl = (name: string) => `${endpoint}/000000000000/${name}`
const [reference, attachment] = ['motcua-dossiers-reference', 'motcua-dossiers-attachment']

const itemAt = async (key: { pk: string; sk: string }) =>
  (await table.client.send(new GetCommand({ TableName: table.name, Key: key, ConsistentRead: true }))).Item
const remove = (key: { pk: string; sk: string }) =>
  table.client.send(new DeleteCommand({ TableName: table.name, Key: key }))

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

  it('forgets calls of a sweep that never came', async () => {
    const letters = 'motcua-reminders-sweep-dead-letters'
    await queues.send(new SendMessageCommand({ QueueUrl: queueUrl(letters), MessageBody: '{}' }))
    const { code, said } = await operate(endpoint, 'redrive', 'reminders')
    expect(said).toContain('motcua-reminders-sweep: 1 missed calls forgotten')
    expect(code).toBe(0)
    expect(await messagesIn(endpoint, letters)).toBe(0)
  })
})
