import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { beforeAll, describe, expect, it } from 'vitest'
import { amend } from '../../../shared/dynamodb/amend.ts'
import { baseClient, documents, type Table } from '../../../shared/dynamodb/client.ts'
import { change, create, head } from '../../../shared/dynamodb/journal.ts'
import { openProxy } from '../../faults/proxy.ts'
import { failing } from '../due/failing.ts'
import { endpoint } from '../endpoint.ts'
import { freshTable } from '../harness.ts'
import { counted, first } from './store.ts'

/** What DynamoDB answers when another transaction holds one of the items: neither emulator ever does. */
const conflict = (code: string) =>
  Object.assign(new Error(code), {
    name: 'TransactionCanceledException',
    CancellationReasons: [{ Code: 'None' }, { Code: code }],
  })

let table: Table
let faults: ReturnType<typeof failing>
beforeAll(async () => {
  const { name } = await freshTable('journal')
  const client = new DynamoDBClient({})
  faults = failing(client)
  table = { client: documents(client), name }
})

let serial = 0
async function fresh() {
  serial += 1
  const pk = `THING#${serial}`
  faults.mend()
  await create(table, pk, pk, first, undefined)
  const found = await head<{ n: number }>(table, pk)
  if (!found) throw new Error(`${pk} is gone`)
  return found
}

const codes = ['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']
describe.each(codes)('an act that meets another transaction (%s)', (code) => {
  it('is tried again, and done once', async () => {
    const found = await fresh()
    faults.follow((n) => (n <= 3 ? conflict(code) : undefined))
    const { head: after } = await change<{ n: number }>(table, found, {}, counted)
    expect(after).toMatchObject({ n: 1, version: 2 })
  })

  it('four times in a row is answered with 503 and when to come again, and leaves nothing', async () => {
    const found = await fresh()
    faults.follow(() => conflict(code))
    const refused = expect.objectContaining({ problem: 'unavailable', facts: { headers: { 'retry-after': '1' } } })
    await expect(change<{ n: number }>(table, found, {}, counted)).rejects.toEqual(refused)
    expect(faults.log()).toHaveLength(4)
    faults.mend()
    expect(await head(table, found.pk)).toMatchObject({ n: 0, version: 1 })
  })
})

describe('a quiet change, a put alone,', () => {
  it('that meets a transaction is decided again, and done once', async () => {
    const found = await fresh()
    const met = Object.assign(new Error('met'), { name: 'TransactionConflictException' })
    faults.follow((n) => (n === 1 ? met : undefined))
    const quiet = await amend<{ n: number }>(table, found, ({ n }) => ({ head: { n: n + 1 } }))
    expect(quiet).toMatchObject({ n: 1, version: 1, amended: 1 })
    expect(await head(table, found.pk)).toMatchObject({ n: 1, version: 1, amended: 1 })
  })
})

describe('an act that was done though nobody heard of it', () => {
  it('and then met a busy table is done once, also without a key', async () => {
    const found = await fresh()
    const proxy = await openProxy(endpoint(), {
      plan: (operation, n) =>
        operation.includes('Transact') ? (['drop-after', 'throttle'] as const)[n - 1] : undefined,
    })
    process.env.AWS_ENDPOINT_URL = proxy.endpoint
    const spoiled = { client: documents(baseClient()), name: table.name }
    const { head: after } = await change<{ n: number }>(spoiled, found, {}, counted)
    proxy.close()
    process.env.AWS_ENDPOINT_URL = endpoint()
    expect(proxy.log().map(({ fault }) => fault)).toEqual(['drop-after', 'throttle', undefined])
    expect(after).toMatchObject({ n: 1, version: 2 })
    expect(await head(table, found.pk)).toMatchObject({ n: 1, version: 2 })
  })
})
