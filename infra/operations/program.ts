import { cdkEnvironment } from '../local/aws.ts'
import { runningDesk } from '../local/desk-file.ts'

/** What an operator must do differently; said in one plain line, without a stack. */
export class Plain extends Error {}

/**
 * Runs an operator's program with its arguments against the AWS that is meant: the endpoint of AWS_ENDPOINT_URL, else
 * the desk of `npm start`; the account of the environment only with `--aws`. Ends with 1 on failure.
 */
export async function program(usage: string, count: number, work: (args: string[]) => Promise<void>): Promise<void> {
  const given = process.argv.slice(2)
  const args = given.filter((argument) => argument !== '--aws')
  try {
    if (args.length !== count || args.some((argument) => argument.startsWith('-'))) throw new Plain(usage)
    console.log(`At ${await pointSdk(given.includes('--aws'))}:`)
    await work(args)
  } catch (error) {
    console.error(plainly(error as Error))
    process.exitCode = 1
  }
}

function plainly(error: Error): string {
  const { name, message } = error
  if (error instanceof Plain) return message
  if (name === 'CredentialsProviderError' || message.includes('Region is missing'))
    return 'This environment names no AWS account: set AWS_PROFILE and AWS_REGION.'
  return `${name}: ${message}`
}

/** Points every SDK client of this process to the AWS that is meant, and answers how to call it. */
async function pointSdk(account: boolean): Promise<string> {
  const { AWS_ENDPOINT_URL: endpoint } = process.env
  // Every client would go there, whatever account the first line names.
  if (endpoint && account)
    throw new Plain(`AWS_ENDPOINT_URL is set, and --aws means the account: unset it, or leave --aws out.`)
  if (endpoint) return endpoint
  const desk = account ? undefined : await runningDesk()
  // Nobody reaches an account because he forgot to open his desk.
  if (!desk && !account)
    throw new Plain(`No desk is open here (npm start). For the AWS account of this environment add --aws.`)
  if (!desk) return `the AWS account of this environment (${process.env.AWS_PROFILE ?? 'no profile named'})`
  // A profile of the caller's would go before the keys.
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name]
  Object.assign(process.env, cdkEnvironment(desk.endpoint))
  return `the local desk ${desk.frontDoor}`
}
