import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  PutItemCommand,
  RestoreTableToPointInTimeCommand,
} from '@aws-sdk/client-dynamodb'
import { CreateFunctionCommand, DeleteFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda'
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cdkEnvironment, root, sdk } from '../../../infra/local/aws.ts'
import { type Ministack, startMinistack } from '../../../infra/local/ministack.ts'
import { restoredTable } from '../../../infra/operations/restored-table.ts'
import { giveSettings, tableSettings } from '../../../shared/dynamodb/table-settings.ts'
import { itemPages, type RawItem } from '../../../shared/dynamodb/whole-table.ts'

// An emulator of its own: the programs take every table of a desk that is there.
const parent = mkdtempSync(join(tmpdir(), 'motcua-restore-'))
const table = 'motcua-agencies'
const place = { Bucket: 'motcua-attachments-000000000000-ap-southeast-1', Key: 'clean/A' }
let aws: Ministack
let client: DynamoDBClient
let files: S3Client

beforeAll(async () => {
  aws = await startMinistack({ folder: join(parent, 'aws') })
  client = new DynamoDBClient(sdk(aws.endpoint))
  files = new S3Client({ ...sdk(aws.endpoint), forcePathStyle: true })
  // That of a desk in another region comes first in the list.
  for (const Bucket of [place.Bucket.replace('southeast', 'east'), place.Bucket])
    await files.send(new CreateBucketCommand({ Bucket }))
})
afterAll(async () => {
  await aws.stop()
  rmSync(parent, { recursive: true, force: true })
})

const operate = (name: string, ...args: string[]) =>
  new Promise<{ code: number; said: string }>((resolve) => {
    const program = [join(root, 'infra', 'operations', `${name}.ts`), ...args]
    execFile(process.execPath, program, { env: cdkEnvironment(aws.endpoint) }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr }),
    )
  })

const make = () =>
  client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    }),
  )
const put = (Item: RawItem) => client.send(new PutItemCommand({ TableName: table, Item }))
async function items(): Promise<RawItem[]> {
  const found: RawItem[] = []
  for await (const page of itemPages(client, table)) found.push(...page)
  return found.sort((a, b) => ((a.sk?.S ?? '') < (b.sk?.S ?? '') ? -1 : 1))
}

describe('an export', () => {
  const folder = join(parent, 'export')
  // More than DynamoDB takes at once.
  const rows = Array.from(
    { length: 60 },
    (_, index): RawItem => ({
      ...{ pk: { S: 'AGENCY#H26' }, sk: { S: `STAFF#${String(index).padStart(3, '0')}` } },
      ...{ sealed: { B: new Uint8Array([index, 0, 255]) }, version: { N: String(index) } },
    }),
  )

  beforeAll(async () => {
    await make()
    for (const row of rows) await put(row)
    await files.send(new PutObjectCommand({ ...place, Body: 'bytes', ContentType: 'application/pdf' }))
    const { code, said } = await operate('export', folder)
    expect([code, said]).toEqual([0, expect.stringContaining('motcua-agencies: 60 items.')])
    await client.send(new DeleteTableCommand({ TableName: table }))
    await files.send(new DeleteObjectCommand(place))
  })

  it('is not restored when it is not clear where to', async () => {
    expect(await operate('restore', folder, '--aws')).toEqual({
      code: 1,
      said: expect.stringMatching(/^AWS_ENDPOINT_URL is set/),
    })
  })

  it('is not restored where there is no table for it', async () => {
    expect(await operate('restore', folder)).toMatchObject({
      code: 1,
      said: expect.stringContaining('Deploy these stacks first: motcua-agencies-data'),
    })
    await make()
  })

  it('is not restored over what is of another desk, and then nothing is written', async () => {
    await put({ pk: { S: 'AGENCY#H27' }, sk: { S: 'HEAD' } })
    expect(await operate('restore', folder)).toMatchObject({
      code: 1,
      said: expect.stringContaining('Not empty, and what is there is not of this export: motcua-agencies'),
    })
    expect(await items()).toHaveLength(1)
    await client.send(new DeleteTableCommand({ TableName: table }))
    await make()
  })

  it('is neither made nor restored while something runs', async () => {
    const lambda = new LambdaClient(sdk(aws.endpoint))
    const FunctionName = 'motcua-agencies-api'
    const Code = { ZipFile: new Uint8Array([80, 75, 5, 6, ...new Array<number>(18).fill(0)]) }
    const Role = 'arn:aws:iam::000000000000:role/none'
    await lambda.send(
      new CreateFunctionCommand({ FunctionName, Code, Role, Runtime: 'nodejs24.x', Handler: 'index.handler' }),
    )
    for (const [name, where] of [
      ['export', `${folder}-2`],
      ['restore', folder],
    ] as const)
      expect(await operate(name, where)).toMatchObject({
        code: 1,
        said: expect.stringContaining('Take these stacks away first (cdk destroy): motcua-agencies'),
      })
    await lambda.send(new DeleteFunctionCommand({ FunctionName }))
  })

  it('gives every row and file back as it was, and goes on where it was interrupted', async () => {
    // As if the restore had died after its first rows.
    for (const row of rows.slice(0, 7)) await put(row)
    expect(await operate('restore', folder)).toMatchObject({ code: 0 })
    expect(await items()).toEqual(rows)
    const { Body: bytes, ContentType: type } = await files.send(new GetObjectCommand(place))
    expect([await bytes?.transformToString(), type]).toEqual(['bytes', 'application/pdf'])
    expect(await operate('digest', folder)).toMatchObject({ code: 0, said: expect.stringContaining('2 of 2 records') })
  })

  it('shows what has become another one since', async () => {
    await put({ ...rows[5], version: { N: '99' } })
    expect(await operate('digest', folder)).toMatchObject({
      code: 1,
      said: expect.stringContaining('agencies, rows AGENCY is another one'),
    })
  })
})

describe('a table that DynamoDB restored', () => {
  it('has nothing but its rows and keys until its settings are given back', async () => {
    const name = 'motcua-agencies-restored'
    const ask = { SourceTableName: table, TargetTableName: name, UseLatestRestorableTime: true }
    await client.send(new RestoreTableToPointInTimeCommand(ask))
    expect(await tableSettings(client, name)).toEqual({ pointInTime: false, isProtected: false })
    const wanted = { ...restoredTable, isProtected: true }
    const all = ['stream', 'expiry of items', 'recovery to a point in time', 'protection against deletion']
    expect(await giveSettings(client, name, wanted)).toEqual(all)
    expect(await tableSettings(client, name)).toEqual(wanted)
    expect(await giveSettings(client, name, wanted)).toEqual([])
  })
})
