import { randomUUID } from 'node:crypto'
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { GetQueueAttributesCommand, paginateListQueues, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { describe, expect, it } from 'vitest'
import { sdk } from '../../infra/local/aws.ts'
import { act, file } from '../../infra/local/first-dossier/dossiers.ts'
import { until, whenHeard } from '../../infra/local/first-dossier/until.ts'
import { samples, upload } from '../../infra/local/first-dossier/upload.ts'
import { asking } from './asking.ts'

const { desk, call } = asking()
const bus = new EventBridgeClient(sdk(desk.endpoint))
const queues = new SQSClient(sdk(desk.endpoint))

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

async function poison(marker: string): Promise<void> {
  const detail = { id: marker, type: 'attachment.verified', version: 1, data: { id: 7 } }
  const entry = { EventBusName: 'motcua', Source: 'motcua.attachments', DetailType: detail.type }
  const answer = await bus.send(new PutEventsCommand({ Entries: [{ ...entry, Detail: JSON.stringify(detail) }] }))
  expect(answer.FailedEntryCount).toBe(0)
}

/** A dossier from intake to completion, for which `dossiers` must hear that a file is verified. */
async function neighbour(): Promise<number> {
  const applicant = { kind: 'CITIZEN', name: 'Trần Văn Mẫu', idNumber: '001088000456' }
  const place = { procedure: '2.000815', channel: 'DESK', receivingPoint: desk.receivingPoint } as const
  const filed = await file(call, 'clerk', { ...place, applicant, files: [] })
  const attachment = await upload(call, 'clerk', samples.result)
  const body = {
    outcome: 'APPROVED',
    results: [{ code: 'BAN_SAO_CHUNG_THUC', name: 'Bản sao được chứng thực', attachment }],
  }
  const completed = await whenHeard('the result is verified', ['attachment-not-verified'], () =>
    act(call, 'clerk', 'complete', filed, body),
  )
  return completed.status.code
}

describe('a poison event', () => {
  it('lands alone in its dead-letter queue, while its neighbours go on', async () => {
    const before = await deadLetters()
    const edge = 'motcua-dossiers-attachment-dead-letters'
    const marker = randomUUID()
    await poison(marker)
    expect(await Promise.all([neighbour(), neighbour()])).toEqual([9, 9])

    await until('the dead letter', async () => (await deadLetters())[edge] !== before[edge] || undefined, 60_000)
    expect(await deadLetters()).toEqual({ ...before, [edge]: (before[edge] ?? 0) + 1 })
    const url = `${desk.endpoint}/000000000000/${edge}`
    const { Messages: messages = [] } = await queues.send(
      new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
    )
    expect(messages.filter(({ Body: text }) => text?.includes(marker))).toHaveLength(1)
    expect(await neighbour()).toBe(9)
  })
})
