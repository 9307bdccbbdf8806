import { KMSClient } from '@aws-sdk/client-kms'

/** The one factory of KMS clients: bounded connect and request times, three tries, at this layer only. */
export const kmsClient = () =>
  new KMSClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
  })
