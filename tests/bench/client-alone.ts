import { DynamoDBClient } from '@aws-sdk/client-dynamodb'

/** The yardstick of how long a function takes to start: what every one of them needs, and nothing of ours. */
export const client = new DynamoDBClient({ maxAttempts: 3 })
