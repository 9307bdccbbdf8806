import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto'
import { GenerateMacCommand, type KMSClient } from '@aws-sdk/client-kms'

/**
 * HMAC-SHA-256 under a key that only KMS can make again: the MAC of the purpose's name by the KMS key.
 * One call to KMS per process and purpose; the derived key never leaves memory.
 */
export function keyedHash(client: KMSClient, keyId: string, purpose: string) {
  let derived: Promise<KeyObject> | undefined
  const derive = async () => {
    const { Mac: mac } = await client.send(
      new GenerateMacCommand({ KeyId: keyId, MacAlgorithm: 'HMAC_SHA_256', Message: Buffer.from(purpose) }),
    )
    if (!mac) throw new Error('KMS gave no MAC')
    return createSecretKey(mac)
  }
  return async (text: string): Promise<string> => {
    derived ??= derive().catch((error: unknown) => {
      derived = undefined
      throw error
    })
    return createHmac('sha256', await derived)
      .update(text)
      .digest('base64url')
  }
}

/** Whether two hashes are equal, in a time that does not tell where they differ. */
export function equalHashes(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
