import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { region, sdk } from '../../infra/local/aws.ts'

/** Takes everything from the role of a function, to see that the local AWS does hold it to its role. */
export async function takeRights(endpoint: string, functionName: string): Promise<void> {
  const client = new LambdaClient(sdk(endpoint))
  const { Role = '' } = await client.send(new GetFunctionConfigurationCommand({ FunctionName: functionName }))
  const role = Role.split('/').at(-1) ?? ''
  const listed = await iam(endpoint, { Action: 'ListRolePolicies', RoleName: role })
  const names = [...listed.matchAll(/<member>([^<]+)<\/member>/g)].map(([, name = '']) => name)
  if (names.length === 0) throw new Error(`${role} has no policy to take away`)
  for (const PolicyName of names) await iam(endpoint, { Action: 'DeleteRolePolicy', RoleName: role, PolicyName })
}

/** A call to IAM as the root of the account, for which the local AWS wants no signature. */
async function iam(endpoint: string, asked: Record<string, string>): Promise<string> {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=test/20261126/${region}/iam/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: new URLSearchParams({ ...asked, Version: '2010-05-08' }),
  })
  if (!answer.ok) throw new Error(`IAM ${asked.Action} was answered ${answer.status}: ${await answer.text()}`)
  return answer.text()
}
