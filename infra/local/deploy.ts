import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { account, cdkEnvironment, region, root } from './aws.ts'
import { agencies, machinePersonas } from './people.ts'
import { run } from './run.ts'

const quiet = ['--no-notices', '--no-version-reporting']

export type Outputs = Record<string, Record<string, string>>

export type Deployment = { endpoint: string; folder: string; signal?: AbortSignal }

/** Prepares the account of the local AWS for the CDK. Runs in the desk's folder, where no cdk.json makes it synthesize. */
export function bootstrapAccount({ endpoint, folder, signal }: Deployment): Promise<void> {
  return cdk(
    'cdk bootstrap',
    ['bootstrap', `aws://${account}/${region}`, ...quiet],
    { endpoint, folder, signal },
    folder,
  )
}

/** Bundles the functions of every service to the desk's own folder. */
export function build({ endpoint, folder, signal }: Deployment): Promise<void> {
  const options = { cwd: root, env: cdkEnvironment(endpoint), log: join(folder, 'deploy.log'), signal }
  return run('build', process.execPath, ['infra/build.ts', bundles({ folder })], options)
}

/** Where SMS lie instead of going out. */
export function smsOutbox({ folder }: Pick<Deployment, 'folder'>): string {
  return join(folder, 'sms')
}

/** Writes the templates of the sandbox stage to the desk's folder; `pages` is where mails lead. */
export function synthesize(deployment: Deployment, clockFile: string, pages?: string): Promise<void> {
  const settings = {
    stage: 'sandbox',
    clockFile,
    smsOutbox: smsOutbox(deployment),
    ...(pages === undefined ? {} : { pages }),
    code: bundles(deployment),
    jwksUri: `${deployment.endpoint}/{userPoolId}/.well-known/jwks.json`,
    feedbackAgency: agencies[0].id,
    machineClients: machinePersonas.map(({ name }) => name).join(','),
  }
  const context = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return cdk('cdk synth', ['synth', '-q', '-o', assembly(deployment), ...context, ...quiet], deployment, root)
}

/** Deploys every stack that was synthesized and answers what the stacks say of themselves, by stack name. */
export async function deploy(deployment: Deployment): Promise<Outputs> {
  const file = join(deployment.folder, 'outputs.json')
  const how = ['--require-approval', 'never', '--method=direct', '--concurrency', '4', '-O', file]
  await cdk(
    'cdk deploy',
    ['deploy', '--all', '-a', assembly(deployment), ...how, ...quiet],
    deployment,
    deployment.folder,
  )
  return JSON.parse(readFileSync(file, 'utf8')) as Outputs
}

/** Deploys one stack that was synthesized as it is now, and looks at no other. */
export function deployStack(deployment: Deployment, stack: string): Promise<void> {
  return one('deploy', stack, ['--require-approval', 'never', '--method=direct'], deployment)
}

/** Destroys one stack, and looks at no other. */
export function destroyStack(deployment: Deployment, stack: string): Promise<void> {
  return one('destroy', stack, ['--force'], deployment)
}

function one(command: string, stack: string, how: string[], deployment: Deployment): Promise<void> {
  const args = [command, stack, '--exclusively', '-a', assembly(deployment), ...how, ...quiet]
  return cdk(`cdk ${command} ${stack}`, args, deployment, deployment.folder)
}

function bundles({ folder }: Pick<Deployment, 'folder'>): string {
  return join(folder, 'dist')
}

function assembly({ folder }: Deployment): string {
  return join(folder, 'cdk.out')
}

function cdk(title: string, args: string[], { endpoint, folder, signal }: Deployment, cwd: string): Promise<void> {
  return run(title, 'cdk', args, { cwd, env: cdkEnvironment(endpoint), log: join(folder, 'deploy.log'), signal })
}
