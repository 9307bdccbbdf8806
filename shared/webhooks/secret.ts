import { randomBytes } from 'node:crypto'
import type { KMSClient } from '@aws-sdk/client-kms'
import { kmsText } from '../crypto/kms-text.ts'

/** A new secret of a webhook as Standard Webhooks writes it: `whsec_` and 24 random bytes in base64. */
export const newSecret = (): string => `whsec_${randomBytes(24).toString('base64')}`

/** Seals secrets of webhooks and opens them; KMS binds each to its webhook and opens it for no other. */
export function webhookSecrets(client: KMSClient, keyId: string) {
  const { seal, open } = kmsText(client, keyId)
  return {
    seal: (webhook: string, secret: string): Promise<string> => seal(secret, { webhook }),
    open: (webhook: string, sealed: string): Promise<string> => open(sealed, { webhook }),
  }
}
