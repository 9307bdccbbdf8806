import { createHash } from 'node:crypto'
import { Refusal } from '../problems/refusal.ts'
import type { HttpEvent, Idempotency, RequestContext } from './request.ts'

const etag = /^"(\d{1,9})"$/

/** The version named by If-Match; −1, which no record has, for an ETag that is not one of ours. */
export function ifMatch(event: HttpEvent): number | undefined {
  const value = event.headers['if-match']?.trim()
  if (value === undefined || value === '') return undefined
  const version = etag.exec(value)?.[1]
  return version === undefined ? -1 : Number(version)
}

/** Vietnamese first; English only for a caller who prefers it. */
export function language(event: HttpEvent): RequestContext['language'] {
  const ranges = (event.headers['accept-language'] ?? '').split(',').map((range) => {
    const [tag = '', quality] = range
      .trim()
      .toLowerCase()
      .split(/[ \t]*;[ \t]*q=/)
    return { tag: tag.slice(0, 2), quality: quality === undefined ? 1 : Number(quality) || 0 }
  })
  const weight = (tag: string) => Math.max(0, ...ranges.filter((range) => range.tag === tag).map((r) => r.quality))
  return weight('en') > weight('vi') ? 'en' : 'vi'
}

/**
 * The idempotency key of a write with the hash of what it asks: method, path and body.
 * @param actor whose key it is; of who has no token his address, else all strangers would share theirs.
 */
export function idempotency(event: HttpEvent, actor: string, body: unknown): Idempotency | undefined {
  const key = event.headers['idempotency-key']
  if (key === undefined) return undefined
  if (!/^[\x21-\x7e]{1,64}$/.test(key)) {
    const errors = [{ pointer: '/headers/idempotency-key', detail: '1 to 64 visible ASCII characters' }]
    throw new Refusal('invalid-request', { errors })
  }
  const asked = `${event.requestContext.http.method} ${event.rawPath} ${JSON.stringify(body)}`
  return { actor, key, requestHash: createHash('sha256').update(asked).digest('base64url').slice(0, 22) }
}
