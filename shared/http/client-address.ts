import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { isIPv4, isIPv6 } from 'node:net'
import { Refusal } from '../problems/refusal.ts'
import type { HttpEvent } from './request.ts'

const digest = (text: string) => createHash('sha256').update(text).digest()

/** The eight groups of an IPv6 address; the parser of URLs knows every way to write one. */
function groupsOf(address: string): string[] {
  const [left = '', right] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const [head, tail] = [left, right ?? ''].map((part) => part.split(':').filter((group) => group !== ''))
  const known = [...(head ?? []), ...(tail ?? [])]
  return [...(head ?? []), ...Array.from({ length: 8 - known.length }, () => '0'), ...(tail ?? [])]
}

/** IPv4 as it is; of IPv6 the /64, which is what one household or telephone has to itself. */
function network(address: string): string | undefined {
  if (isIPv4(address)) return address
  if (!isIPv6(address)) return undefined
  const groups = groupsOf(address.split('%', 1)[0] ?? '')
  if (!groups.slice(0, 6).join(':').startsWith('0:0:0:0:0:ffff')) return `${groups.slice(0, 4).join(':')}::/64`
  const bytes = groups.slice(6).flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255])
  return bytes.join('.')
}

/** `address`, `address:port` or `[address]:port`. */
function told(value: string): string | undefined {
  const bare = /^\[([^\]]*)\](?::\d+)?$/.exec(value)?.[1]
  return network(bare ?? value) ?? network(value.slice(0, Math.max(0, value.lastIndexOf(':'))))
}

/** The values that are taken; two while the secret is rotated. Unset: no front door, callers come directly. */
function secretsOf({ ORIGIN_SECRET: joined = '' }: NodeJS.ProcessEnv): string[] {
  const secrets = joined.split(',').filter((secret) => secret.trim() !== '')
  if (joined !== '' && secrets.length === 0) throw new Error('ORIGIN_SECRET has no value in it')
  return secrets
}

/**
 * Who asks, as a keyed hash of his address: the address itself is personal data and goes no further than this function.
 * Its key is the origin secret, which every API has at hand; when that is rotated, budgets begin anew.
 * The front door writes the viewer's address over whatever a caller put into `x-viewer-address`, so it is believed of a
 * request with the door's secret and of no other; `x-forwarded-for` is never read.
 * @throws Refusal 403 for a request that did not come through the front door where there is one.
 */
export function clientAddresses(environment: NodeJS.ProcessEnv = process.env): (event: HttpEvent) => string {
  const secrets = secretsOf(environment)
  const expected = secrets.map(digest)
  return ({ headers, requestContext: { http } }) => {
    const given = digest(headers['x-origin-secret'] ?? '')
    // Every value is compared, in a time that tells neither which one nor how much of it was right.
    const right = expected.map((one) => timingSafeEqual(one, given)).includes(true)
    if (expected.length > 0 && !right) throw new Refusal('forbidden')
    const viewer = right ? told(headers['x-viewer-address'] ?? '') : undefined
    const address = viewer ?? network(http.sourceIp ?? '') ?? 'unknown'
    return createHmac('sha256', secrets[0] ?? '')
      .update(`motcua client address\n${address}`)
      .digest('base64url')
      .slice(0, 22)
  }
}
