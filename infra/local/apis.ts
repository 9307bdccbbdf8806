import { Problem } from './problem.ts'

/** The API behind an id is gone, for the stack of its service was destroyed; brought back, it has another id. */
export class ApiGone extends Problem {
  constructor(service: string) {
    super(503, 'unavailable', `The service ${service} is not deployed.`)
  }
}

/** The id of a service's API as its running stack publishes it, where the front door on AWS reads it too; else undefined. */
export async function publishedApi(endpoint: string, service: string): Promise<string | undefined> {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AmazonSSM.GetParameter' },
    body: JSON.stringify({ Name: `/motcua/${service}/api-id` }),
  })
  const { Parameter } = (await answer.json()) as { Parameter?: { Value: string } }
  return Parameter?.Value
}
