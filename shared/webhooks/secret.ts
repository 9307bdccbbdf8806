import { randomBytes } from 'node:crypto'
import { DecryptCommand, EncryptCommand, type KMSClient } from '@aws-sdk/client-kms'

/** A new secret of a webhook as Standard Webhooks writes it: `whsec_` and 24 random bytes in base64. */
export const newSecret = (): string => `whsec_${randomBytes(24).toString('base64')}`

/** Seals secrets of webhooks and opens them; KMS binds each to its webhook and opens it for no other. */
export function webhookSecrets(client: KMSClient, keyId: string) {
  const common = (webhook: string) => ({ KeyId: keyId, EncryptionContext: { webhook } })
  return {
    async seal(webhook: string, secret: string): Promise<string> {
      const asked = { ...common(webhook), Plaintext: Buffer.from(secret) }
      const { CiphertextBlob: sealed } = await client.send(new EncryptCommand(asked))
      if (!sealed) throw new Error('KMS sealed nothing')
      return Buffer.from(sealed).toString('base64')
    },

    async open(webhook: string, sealed: string): Promise<string> {
      const asked = { ...common(webhook), CiphertextBlob: Buffer.from(sealed, 'base64') }
      const { Plaintext: secret } = await client.send(new DecryptCommand(asked))
      if (!secret) throw new Error('KMS opened nothing')
      return Buffer.from(secret).toString('utf8')
    },
  }
}
