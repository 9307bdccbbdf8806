import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { beforeAll, describe, expect, it } from 'vitest'
import { documents, type Table } from '../../../shared/dynamodb/client.ts'
import { change, create, head } from '../../../shared/dynamodb/journal.ts'
import { failing } from '../due/failing.ts'
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

describe.each(['TransactionConflict', 'ThrottlingError'])('an act that meets another transaction (%s)', (code) => {
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
