import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import { BatchWriteCommand, DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, it } from 'vitest'
import type { Item } from '../../../shared/testing/item-size.ts'
import { itemOf, wireStore } from './wire-store.ts'

const TableName = 'desk'
const key = (pk: string) => ({ pk, sk: 'HEAD' })
const plain = (item: Item) => Object.fromEntries(Object.entries(item).map(([name, { S: text }]) => [name, text]))
const put = (item: Item) => new PutCommand({ TableName, Item: plain(item) })
const update = (pk: string) =>
  new UpdateCommand({
    TableName,
    Key: key(pk),
    UpdateExpression: 'SET a = :a',
    ExpressionAttributeValues: { ':a': 1 },
  })

describe('a put', () => {
  it('costs a unit per started KB, sent by either kind of client', async () => {
    const { client, bare, counter } = wireStore()
    await client.send(put(itemOf(1024, 'a')))
    await bare.send(new PutItemCommand({ TableName, Item: itemOf(1025, 'b') }))
    expect(counter.report()).toMatchObject({
      wcu: 3,
      rcu: 0,
      rows: [
        { bytes: 1024, wcu: 1 },
        { bytes: 1025, wcu: 2 },
      ],
    })
  })

  it('costs the larger of what was there and what replaces it', async () => {
    const { client, counter } = wireStore(itemOf(2500, 'a'))
    await client.send(put(itemOf(100, 'a')))
    expect(counter.report()).toMatchObject({ wcu: 3, rows: [{ operation: 'PutItem', target: 'desk', item: 'a HEAD' }] })
  })

  it('costs a unit more for an index that takes the item in', async () => {
    const { client, counter } = wireStore()
    await client.send(put(itemOf(200, 'a', { holder: 'x' })))
    expect(counter.report()).toMatchObject({ wcu: 2, rows: [{ indexes: { inbox: 1 } }] })
  })

  it('that moves an index key costs that index a delete and a put', async () => {
    const { client, counter } = wireStore(itemOf(200, 'a', { holder: 'x' }))
    await client.send(put(itemOf(200, 'a', { holder: 'y' })))
    expect(counter.report()).toMatchObject({ wcu: 3, rows: [{ indexes: { inbox: 2 } }] })
  })

  it('without the index key costs the index a delete', async () => {
    const { client, counter } = wireStore(itemOf(200, 'a', { holder: 'x', hour: '1' }))
    await client.send(put(itemOf(200, 'a', { hour: '1' })))
    expect(counter.report()).toMatchObject({ wcu: 2, rows: [{ indexes: { inbox: 1 } }] })
  })

  it('costs the index by the size of its row, not of the item', async () => {
    const { client, counter } = wireStore()
    await client.send(put(itemOf(3000, 'a', { holder: 'x', title: 't'.repeat(1500), hour: '1' })))
    expect(counter.report()).toMatchObject({ wcu: 3 + 2 + 1, rows: [{ indexes: { inbox: 2, due: 1 } }] })
  })
})

describe('an update', () => {
  it.each([
    ['nothing for an index whose projection stays', { holder: 'x', title: 'old', note: 'new' }, {}],
    ['a unit for an index that projects what changed', { holder: 'x', title: 'new' }, { inbox: 1 }],
    ['a unit for an index that the item enters', { holder: 'x', title: 'old', hour: '1' }, { due: 1 }],
  ])('costs %s', async (_what, attributes, indexes) => {
    const { client, counter, told } = wireStore(itemOf(200, 'a', { holder: 'x', title: 'old' }))
    told.updated = itemOf(200, 'a', attributes)
    await client.send(update('a'))
    expect(counter.report().rows).toMatchObject([{ operation: 'UpdateItem', wcu: 1 + Object.keys(indexes).length }])
    expect(counter.report().rows[0]?.indexes).toEqual(indexes)
  })

  it('costs the whole item, however little it changes', async () => {
    const { client, counter, told } = wireStore(itemOf(5000, 'a'))
    told.updated = itemOf(5001, 'a')
    await client.send(update('a'))
    expect(counter.report().wcu).toBe(5)
  })
})

describe('a delete', () => {
  it('costs what was there, in its indexes too', async () => {
    const { client, counter } = wireStore(itemOf(1500, 'a', { holder: 'x', hour: '1' }))
    await client.send(new DeleteCommand({ TableName, Key: key('a') }))
    expect(counter.report().wcu).toBe(2 + 1 + 1)
  })

  it('costs a unit when nothing was there', async () => {
    const { client, counter } = wireStore()
    await client.send(new DeleteCommand({ TableName, Key: key('a') }))
    expect(counter.report().wcu).toBe(1)
  })
})

describe('a batch of writes', () => {
  it('costs the sum of its puts and deletes', async () => {
    const { client, counter } = wireStore(itemOf(1500, 'b'))
    const requests = [{ PutRequest: { Item: key('a') } }, { DeleteRequest: { Key: key('b') } }]
    await client.send(new BatchWriteCommand({ RequestItems: { desk: requests } }))
    expect(counter.report().rows.map(({ operation, wcu }) => [operation, wcu])).toEqual([
      ['BatchWriteItem.Put', 1],
      ['BatchWriteItem.Delete', 2],
    ])
  })
})
