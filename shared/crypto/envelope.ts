import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms'

/** What the ciphertext is bound to: opened for another table, record or field it fails. */
export interface Binding extends Record<string, string> {
  table: string
  record: string
  field: string
}

const format = 1
const ivBytes = 12
const tagBytes = 16
const headerBytes = 3

const associated = (binding: Binding) => Buffer.from(JSON.stringify([binding.table, binding.record, binding.field]))

/**
 * Envelope encryption: a fresh KMS data key per value, AES-256-GCM by node:crypto.
 * Layout: format (1), length of the wrapped key (2), wrapped key, IV (12), tag (16), ciphertext.
 */
export function envelope(client: KMSClient, keyId: string) {
  return {
    /** Encrypts a JSON value for one place. */
    async seal(value: unknown, binding: Binding): Promise<Uint8Array> {
      const { Plaintext: key, CiphertextBlob: wrapped } = await client.send(
        new GenerateDataKeyCommand({ KeyId: keyId, KeySpec: 'AES_256', EncryptionContext: binding }),
      )
      if (!key || !wrapped) throw new Error('KMS gave no data key')
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(associated(binding))
      const body = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final()])
      key.fill(0)
      const header = Buffer.alloc(headerBytes)
      header.writeUInt8(format)
      header.writeUInt16BE(wrapped.length, 1)
      return Buffer.concat([header, wrapped, iv, cipher.getAuthTag(), body])
    },

    /** Decrypts what `seal` made for the same place; throws for another one or when a bit was changed. */
    async open<Value>(sealed: Uint8Array, binding: Binding): Promise<Value> {
      const bytes = Buffer.from(sealed)
      if (bytes.readUInt8(0) !== format) throw new Error('unknown format of a sealed value')
      const keyEnd = headerBytes + bytes.readUInt16BE(1)
      const ivEnd = keyEnd + ivBytes
      const { Plaintext: key } = await client.send(
        new DecryptCommand({
          KeyId: keyId,
          CiphertextBlob: bytes.subarray(headerBytes, keyEnd),
          EncryptionContext: binding,
        }),
      )
      if (!key) throw new Error('KMS gave no data key')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(keyEnd, ivEnd))
      decipher.setAAD(associated(binding)).setAuthTag(bytes.subarray(ivEnd, ivEnd + tagBytes))
      const text = Buffer.concat([decipher.update(bytes.subarray(ivEnd + tagBytes)), decipher.final()]).toString('utf8')
      key.fill(0)
      return JSON.parse(text) as Value
    },
  }
}

export type Envelope = ReturnType<typeof envelope>
