import { randomUUID } from 'node:crypto'
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs'
import { QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { contactOpener, contactSealer } from '../../../shared/crypto/contact.ts'
import { envelope } from '../../../shared/crypto/envelope.ts'
import type { JournalItem } from '../../../shared/dynamodb/journal.ts'
import { type Asked, call, freshTable, token, useTestIssuer } from '../harness.ts'
import { furnish, indexes, verified } from './office.ts'

/** Names and numbers that may be nowhere in clear but in the answers to those who may know them. */
export const canaries = {
  name: 'Nguyễn Thị Chim Hoàng Yến',
  idNumber: '001199012345',
  phone: '0912345678',
  email: 'chim.hoang.yen@example.vn',
  address: 'Số 7 ngõ Canary',
  child: 'Bé Hoàng Yến',
  remark: 'Bà Yến sẽ mang bản gốc',
}

/** A certificate of the marital status: two papers, at the desk. */
export const marriage = (more: object = {}) => ({
  procedure: '1.000894',
  case: 'STANDARD',
  receivingPoint: 'H26.125-01',
  channel: 'DESK',
  applicant: {
    kind: 'CITIZEN',
    name: canaries.name,
    idNumber: canaries.idNumber,
    phone: canaries.phone,
    email: canaries.email,
    address: canaries.address,
  },
  papers: ['TO_KHAI', 'GIAY_TO_TUY_THAN'].map((paper) => ({ paper, kind: 'ORIGINAL', copies: 1 })),
  form: { child: canaries.child },
  returnBy: { method: 'DESK' },
  ...more,
})

/** The same, filed online by the citizen. */
export const online = (more: object = {}) => marriage({ channel: 'ONLINE', ...more })

/** A message as the queue of a consumer hands it over. */
export const message = (type: string, version: number, data: object) => ({
  messageId: `${type}-${version}`,
  body: JSON.stringify({ detail: { type, version, data } }),
})

/** The service with a table and keys of its own, and the acts of those who use it. */
export async function openDesk(lookupsPerAddress = '10000') {
  const table = await freshTable('dossiers', indexes)
  const kms = new KMSClient({})
  const { KeyMetadata: sealing } = await kms.send(new CreateKeyCommand({}))
  const { KeyMetadata: telling } = await kms.send(new CreateKeyCommand({}))
  const hmac = new CreateKeyCommand({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' })
  const { KeyMetadata: hashing } = await kms.send(hmac)
  // As many look-ups as a test file may need; the budget itself is tried in lookup-attack.test.ts.
  const keys = { SEALED_KEY: sealing?.KeyId, LOOKUP_KEY: hashing?.KeyId, CONTACT_KEY: telling?.KeyId }
  const { QueueUrl: replanning } = await new SQSClient({}).send(new CreateQueueCommand({ QueueName: randomUUID() }))
  Object.assign(process.env, { REPLAN_QUEUE: replanning, REPLAN_AFTER: '1' })
  Object.assign(process.env, { TABLE: table.name, BUS: 'none', ...keys, LOOKUPS_PER_ADDRESS: lookupsPerAddress })
  useTestIssuer()
  const { open } = await import('../../../functions/dossiers/store.ts')
  const sealContact = contactSealer(kms, telling?.KeyId ?? '')
  const store = open(table, { ...envelope(kms, sealing?.KeyId ?? ''), sealContact })
  await furnish(store)
  const { handler } = await import('../../../functions/dossiers/api.ts')

  /** `machine:` before the name makes it a client's own token. */
  const tokenOf = (who: string) => token(who, who.startsWith('machine:') ? { client_id: who } : {})
  const as = (who: string | undefined, request: string, asked: Asked = {}) =>
    call(handler, request, { ...(who === undefined ? {} : { token: tokenOf(who) }), ...asked })
  const file = (who: string, body: unknown, headers: Record<string, string> = {}) =>
    as(who, 'POST /v1/dossiers', { body, headers })
  const read = (who: string | undefined, code: string, rest = '') => as(who, `GET /v1/dossiers/${code}${rest}`)
  const act = (who: string, name: string, code: string, version: number, body: unknown = {}, key?: string) =>
    as(who, `POST /v1/dossiers/${code}/${name}`, {
      body,
      headers: { 'if-match': `"${version}"`, ...(key ? { 'idempotency-key': key } : {}) },
    })

  /** A dossier in progress at the specialist, version 2. */
  async function inProgress(more: object = {}): Promise<string> {
    const { status, body } = await file('clerk-1', marriage(more))
    if (status !== 201) throw new Error(`intake: ${status} ${JSON.stringify(body)}`)
    await act('clerk-1', 'hand-over', body.code, 1, { to: { unit: 'ho-tich', person: 'specialist-1' } })
    return body.code
  }

  /** A checked file that somebody of the ward brought. */
  async function checked(id: string = randomUUID(), sha256 = 'c'.repeat(64), uploader = 'specialist-1') {
    await verified(store, id, sha256, uploader, ['H26.125'])
    return { id, sha256 }
  }

  async function journal(code: string): Promise<JournalItem[]> {
    const { Items: items = [] } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :journal)',
        ExpressionAttributeValues: { ':pk': `DOSSIER#${code}`, ':journal': 'JOURNAL#' },
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
  return { table, kms, openContact, store, handler, as, file, read, act, inProgress, checked, journal, dump }
}

export type Desk = Awaited<ReturnType<typeof openDesk>>
