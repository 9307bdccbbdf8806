import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Every address that a name has. */
export type Resolve = (name: string) => Promise<string[]>

export interface Rules {
  resolve?: Resolve
  /** Whether receivers on this machine may be called, also without TLS: the sandbox alone has them. */
  loopback?: boolean
}

/** Where a webhook may be called: the one address that was judged, and no other, is to be connected to. */
export type Judged = { url: URL; address: string } | { refused: string; unresolved?: boolean }

const longest = 2_000

const systemResolve: Resolve = async (name) => (await lookup(name, { all: true })).map(({ address }) => address)

const unmapped = (address: string) => {
  const parsed = ipaddr.parse(address)
  return parsed instanceof ipaddr.IPv6 && parsed.isIPv4MappedAddress() ? parsed.toIPv4Address() : parsed
}

/** Of IPv6 only this part is given out; what lies outside may hold an address of IPv4 in some old writing. */
const givenOut = ipaddr.IPv6.parseCIDR('2000::/3')

/** Whether an address is one of the public internet: no private network, no tunnel into one, no metadata service. */
export function isPublic(address: string): boolean {
  const parsed = unmapped(address)
  return parsed.range() === 'unicast' && (parsed instanceof ipaddr.IPv4 || parsed.match(givenOut))
}

const isLoopback = (address: string) => unmapped(address).range() === 'loopback'

/** The host as an address would be written: without the brackets that an address has in a URL. */
const bare = (url: URL) => url.hostname.replace(/^\[(.*)\]$/, '$1')

/** What the parser of URLs drops or mends without a word: its owner would read another address than the one that is called. */
const mended = /[\s\p{C}\\]/u

/** Why a text is no URL of a webhook, whatever its name may resolve to. */
function wrongUrl(url: URL | null, text: string, { loopback = false }: Rules): string | undefined {
  if (text.length > longest) return `must have at most ${longest} characters`
  if (!url || url.hostname === '' || mended.test(text)) return 'must be an absolute https URL'
  if (url.protocol !== 'https:' && !(loopback && url.protocol === 'http:')) return 'must be an absolute https URL'
  return url.username || url.password ? 'must not hold a user or a password' : undefined
}

/** The addresses of a host, which may be written as one; none when its name leads nowhere. */
async function addressesOf(host: string, resolve: Resolve): Promise<string[]> {
  if (isIP(host) !== 0) return [host]
  return resolve(host).catch(() => [])
}

/**
 * Judges where a webhook would be called. Every address of the host must be public: whoever owns a name may give it one
 * that leads behind our wall, and another one a moment later. So the name is resolved once, and the address goes with the
 * verdict.
 */
export async function judgeAddress(text: string, rules: Rules = {}): Promise<Judged> {
  const url = URL.parse(text)
  const wrong = wrongUrl(url, text, rules)
  if (wrong !== undefined || !url) return { refused: wrong ?? 'must be an absolute https URL' }
  const addresses = await addressesOf(bare(url), rules.resolve ?? systemResolve)
  const [address] = addresses
  if (address === undefined) return { refused: 'The name of the host leads nowhere', unresolved: true }
  if (rules.loopback && addresses.every(isLoopback)) return { url, address }
  if (url.protocol !== 'https:') return { refused: 'must be an absolute https URL' }
  return addresses.every(isPublic) ? { url, address } : { refused: 'The host must have public addresses alone' }
}
