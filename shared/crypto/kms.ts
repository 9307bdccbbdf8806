import { KMSClient } from '@aws-sdk/client-kms'
import { SparingRetries } from '../retries/sparing.ts'

/** The one factory of KMS clients: bounded connect and request times, few tries, at this layer only. */
export const kmsClient = () =>
  new KMSClient({
    retryStrategy: new SparingRetries(),
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
  })
