import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  type UpdateTableCommandInput,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb'

/** What a table of a service has beside its keys and indexes; a table that DynamoDB restored has none of it. */
export interface TableSettings {
  /** What the stream shows of a change; absent when there is no stream. */
  stream?: string
  /** The attribute by which items go away. */
  expiry?: string
  pointInTime: boolean
  isProtected: boolean
}

const every = 1_000
const tries = 600

async function active(client: DynamoDBClient, TableName: string) {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const { Table: table } = await client.send(new DescribeTableCommand({ TableName }))
    if (table?.TableStatus === 'ACTIVE') return table
    await new Promise((resume) => setTimeout(resume, every))
  }
  throw new Error(`${TableName} is not active after ten minutes`)
}

/** The settings of a table as it is, once it is active. Throws when there is none. */
export async function tableSettings(client: DynamoDBClient, TableName: string): Promise<TableSettings> {
  const { StreamSpecification: stream, DeletionProtectionEnabled: isProtected = false } = await active(
    client,
    TableName,
  )
  const { TimeToLiveDescription: expiry } = await client.send(new DescribeTimeToLiveCommand({ TableName }))
  const { ContinuousBackupsDescription: backups } = await client.send(
    new DescribeContinuousBackupsCommand({ TableName }),
  )
  const expires = expiry?.TimeToLiveStatus?.startsWith('ENABL')
  return {
    ...(stream?.StreamEnabled ? { stream: stream.StreamViewType } : {}),
    ...(expires ? { expiry: expiry?.AttributeName } : {}),
    pointInTime: backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus === 'ENABLED',
    isProtected,
  }
}

/** Gives a table what it lacks of these settings, one after the other as DynamoDB wants it; answers what that was. */
export async function giveSettings(
  client: DynamoDBClient,
  TableName: string,
  wanted: Required<TableSettings>,
): Promise<string[]> {
  const has = await tableSettings(client, TableName)
  const given: string[] = []
  const update = async (what: string, change: Partial<UpdateTableCommandInput>) => {
    await client.send(new UpdateTableCommand({ TableName, ...change }))
    await active(client, TableName)
    given.push(what)
  }
  if (has.stream !== wanted.stream)
    await update('stream', { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } })
  if (has.expiry !== wanted.expiry) {
    const TimeToLiveSpecification = { Enabled: true, AttributeName: wanted.expiry }
    await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }))
    given.push('expiry of items')
  }
  if (!has.pointInTime && wanted.pointInTime) {
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true }
    await client.send(new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }))
    given.push('recovery to a point in time')
  }
  if (!has.isProtected && wanted.isProtected)
    await update('protection against deletion', { DeletionProtectionEnabled: true })
  return given
}

/** The address of a table's stream. */
export const streamOf = async (client: DynamoDBClient, TableName: string): Promise<string> =>
  (await active(client, TableName)).LatestStreamArn ?? ''
