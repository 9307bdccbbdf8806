import { DecryptCommand, EncryptCommand, type KMSClient } from '@aws-sdk/client-kms'

/** What a ciphertext is bound to: opened for anything else it fails. */
type Bound = Record<string, string>

/**
 * Seals a short text (up to 4 KB) by KMS itself, as base64: no data key travels with it, which for a few bytes would be the
 * larger part. Opening throws for another binding, or when a bit was changed.
 */
export function kmsText(client: KMSClient, keyId: string) {
  return {
    async seal(text: string, bound: Bound): Promise<string> {
      const plain = { KeyId: keyId, Plaintext: Buffer.from(text), EncryptionContext: bound }
      const { CiphertextBlob: sealed } = await client.send(new EncryptCommand(plain))
      if (!sealed) throw new Error('KMS sealed nothing')
      return Buffer.from(sealed).toString('base64')
    },

    async open(sealed: string, bound: Bound): Promise<string> {
      const cipher = { KeyId: keyId, CiphertextBlob: Buffer.from(sealed, 'base64'), EncryptionContext: bound }
      const { Plaintext: text } = await client.send(new DecryptCommand(cipher))
      if (!text) throw new Error('KMS opened nothing')
      return Buffer.from(text).toString('utf8')
    },
  }
}
