import { createHash, randomBytes } from 'node:crypto'
import type { Idempotency } from '../http/request.ts'
import { alphabet } from './secret.ts'

/** The most characters that a hash has bytes for. */
const longest = 32

/**
 * The id of a new record, of so many Crockford characters: of its maker and his key when there is one, so that a repeated
 * request comes to the same record and no item has to remember the key; random otherwise. An id made of a key looks like
 * any other.
 * @param kind of what: one key used for two kinds of records makes two ids that tell nothing of one another.
 */
export function madeId(kind: string, length: number, key: Idempotency | undefined): string {
  if (length > longest) throw new RangeError(`an id has at most ${longest} characters`)
  const bytes = key ? createHash('sha256').update(`${kind}\n${key.actor}\n${key.key}`).digest() : randomBytes(length)
  return [...bytes.subarray(0, length)].map((byte) => alphabet[byte % alphabet.length]).join('')
}
