import { BatchGetCommand, GetCommand, QueryCommand, ScanCommand, TransactGetCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, it } from 'vitest'
import { itemOf, wireStore } from './wire-store.ts'

const TableName = 'desk'
const key = (pk: string) => ({ pk, sk: 'HEAD' })
const inbox = {
  TableName,
  IndexName: 'inbox',
  KeyConditionExpression: 'holder = :holder',
  ExpressionAttributeValues: { ':holder': 'x' },
}

describe('reading one item', () => {
  it.each([
    ['half a unit per started 4 KB', 4096, false, 0.5],
    ['half a unit for each further one', 4097, false, 1],
    ['the double when it must be the newest', 4097, true, 2],
  ])('costs %s', async (_what, bytes, consistent, rcu) => {
    const { client, counter } = wireStore(itemOf(bytes, 'a'))
    await client.send(new GetCommand({ TableName, Key: key('a'), ConsistentRead: consistent }))
    expect(counter.report()).toMatchObject({ wcu: 0, rcu })
  })

  it('costs the whole item where only a part is asked for', async () => {
    const { client, counter } = wireStore(itemOf(5000, 'a'))
    await client.send(new GetCommand({ TableName, Key: key('a'), ProjectionExpression: 'pk' }))
    expect(counter.report().rcu).toBe(1)
  })

  it('costs half a unit when there is none', async () => {
    const { client, counter } = wireStore()
    const { Item: found } = await client.send(new GetCommand({ TableName, Key: key('a') }))
    expect([found, counter.report().rcu]).toEqual([undefined, 0.5])
  })
})

describe('reading several items', () => {
  it('rounds up each item of a batch', async () => {
    const { client, counter } = wireStore(itemOf(100, 'a'), itemOf(5000, 'b'))
    await client.send(new BatchGetCommand({ RequestItems: { desk: { Keys: [key('a'), key('b'), key('c')] } } }))
    expect(counter.report().rows.map(({ rcu }) => rcu)).toEqual([0.5, 1, 0.5])
  })

  it('costs two units per item in a transaction', async () => {
    const { client, counter } = wireStore(itemOf(100, 'a'), itemOf(5000, 'b'))
    const gets = ['a', 'b'].map((pk) => ({ Get: { TableName, Key: key(pk) } }))
    await client.send(new TransactGetCommand({ TransactItems: gets }))
    expect(counter.report().rcu).toBe(2 + 4)
  })
})

describe('a query', () => {
  it('of 50 rows of 240 bytes costs 1.5', async () => {
    const { client, counter, told } = wireStore()
    told.rows = Array.from({ length: 50 }, (_, row) => itemOf(240, `H-${row}`))
    await client.send(new QueryCommand({ ...inbox, IndexName: undefined }))
    expect(counter.report()).toMatchObject({ rcu: 1.5, rows: [{ target: 'desk', item: '50 rows', bytes: 12_000 }] })
  })

  it('of an index costs the rows that the index holds', async () => {
    const { client, counter, told } = wireStore()
    told.rows = [itemOf(9000, 'a', { holder: 'x', title: 'ab' })]
    await client.send(new QueryCommand(inbox))
    expect(counter.report()).toMatchObject({ rcu: 0.5, rows: [{ target: 'desk/inbox', bytes: 3 + 6 + 7 + 7 }] })
  })

  it('costs half a unit when it finds nothing, one when it must be the newest', async () => {
    const { client, counter } = wireStore()
    await client.send(new QueryCommand(inbox))
    await client.send(new QueryCommand({ ...inbox, IndexName: undefined, ConsistentRead: true }))
    expect(counter.report().rows.map(({ rcu }) => rcu)).toEqual([0.5, 1])
  })

  it('costs what it reads before its filter, or when it only counts', async () => {
    const { client, requests } = wireStore()
    await client.send(
      new QueryCommand({
        ...inbox,
        Limit: 5,
        Select: 'COUNT',
        FilterExpression: '#t = :t',
        ExpressionAttributeNames: { '#t': 'title' },
        ExpressionAttributeValues: { ':holder': 'x', ':t': 'y' },
      }),
    )
    expect(requests[0]?.input).toEqual({
      ...inbox,
      Limit: 5,
      ExpressionAttributeValues: { ':holder': { S: 'x' } },
    })
  })

  it('with a projection is refused', async () => {
    const { client } = wireStore()
    const partly = new QueryCommand({ ...inbox, ProjectionExpression: 'title' })
    await expect(client.send(partly)).rejects.toThrow('ProjectionExpression')
  })
})

describe('what no rule covers', () => {
  it('is refused: a scan, a table or an index that is not described', async () => {
    const { client } = wireStore()
    await expect(client.send(new ScanCommand({ TableName }))).rejects.toThrow('Scan cannot be counted')
    const elsewhere = { ...inbox, TableName: 'other' }
    await expect(client.send(new QueryCommand(elsewhere))).rejects.toThrow('the table other is not described')
    const unknown = { ...inbox, IndexName: 'other' }
    await expect(client.send(new QueryCommand(unknown))).rejects.toThrow('the index other is not described')
  })
})

describe('a reset', () => {
  it('forgets what was counted', async () => {
    const { client, counter } = wireStore()
    await client.send(new GetCommand({ TableName, Key: key('a') }))
    counter.reset()
    expect(counter.report()).toEqual({ wcu: 0, rcu: 0, rows: [] })
  })
})
