import { randomUUID } from 'node:crypto'
import diagnostics from 'node:diagnostics_channel'
import type { ClientRequest } from 'node:http'
import {
  type AttributeValue,
  GetItemCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { DecryptCommand, EncryptCommand, GenerateDataKeyCommand } from '@aws-sdk/client-kms'
import { baseClient } from '../../shared/dynamodb/client.ts'
import { dossierTable, type Office } from './intake-office.ts'
import type { Work } from './paired.ts'

type Item = Record<string, AttributeValue>

/** The names of the calls to AWS that one work makes, in order. */
export async function callsOf(work: Work): Promise<string[]> {
  const calls: string[] = []
  const heard = (message: unknown) => {
    const target = (message as { request: ClientRequest }).request.getHeader('x-amz-target')
    if (target !== undefined) calls.push(String(target).split('.').at(-1) ?? '')
  }
  diagnostics.subscribe('http.client.request.start', heard)
  await work()
  diagnostics.unsubscribe('http.client.request.start', heard)
  return calls
}

/** What one intake has stored in one transaction: the rows of the newest dossier, and a key of a creation. */
async function storedByOne(table: string): Promise<Item[]> {
  const { Items: all = [] } = await baseClient().send(new ScanCommand({ TableName: table }))
  const kind = ({ pk }: Item) => pk?.S?.split('#')[0]
  const dossier = all.find((item) => kind(item) === 'DOSSIER')?.pk?.S
  return [...all.filter(({ pk }) => pk?.S === dossier), ...all.filter((item) => kind(item) === 'KEY').slice(0, 1)]
}

/** The SDK alone, with a client like that of the service and a table of its own: no code of ours is between. */
export async function bare({ table, kms, sealingKey }: Office, client = baseClient()) {
  const items = await storedByOne(table.name)
  const { name: TableName } = await dossierTable()
  const head = items.find(({ sk }) => sk?.S === 'HEAD')
  if (!head || items.length < 4) throw new Error(`an intake stored ${items.length} items, of which the head is missing`)
  const { CiphertextBlob: wrapped } = await kms.send(
    new GenerateDataKeyCommand({ KeyId: sealingKey, KeySpec: 'AES_256' }),
  )
  const fresh = (item: Item, mark: string): Item => ({ ...item, pk: { S: `${item.pk?.S?.split('#')[0]}#${mark}` } })

  /** The same items under keys of the same length, each if it is not there yet. */
  const transaction: Work = async () => {
    const mark = randomUUID().slice(0, (head.pk?.S?.length ?? 0) - 'DOSSIER#'.length)
    const TransactItems = items.map((item) => ({
      Put: { TableName, Item: fresh(item, mark), ConditionExpression: 'attribute_not_exists(pk)' },
    }))
    await client.send(new TransactWriteItemsCommand({ TransactItems }))
  }
  const Key = { pk: { S: 'CODE#' }, sk: { S: 'COUNTER' } }
  const counting = { UpdateExpression: 'ADD #last :one', ExpressionAttributeNames: { '#last': 'last' } }
  const one = { ExpressionAttributeValues: { ':one': { N: '1' } }, ReturnValues: 'UPDATED_NEW' as const }
  const calls: Record<string, () => Promise<unknown>> = {
    TransactWriteItems: transaction,
    UpdateItem: () => client.send(new UpdateItemCommand({ TableName, Key, ...counting, ...one })),
    GetItem: () =>
      client.send(
        new GetItemCommand({ TableName: table.name, Key: { pk: head.pk ?? { S: '' }, sk: { S: 'SEALED' } } }),
      ),
    GenerateDataKey: () => kms.send(new GenerateDataKeyCommand({ KeyId: sealingKey, KeySpec: 'AES_256' })),
    // An applicant's address: about so many bytes.
    Encrypt: () => kms.send(new EncryptCommand({ KeyId: sealingKey, Plaintext: Buffer.alloc(60) })),
    Decrypt: () => kms.send(new DecryptCommand({ KeyId: sealingKey, CiphertextBlob: wrapped })),
  }

  /** The named calls one after the other. */
  const replay = (names: string[]): Work => {
    const unknown = names.filter((name) => !calls[name])
    if (unknown.length > 0) throw new Error(`the bench has no bare ${unknown.join(', ')}`)
    return async () => {
      for (const name of names) await calls[name]?.()
    }
  }
  return { transaction, replay }
}
