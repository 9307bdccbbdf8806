import { randomUUID } from 'node:crypto'
import { GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { beforeAll, describe, expect, it } from 'vitest'
import { itemSize } from '../../../shared/testing/item-size.ts'
import { type Desk, denunciation, openDesk, report } from './desk.ts'

// The subjects of an identity provider have 36 characters, and an act at the desk has a key of its own.
const leader = randomUUID()
const key = () => randomUUID()
/** Base64 of the 68 bytes by which KMS's own ciphertext is longer than the local one's. */
const longerByKms = 92

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  const row = { agency: 'H26.125', role: 'leader', unit: 'lanh-dao', name: 'Nguyễn Văn Thường', active: true }
  await desk.store.keepStaff(leader, 'H26.125', 1, row)
})

const sizeOf = async (id: string, sk: string) => {
  const Key = { pk: { S: `FEEDBACK#${id}` }, sk: { S: sk } }
  return itemSize((await desk.table.base.send(new GetItemCommand({ TableName: desk.table.name, Key }))).Item)
}

describe('the items of a feedback', () => {
  it('stay below 1 KB while it is worked on: its head with four keys, and the entries of short acts', async () => {
    const { id, secret } = (await desk.send(undefined, denunciation(), { 'idempotency-key': key() })).body
    await desk.act(leader, 'request-info', id, 1, { question: 'Ở đâu?' }, key())
    await desk.act(undefined, 'add-info', id, 2, { text: 'Tầng 1', secret }, key())
    await desk.act(leader, 'start', id, 3, { unit: 'lanh-dao', person: leader }, key())
    await desk.act(leader, 'answer', id, 4, { text: 'Đã xử lý.' }, key())
    expect((await desk.act(undefined, 'reopen', id, 5, { reason: 'Chưa', secret }, key())).status).toBe(200)
    expect(await sizeOf(id, 'HEAD')).toBeLessThan(1_024)
    for (let version = 1; version <= 6; version += 1) {
      expect(await sizeOf(id, `JOURNAL#${String(version).padStart(6, '0')}`)).toBeLessThan(1_024 - longerByKms)
    }
  })

  it('have a head below 1.25 KB with five files that can’t be used', async () => {
    const { id } = await desk.sent(report())
    const { fileRejected } = await import('../../../functions/feedback/tasks.ts')
    const bad = async () => {
      const [name, found] = [randomUUID().slice(0, 26), await desk.store.find(id)]
      if (found) await desk.store.raise(found, name, (head) => fileRejected(head, name, 'TYPE_MISMATCH'))
    }
    await desk.act(leader, 'start', id, 1, { unit: 'lanh-dao', person: leader }, key())
    for (let n = 0; n < 6; n += 1) await bad()
    expect((await desk.read(leader, id)).body.tasks).toHaveLength(5)
    expect(await sizeOf(id, 'HEAD')).toBeLessThan(1_280)
  })

  it('have rows in the lists of which 50 take two read units, also with a person named in them', async () => {
    const { id } = await desk.sent(report())
    await desk.act(leader, 'start', id, 1, { unit: 'mot-cua', person: leader })
    await desk.sent(report())
    for (const [index, partition, value] of [
      ['inbox', 'inbox', 'H26.125#open'],
      ['mine', 'assigneeId', `H26.125#${leader}`],
    ]) {
      const { Items: rows = [] } = await desk.table.base.send(
        new QueryCommand({
          TableName: desk.table.name,
          IndexName: index,
          KeyConditionExpression: `${partition} = :value`,
          ExpressionAttributeValues: { ':value': { S: value ?? '' } },
        }),
      )
      expect(rows.length).toBeGreaterThan(0)
      for (const row of rows) if (!row.tasks) expect(itemSize(row) * 50).toBeLessThan(4 * 4_096)
    }
  })
})
