import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, it } from 'vitest'
import { itemOf, wireStore } from './wire-store.ts'

const TableName = 'desk'
const key = (pk: string) => ({ pk, sk: 'HEAD' })
const put = (pk: string) => new PutCommand({ TableName, Item: { ...key(pk), text: 'a'.repeat(9000) } })

describe('a transaction', () => {
  it('of six small puts costs 12', async () => {
    const { client, counter } = wireStore()
    const items = ['a', 'b', 'c', 'd', 'e', 'f'].map((pk) => ({ Put: { TableName, Item: key(pk) } }))
    await client.send(new TransactWriteCommand({ TransactItems: items }))
    expect(counter.report().wcu).toBe(12)
  })

  it('doubles its indexes and charges a condition check as a write', async () => {
    const { client, counter } = wireStore(itemOf(1500, 'b'))
    const check = { TableName, Key: key('b'), ConditionExpression: 'attribute_exists(pk)' }
    await client.send(
      new TransactWriteCommand({
        TransactItems: [{ Put: { TableName, Item: { ...key('a'), holder: 'x' } } }, { ConditionCheck: check }],
      }),
    )
    expect(counter.report()).toMatchObject({
      wcu: 4 + 4,
      rows: [
        { operation: 'TransactWriteItems.Put', wcu: 4, indexes: { inbox: 2 } },
        { operation: 'TransactWriteItems.ConditionCheck', wcu: 4, indexes: {} },
      ],
    })
  })
})

describe('a write that a condition refuses', () => {
  const conditional = 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException'

  it.each([
    ['what is there', [itemOf(1500, 'a', { holder: 'x' })], 2],
    ['a unit when nothing is', [], 1],
  ])('costs %s', async (_what, items, wcu) => {
    const { client, counter, told } = wireStore(...items)
    told.refusal = conditional
    await expect(client.send(put('a'))).rejects.toBeInstanceOf(ConditionalCheckFailedException)
    expect(counter.report().wcu).toBe(wcu)
  })

  it('costs every item of its transaction twice', async () => {
    const { client, counter, told } = wireStore(itemOf(1500, 'a'))
    told.refusal = 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException'
    const items = ['a', 'b'].map((pk) => ({ Put: { TableName, Item: key(pk) } }))
    await expect(client.send(new TransactWriteCommand({ TransactItems: items }))).rejects.toThrow('refused')
    expect(counter.report().wcu).toBe(4 + 2)
  })

  it('costs nothing when the store never looked at it', async () => {
    const { client, counter, told } = wireStore()
    told.refusal = 'com.amazonaws.dynamodb.v20120810#ValidationException'
    await expect(client.send(put('a'))).rejects.toThrow('refused')
    expect(counter.report()).toEqual({ wcu: 0, rcu: 0, rows: [] })
  })
})
