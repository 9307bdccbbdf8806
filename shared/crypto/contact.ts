import type { KMSClient } from '@aws-sdk/client-kms'
import { kmsText } from './kms-text.ts'

/** How a person can be told something. */
export interface Contact {
  email?: string
  phone?: string
}

/** What an address was left for, as KMS binds the ciphertext to it: opened for another dossier or feedback it fails. */
export type Concern = { dossier: string } | { feedback: string }

/** Seals how a person can be told something, for the event of his dossier or feedback; base64. */
export function contactSealer(client: KMSClient, keyId: string) {
  const { seal } = kmsText(client, keyId)
  return (concern: Concern, { email, phone }: Contact): Promise<string> =>
    seal(JSON.stringify({ email, phone }), { ...concern })
}

/** Opens what `contactSealer` made for the same dossier or feedback; throws for another one or when a bit was changed. */
export function contactOpener(client: KMSClient, keyId: string) {
  const { open } = kmsText(client, keyId)
  return async (concern: Concern, sealed: string): Promise<Contact> =>
    JSON.parse(await open(sealed, { ...concern })) as Contact
}

export type SealContact = ReturnType<typeof contactSealer>
