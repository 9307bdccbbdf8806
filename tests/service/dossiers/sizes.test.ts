import { randomUUID } from 'node:crypto'
import { GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { beforeAll, describe, expect, it } from 'vitest'
import { itemSize } from '../../../shared/testing/item-size.ts'
import { type Desk, marriage, online, openDesk } from './desk.ts'

// The subjects of an identity provider have 36 characters, and an act at the desk has a key of its own.
const citizen = randomUUID()
const to = { unit: 'ho-tich', person: randomUUID() }
const key = () => randomUUID()
/** Base64 of the 68 bytes by which KMS's own ciphertext is longer than the local one's. */
const longerByKms = 92

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  const row = { agency: 'H26.125', role: 'specialist', unit: 'ho-tich', name: 'Nguyễn Văn Thường', active: true }
  await desk.store.keepStaff(to.person, 'H26.125', 1, row)
})

const sizeOf = async (code: string, sk: string) => {
  const Key = { pk: { S: `DOSSIER#${code}` }, sk: { S: sk } }
  return itemSize((await desk.table.base.send(new GetItemCommand({ TableName: desk.table.name, Key }))).Item)
}

describe('the items of a dossier', () => {
  it('stay below 1 KB while it is worked on: its head with four keys, and the entries of acts without a text', async () => {
    const { code } = (await desk.file(citizen, online(), { 'idempotency-key': key() })).body
    await desk.act('clerk-1', 'accept', code, 1, {}, key())
    expect((await desk.act('clerk-1', 'hand-over', code, 2, { to }, key())).status).toBe(200)
    for (let version = 3; version < 8; version += 1) {
      expect((await desk.act('specialist-1', 'hand-over', code, version, { to }, key())).status).toBe(200)
    }
    expect(await sizeOf(code, 'HEAD')).toBeLessThan(1_024)
    for (let version = 1; version <= 8; version += 1) {
      expect(await sizeOf(code, `JOURNAL#${String(version).padStart(6, '0')}`)).toBeLessThan(1_024)
    }
  })

  it('stay below 1 KB with an address of the applicant, too, as long as KMS makes it', async () => {
    const applicant = { kind: 'CITIZEN', name: 'Nguyễn Thị Ví Dụ', phone: '0912345678' }
    // Forty characters; some ninety more would fit.
    const email = `${'a'.repeat(28)}@example.org`
    const body = online({ applicant: { ...applicant, email } })
    const { code } = (await desk.file(citizen, body, { 'idempotency-key': key() })).body
    expect((await sizeOf(code, 'JOURNAL#000001')) + longerByKms).toBeLessThan(1_024)
    const desked = (
      await desk.file('clerk-1', marriage({ applicant: { ...applicant, email } }), { 'idempotency-key': key() })
    ).body.code
    expect((await sizeOf(desked, 'JOURNAL#000001')) + longerByKms).toBeLessThan(1_024)
  })

  it('grow at completion by the result that is named, to less than 1.25 KB', async () => {
    const { code } = (await desk.file(citizen, online(), { 'idempotency-key': key() })).body
    await desk.act('clerk-1', 'accept', code, 1, {}, key())
    expect((await desk.act('clerk-1', 'hand-over', code, 2, { to }, key())).status).toBe(200)
    const attachment = await desk.checked()
    const results = [{ code: 'GIAY_CHUNG_NHAN_KET_HON', name: 'Giấy chứng nhận kết hôn', attachment }]
    await desk.act('specialist-1', 'complete', code, 3, { outcome: 'APPROVED', results }, key())
    const { status } = await desk.act('clerk-1', 'return', code, 4, { method: 'DESK', to: 'Người nộp' }, key())
    expect(status).toBe(200)
    expect(await sizeOf(code, 'HEAD')).toBeLessThan(1_280)
  })
})

describe('the rows of the inbox', () => {
  it('have less than 256 bytes, also with a person named in them', async () => {
    const first = (await desk.file('clerk-1', marriage())).body.code
    expect((await desk.act('clerk-1', 'hand-over', first, 1, { to })).status).toBe(200)
    await desk.file('clerk-1', marriage())
    const { Items: rows = [] } = await desk.table.base.send(
      new QueryCommand({
        TableName: desk.table.name,
        IndexName: 'inbox',
        KeyConditionExpression: 'inbox = :inbox',
        ExpressionAttributeValues: { ':inbox': { S: 'H26.125#open' } },
      }),
    )
    expect(rows.some(({ assignee }) => assignee)).toBe(true)
    expect(rows.some(({ assignee }) => !assignee)).toBe(true)
    for (const row of rows) expect(itemSize(row)).toBeLessThan(256)
  })
})
