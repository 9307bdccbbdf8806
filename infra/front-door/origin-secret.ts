import { RemovalPolicy, SecretValue } from 'aws-cdk-lib'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import type { Construct } from 'constructs'
import { isSandbox, type Settings } from '../settings.ts'

const secretName = 'motcua-origin-secret'

/** Makes the secret by which the services know their front door; nobody has to see it, and it is in no template. */
export function createOriginSecret(scope: Construct): void {
  new Secret(scope, 'OriginSecret', {
    secretName,
    description: 'Motcua: what the front door sends to the services so that nobody goes around it',
    generateSecretString: { excludePunctuation: true, passwordLength: 48 },
    removalPolicy: RemovalPolicy.RETAIN,
  })
}

/**
 * References to the secret, one for each version that the setting names, resolved by CloudFormation when it writes the
 * resource. The front door sends the first; the services take any, so that a rotation refuses nobody.
 */
function references({ originSecret }: Settings): [string, ...string[]] {
  const reference = (versionStage: string) => SecretValue.secretsManager(secretName, { versionStage }).unsafeUnwrap()
  const [first = 'AWSCURRENT', ...others] = originSecret
  return [reference(first), ...others.map(reference)]
}

/** The header that the front door adds to every request to a service. */
export function originSecretHeader(settings: Settings): Record<string, string> {
  return { 'x-origin-secret': references(settings)[0] }
}

/** `ORIGIN_SECRET` for the functions behind an API, joined by commas; none in the sandbox, where callers come directly. */
export function originSecretEnvironment(settings: Settings): Record<string, string> {
  return isSandbox(settings) ? {} : { ORIGIN_SECRET: references(settings).join(',') }
}
