import { randomUUID } from 'node:crypto'
import { CreateTableCommand } from '@aws-sdk/client-dynamodb'
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { envelope } from '../../shared/crypto/envelope.ts'
import { baseClient, documents, type Table } from '../../shared/dynamodb/client.ts'
import { marriage } from '../service/dossiers/desk.ts'
import { furnish, indexes } from '../service/dossiers/office.ts'
import { call, token, useTestIssuer } from '../service/harness.ts'
import type { Work } from './paired.ts'

const key = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: 'HASH' as const },
  { AttributeName: sort, KeyType: 'RANGE' as const },
]

/** A fresh table as infra/dossiers.ts shapes it. */
export async function dossierTable(): Promise<Table> {
  const client = baseClient()
  const name = `dossiers-${randomUUID()}`
  const attributes = new Set(['pk', 'sk', ...Object.values(indexes).flatMap(({ keys }) => keys)])
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: key('pk', 'sk'),
      AttributeDefinitions: [...attributes].map((attribute) => ({ AttributeName: attribute, AttributeType: 'S' })),
      GlobalSecondaryIndexes: Object.entries(indexes).map(([index, { keys, include }]) => ({
        IndexName: index,
        KeySchema: key(...keys),
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: include },
      })),
    }),
  )
  return { client: documents(client), name }
}

/** The service `dossiers` in this process, with a table and keys of its own in the local AWS, and a clerk who files. */
export async function openOffice(endpoint: string) {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'ap-southeast-1' })
  process.env.AWS_ENDPOINT_URL = endpoint
  const kms = new KMSClient({})
  const { KeyMetadata: sealing } = await kms.send(new CreateKeyCommand({}))
  const hmac = new CreateKeyCommand({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' })
  const { KeyMetadata: hashing } = await kms.send(hmac)
  const table = await dossierTable()
  const { KeyMetadata: addresses } = await kms.send(new CreateKeyCommand({}))
  const keys = {
    CONTACT_KEY: addresses?.KeyId,
    SEALED_KEY: sealing?.KeyId,
    LOOKUP_KEY: hashing?.KeyId,
    LOOKUPS_PER_ADDRESS: '100',
  }
  Object.assign(process.env, { TABLE: table.name, BUS: 'none', ...keys })
  useTestIssuer()
  const { open } = await import('../../functions/dossiers/store.ts')
  await furnish(open(table, envelope(kms, sealing?.KeyId ?? '')))
  const { handler } = await import('../../functions/dossiers/api.ts')

  const form = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`field${n}`, 'x'.repeat(36)]))
  const filing = marriage({ form })
  const clerk = token('clerk-1')
  /** One intake of a 2 KB form at the desk, as the HTTP API would hand it over. */
  const intake: Work = async () => {
    const headers = { 'idempotency-key': randomUUID() }
    const answer = await call(handler, 'POST /v1/dossiers', { token: clerk, headers, body: filing })
    if (answer.status !== 201)
      throw new Error(`the intake was answered ${answer.status} ${JSON.stringify(answer.body)}`)
  }
  return { table, kms, sealingKey: sealing?.KeyId ?? '', handler, filing, clerk, intake }
}

export type Office = Awaited<ReturnType<typeof openOffice>>
