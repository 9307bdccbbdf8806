import { randomUUID } from 'node:crypto'
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs'
import { QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { contactOpener, contactSealer } from '../../../shared/crypto/contact.ts'
import { envelope } from '../../../shared/crypto/envelope.ts'
import type { JournalItem } from '../../../shared/dynamodb/journal.ts'
import type { HttpEvent } from '../../../shared/http/request.ts'
import { type Asked, call, freshTable, token, useTestIssuer } from '../harness.ts'
import { furnish, indexes } from './office.ts'

/** Names, numbers and words that may be nowhere in clear but in the answers to those who may know them. */
export const canaries = {
  name: 'Nguyễn Thị Chim Hoàng Yến',
  phone: '+84912345678',
  email: 'chim.hoang.yen@example.vn',
  address: 'Số 7 ngõ Canary',
  idNumber: '001199012345',
  dossier: 'H26.125-261116-0042',
  note: 'con trai bà Hoàng Yến nộp hồ sơ',
}

/** A note for the suggestion box, by nobody. */
export const note = (more: object = {}) => ({
  channel: 'BOX',
  kind: 'GOP_Y',
  content: 'Ghế chờ ở bộ phận một cửa ít quá.',
  anonymous: true,
  agency: 'H26.125',
  ...more,
})

const submitter = { name: canaries.name, address: canaries.address, phone: '0912345678', email: canaries.email }

/** Legal feedback, with everything that the law wants to know of its author. */
export const report = (more: object = {}) => ({
  channel: 'WEB',
  kind: 'PHAN_ANH',
  content: `Chờ hai tiếng, ${canaries.note}, số ${canaries.idNumber}.`,
  dossier: canaries.dossier,
  submitter,
  ...more,
})

export const complaint = (more: object = {}) => report({ kind: 'KHIEU_NAI', ...more })
export const denunciation = (more: object = {}) => report({ kind: 'TO_CAO', ...more })

/** A message as the queue of a consumer hands it over. */
export const message = (type: string, version: number, data: object, subject = 'x') => ({
  messageId: `${type}-${version}`,
  body: JSON.stringify({ detail: { type, version, subject, data } }),
})

let addresses = 0
/** An address that nobody has sent from yet (RFC 2544 keeps the block for tests). */
export function freshAddress(): string {
  addresses += 1
  return `198.18.${addresses >> 8}.${addresses & 255}`
}

/** The service with a table and keys of its own, and the acts of those who use it. */
export async function openDesk(settings: Record<string, string> = {}) {
  const table = await freshTable('feedback', indexes)
  const kms = new KMSClient({})
  const { KeyMetadata: sealing } = await kms.send(new CreateKeyCommand({}))
  const { KeyMetadata: telling } = await kms.send(new CreateKeyCommand({}))
  const hmac = new CreateKeyCommand({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' })
  const { KeyMetadata: hashing } = await kms.send(hmac)
  const keys = { SEALED_KEY: sealing?.KeyId, LOOKUP_KEY: hashing?.KeyId, CONTACT_KEY: telling?.KeyId }
  const { QueueUrl: replanning } = await new SQSClient({}).send(new CreateQueueCommand({ QueueName: randomUUID() }))
  // As much as a test file may need; the budgets themselves are tried in budget.test.ts and lookup.test.ts.
  const limits = { FEEDBACK_PER_ADDRESS: '10000', LOOKUPS_PER_ADDRESS: '10000' }
  Object.assign(process.env, { REPLAN_QUEUE: replanning, REPLAN_AFTER: '1' })
  Object.assign(process.env, { TABLE: table.name, BUS: 'none', ...keys, ...limits, ...settings })
  useTestIssuer()
  const { open } = await import('../../../functions/feedback/store.ts')
  const sealContact = contactSealer(kms, telling?.KeyId ?? '')
  const store = open(table, { ...envelope(kms, sealing?.KeyId ?? ''), sealContact })
  await furnish(store)
  const { handler } = await import('../../../functions/feedback/api.ts')

  const as = (who: string | undefined, request: string, asked: Asked & { from?: string } = {}) => {
    const { from, ...others } = asked
    const heard = (event: HttpEvent, context: never) => {
      if (from !== undefined) event.requestContext.http.sourceIp = from
      return handler(event, context)
    }
    return call(heard, request, { ...(who === undefined ? {} : { token: token(who) }), ...others })
  }
  const send = (who: string | undefined, body: unknown, headers: Record<string, string> = {}, from?: string) =>
    as(who, 'POST /v1/feedback', { body, headers, from })
  const read = (who: string | undefined, id: string) => as(who, `GET /v1/feedback/${id}`)
  const lookUp = (id: string, secret: string, from?: string) =>
    as(undefined, 'POST /v1/feedback-lookups', { body: { id, secret }, from })
  const act = (who: string | undefined, name: string, id: string, version: number, body: unknown = {}, key?: string) =>
    as(who, `POST /v1/feedback/${id}/${name}`, {
      body,
      headers: { 'if-match': `"${version}"`, ...(key ? { 'idempotency-key': key } : {}) },
    })

  /** Something sent in, with its secret. */
  async function sent(body: object = note(), who?: string): Promise<{ id: string; secret: string }> {
    const { status, body: made } = await send(who, body)
    if (status !== 201) throw new Error(`sending: ${status} ${JSON.stringify(made)}`)
    return made
  }

  async function journal(id: string): Promise<JournalItem[]> {
    const { Items: items = [] } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :journal)',
        ExpressionAttributeValues: { ':pk': `FEEDBACK#${id}`, ':journal': 'JOURNAL#' },
        ConsistentRead: true,
      }),
    )
    return items as JournalItem[]
  }

  /** Every item of the table. */
  async function dump(): Promise<Record<string, unknown>[]> {
    const items: Record<string, unknown>[] = []
    let from: Record<string, unknown> | undefined
    do {
      const page = await table.client.send(new ScanCommand({ TableName: table.name, ExclusiveStartKey: from }))
      items.push(...(page.Items ?? []))
      from = page.LastEvaluatedKey
    } while (from)
    return items
  }

  const openContact = contactOpener(kms, telling?.KeyId ?? '')
  return { table, kms, openContact, store, handler, as, send, sent, read, lookUp, act, journal, dump }
}

export type Desk = Awaited<ReturnType<typeof openDesk>>
