import { JwtVerifier } from 'aws-jwt-verify'
import { SimpleJwksCache } from 'aws-jwt-verify/jwk'
import type { Actor, Membership } from '../permission/actor.ts'
import { anonymous } from '../permission/actor.ts'
import { Refusal } from '../problems/refusal.ts'

export interface TokenSettings {
  issuer: string
  jwksUri: string
  /** The clients whose tokens are accepted; empty: any client of the issuer. */
  clientIds: string[]
  /** The scope without which a machine's token is refused. */
  machineScope: string
}

export type RegisterOfStaff = (person: string) => Promise<Membership[]>

/** The settings of the issuer from the function's environment. */
export function tokenSettings(environment: NodeJS.ProcessEnv = process.env): TokenSettings {
  const { ISSUER: issuer, JWKS_URI: jwksUri, CLIENT_IDS: clientIds = '', MACHINE_SCOPE: machineScope } = environment
  if (!issuer || !jwksUri || !machineScope) throw new Error('ISSUER, JWKS_URI and MACHINE_SCOPE must be set')
  return { issuer, jwksUri, clientIds: clientIds.split(',').filter((id) => id !== ''), machineScope }
}

const timeoutMs = 3_000

/** The issuer's key set. @throws an error named `FetchError`, which is answered with 503, when it can't be had. */
async function keySet(uri: string): Promise<ArrayBuffer> {
  try {
    const answer = await fetch(uri, { signal: AbortSignal.timeout(timeoutMs) })
    if (!answer.ok) throw new Error(`the issuer answered ${answer.status}`)
    return await answer.arrayBuffer()
  } catch (cause) {
    throw Object.assign(new Error('the key set of the issuer could not be read', { cause }), { name: 'FetchError' })
  }
}

/** A machine's token with too little in it: told which scope to ask for (RFC 6750, section 3.1). */
const insufficient = (scope: string) =>
  new Refusal('forbidden', {
    detail: `A machine's token needs the scope ${scope}`,
    headers: { 'www-authenticate': `Bearer error="insufficient_scope", scope="${scope}"` },
  })

const refused = () =>
  new Refusal('unauthenticated', { headers: { 'www-authenticate': 'Bearer error="invalid_token"' } })

const scopesOf = ({ scope }: { scope?: unknown }) => (typeof scope === 'string' ? scope.split(' ') : [])

/** Reads the actor from a bearer token: signature, issuer, use, client and scope are verified, the roles are looked up. */
export function authenticator(settings: TokenSettings, register: RegisterOfStaff) {
  // The library's own fetcher refuses plain http, which the local issuer speaks; the URI is ours, not the caller's.
  const fetcher = { fetch: keySet }
  const verifier = JwtVerifier.create(
    { issuer: settings.issuer, jwksUri: settings.jwksUri, audience: null, graceSeconds: 5 },
    { jwksCache: new SimpleJwksCache({ fetcher }) },
  )

  return async (authorization: string | undefined): Promise<Actor> => {
    if (authorization === undefined) return anonymous
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization.trim())?.[1]
    if (!token) throw refused()
    const claims = await verifier.verify(token).catch((cause: Error) => {
      // A key set that can't be fetched is our trouble, not the caller's.
      if (cause.name === 'FetchError') throw cause
      throw refused()
    })
    const clientId = typeof claims.client_id === 'string' ? claims.client_id : undefined
    if (claims.token_use !== undefined && claims.token_use !== 'access') throw refused()
    if (settings.clientIds.length > 0 && !settings.clientIds.includes(clientId ?? '')) throw refused()
    // The library lets a token without an end pass.
    if (!claims.sub || typeof claims.exp !== 'number') throw refused()
    const kind = claims.sub === clientId ? 'machine' : 'person'
    if (kind === 'machine' && !scopesOf(claims).includes(settings.machineScope))
      throw insufficient(settings.machineScope)
    const groups = claims['cognito:groups']
    const memberships = await register(claims.sub)
    if (Array.isArray(groups) && groups.includes('administrator')) {
      memberships.push({ agency: '*', role: 'administrator', name: 'administrator' })
    }
    return { kind, id: claims.sub, memberships }
  }
}
