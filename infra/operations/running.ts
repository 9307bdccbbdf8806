import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { Plain } from './program.ts'

async function runs(client: LambdaClient, service: string): Promise<boolean> {
  try {
    await client.send(new GetFunctionConfigurationCommand({ FunctionName: `motcua-${service}-api` }))
    return true
  } catch (error) {
    if ((error as Error).name !== 'ResourceNotFoundException') throw error
    return false
  }
}

/** Throws Plain while one of these services still runs: what it writes meanwhile would be there by half. */
export async function refuseWhileRunning(services: string[]): Promise<void> {
  const client = new LambdaClient({})
  const running: string[] = []
  for (const service of services) if (await runs(client, service)) running.push(`motcua-${service}`)
  if (running.length > 0) throw new Plain(`Take these stacks away first (cdk destroy): ${running.join(', ')}.`)
}
