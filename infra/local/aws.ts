import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

/** The supervisor that ends a program and all its children when this process is gone. */
export const guard = join(root, 'infra', 'local', 'guard.mjs')

/** Where the local AWS places everything; the region decides nothing else. */
export const region = 'ap-southeast-1'
export const account = '000000000000'

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }

/** What every AWS SDK client needs to talk to the local AWS. */
export function sdk(endpoint: string) {
  return { endpoint, region, credentials }
}

/** This process's environment without any AWS setting: the local AWS hands its own environment to every function. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_') && !name.startsWith('CDK_'))
  return { ...Object.fromEntries(kept), PATH: path() }
}

/** The environment in which the CDK deploys to the local AWS and not to anybody's account. */
export function cdkEnvironment(endpoint: string): NodeJS.ProcessEnv {
  return {
    ...cleanEnvironment(),
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CI: 'true',
  }
}

function path(): string {
  const bin = join(root, 'node_modules', '.bin')
  return [bin, ...(process.env.PATH ?? '').split(delimiter).filter((entry) => entry !== bin)].join(delimiter)
}
