import { DecryptCommand, EncryptCommand, type KMSClient } from '@aws-sdk/client-kms'

/** How a person can be told something. */
export interface Contact {
  email?: string
  phone?: string
}

/** Opened for another dossier the ciphertext fails. */
const boundTo = (code: string) => ({ dossier: code })

/**
 * Seals how an applicant can be told something, for the event of his dossier; base64. KMS encrypts it itself, since it is
 * far below the 4 KB that KMS takes and one value more in an event: no wrapped data key travels with it.
 */
export function contactSealer(client: KMSClient, keyId: string) {
  return async (code: string, { email, phone }: Contact): Promise<string> => {
    const { CiphertextBlob: sealed } = await client.send(
      new EncryptCommand({
        KeyId: keyId,
        Plaintext: Buffer.from(JSON.stringify({ email, phone })),
        EncryptionContext: boundTo(code),
      }),
    )
    if (!sealed) throw new Error('KMS sealed nothing')
    return Buffer.from(sealed).toString('base64')
  }
}

/** Opens what `contactSealer` made for the same dossier; throws for another one or when a bit was changed. */
export function contactOpener(client: KMSClient, keyId: string) {
  return async (code: string, sealed: string): Promise<Contact> => {
    const { Plaintext: text } = await client.send(
      new DecryptCommand({
        KeyId: keyId,
        CiphertextBlob: Buffer.from(sealed, 'base64'),
        EncryptionContext: boundTo(code),
      }),
    )
    if (!text) throw new Error('KMS opened nothing')
    return JSON.parse(Buffer.from(text).toString('utf8')) as Contact
  }
}

export type SealContact = ReturnType<typeof contactSealer>
