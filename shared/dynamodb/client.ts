import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { required } from '../environment/required.ts'
import { SparingRetries } from '../retries/sparing.ts'

/** The one factory of store clients: bounded connect and request times, few tries with jitter, at this layer only. */
export const baseClient = () =>
  new DynamoDBClient({
    retryStrategy: new SparingRetries(),
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
  })

/** A client that takes and gives plain objects; absent fields are left out of items. */
export const documents = (client: DynamoDBClient) =>
  DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })

/** A table with the client that reaches it. */
export interface Table {
  client: DynamoDBDocumentClient
  name: string
}

/** The service's own table, named by the function's environment. */
export function serviceTable(client: DynamoDBClient = baseClient()): Table {
  return { client: documents(client), name: required('TABLE') }
}
