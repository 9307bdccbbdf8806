import { Aws, type Stack } from 'aws-cdk-lib'
import type { Settings } from '../settings.ts'
import { published } from './parameters.ts'
import { machineScope } from './sign-in.ts'

/** Environment by which a function verifies tokens: `ISSUER`, `JWKS_URI`, `CLIENT_IDS` (joined by commas), `MACHINE_SCOPE`. */
export function identity(stack: Stack, settings: Settings): Record<string, string> {
  if (settings.issuer !== undefined) {
    return {
      ISSUER: settings.issuer,
      JWKS_URI: settings.jwksUri ?? '',
      CLIENT_IDS: settings.clientIds.join(','),
      MACHINE_SCOPE: settings.machineScope ?? machineScope,
    }
  }
  const userPoolId = published(stack, 'platform', 'user-pool-id')
  const issuer = `https://cognito-idp.${Aws.REGION}.amazonaws.com/${userPoolId}`
  return {
    ISSUER: issuer,
    JWKS_URI: settings.jwksUri?.replaceAll('{userPoolId}', userPoolId) ?? `${issuer}/.well-known/jwks.json`,
    CLIENT_IDS: settings.clientIds.join(',') || published(stack, 'platform', 'client-ids'),
    MACHINE_SCOPE: machineScope,
  }
}
