import { CognitoIdentityProviderClient, InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider'
import { sdk } from './aws.ts'
import type { SignIn } from './personas.ts'

/** Signs a persona in and answers the access token, valid for 30 minutes. Throws when the sign-in is refused. */
export function accessToken(endpoint: string, signIn: SignIn): Promise<string> {
  return signIn.kind === 'person' ? personToken(endpoint, signIn) : machineToken(endpoint, signIn)
}

async function personToken(endpoint: string, signIn: SignIn & { kind: 'person' }): Promise<string> {
  const { AuthenticationResult } = await new CognitoIdentityProviderClient(sdk(endpoint)).send(
    new InitiateAuthCommand({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: signIn.clientId,
      AuthParameters: { USERNAME: signIn.username, PASSWORD: signIn.password },
    }),
  )
  if (!AuthenticationResult?.AccessToken) throw new Error(`The sign-in of ${signIn.username} gave no access token.`)
  return AuthenticationResult.AccessToken
}

async function machineToken(
  endpoint: string,
  { clientId, clientSecret }: SignIn & { kind: 'machine' },
): Promise<string> {
  const answer = await fetch(`${endpoint}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'motcua/desk' }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`The sign-in of client ${clientId} was answered ${answer.status}: ${text}`)
  return (JSON.parse(text) as { access_token: string }).access_token
}
