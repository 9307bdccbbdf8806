import { createHash } from 'node:crypto'
import { alphabet } from './secret.ts'

/** SHA-256 of a text, base64url: the mark by which somebody can compare what he knows already. */
export const mark = (text: string): string => createHash('sha256').update(text).digest('base64url')

/**
 * A token that nobody has to keep, since it is made of a keyed hash again: 12 Crockford base-32 characters, 60 bits.
 * What may be known of it to others is its `mark`.
 */
export const tokenFrom = (hash: string): string =>
  [...Buffer.from(hash, 'base64url').subarray(0, 12)].map((byte) => alphabet[byte % 32]).join('')
