import { generateKeyPairSync, sign } from 'node:crypto'
import { Problem } from './problem.ts'

/**
 * The emulated user pool names `https://cognito-idp.….amazonaws.com/<pool>` as its issuer, where nobody answers here,
 * so a generic OpenID Connect client can't discover it. This issuer is the same pool under an address that answers:
 * it hands token requests on and signs the id token anew under its own name. Access tokens stay as the pool made them,
 * since the services verify them against the pool.
 */
export function createIssuer(endpoint: string, userPoolId: string, issuer: string) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const header = { alg: 'RS256', typ: 'JWT', kid: 'motcua-local' }
  const pool = `${endpoint}/${userPoolId}/.well-known`

  function renamed(idToken: string): string {
    const claims = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString()) as object
    const content = [header, { ...claims, iss: issuer }]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.')
    return `${content}.${sign('sha256', Buffer.from(content), privateKey).toString('base64url')}`
  }

  return {
    /** The pool's discovery document under this issuer's name. */
    discovery: async () => ({
      ...(await readJson(`${pool}/openid-configuration`)),
      issuer,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks.json`,
      response_types_supported: ['code'],
      grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
      code_challenge_methods_supported: ['S256'],
      scopes_supported: ['openid', 'email', 'motcua/desk'],
    }),
    /** The keys of the pool, for access tokens, and of this issuer, for id tokens. */
    keys: async () => {
      const { keys } = (await readJson(`${pool}/jwks.json`)) as { keys: object[] }
      const { kid, alg } = header
      return { keys: [{ ...publicKey.export({ format: 'jwk' }), kid, alg, use: 'sig' }, ...keys] }
    },
    /** Hands a token request on. Throws Problem with the pool's status and OAuth error. */
    token: async (form: Buffer, authorization: string | undefined): Promise<object> => {
      const answer = await fetch(`${endpoint}/oauth2/token`, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          ...(authorization ? { authorization } : {}),
        },
        body: new Uint8Array(form),
      })
      const tokens = (await answer.json()) as { id_token?: string; error?: string }
      if (!answer.ok) {
        // OAuth clients read only plain JSON.
        const headers = { 'content-type': 'application/json' }
        throw new Problem(answer.status, tokens.error ?? 'invalid_request', 'The sign-in was refused.', headers, tokens)
      }
      return tokens.id_token ? { ...tokens, id_token: renamed(tokens.id_token) } : tokens
    },
  }
}

async function readJson(url: string): Promise<object> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url} was answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as object
}
