import { randomUUID } from 'node:crypto'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { documents } from '../../shared/dynamodb/client.ts'
import { freshTable } from '../service/harness.ts'
import type { Finding, Stand } from './chapter.ts'
import { atOnce } from './client.ts'
import { seeded } from './plan.ts'
import type { FaultProxy } from './proxy.ts'

/** Of so many some are spoiled for certain. */
const enough = 50

/**
 * Intake as it is often written: a number from a counter, one conditional put, and the SDK's own tries. No promise: it
 * shows that these faults break what is not made for them.
 */
export async function naive(stand: Stand, proxy: FaultProxy, creates: number, share: number): Promise<Finding> {
  const { name } = await freshTable('naive')
  const client = documents(new DynamoDBClient({ maxAttempts: 10, requestHandler: { requestTimeout: 3_000 } }))
  const counter = { pk: 'COUNTER', sk: 'COUNTER' }
  const tally = { refused: 0, unanswered: 0 }

  async function create(pk: string) {
    const increment = { UpdateExpression: 'ADD #last :one', ExpressionAttributeNames: { '#last': 'last' } }
    const values = { ExpressionAttributeValues: { ':one': 1 } }
    await client.send(new UpdateCommand({ TableName: name, Key: counter, ...increment, ...values }))
    const condition = { ConditionExpression: 'attribute_not_exists(pk)' }
    await client.send(new PutCommand({ TableName: name, Item: { pk, sk: 'HEAD' }, ...condition }))
  }

  proxy.follow(seeded(stand.seed, { share }))
  const operations = await atOnce(creates, 16, stand.ends, async () => {
    await create(`DOSSIER#${randomUUID()}`).catch((error: Error) => {
      if (error.name === 'ConditionalCheckFailedException') tally.refused += 1
      else tally.unanswered += 1
    })
  })
  const faults = proxy.faults()
  proxy.mend()
  client.destroy()
  const { base, client: reader } = { base: new DynamoDBClient({}), client: documents(new DynamoDBClient({})) }
  const { Item: counted } = await reader.send(new GetCommand({ TableName: name, Key: counter, ConsistentRead: true }))
  base.destroy()
  const told = `answered "already exists" though just stored: ${tally.refused} of ${operations}`
  const note = `${told}; counter at ${counted?.last}; given up: ${tally.unanswered}`
  // Faults that spoil not even this prove nothing of a design that withstands them.
  const violations = tally.refused > 0 || operations < enough ? [] : ['the faults spoiled nothing']
  return { title: 'A conditional put alone, without a key', operations, faults, violations, note }
}
