import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SQSClient } from '@aws-sdk/client-sqs'
import { paginateScan } from '@aws-sdk/lib-dynamodb'
import { cdkEnvironment, root, sdk } from '../../infra/local/aws.ts'
import { until } from '../../infra/local/first-dossier/until.ts'
import { messagesIn as messagesAt } from '../../infra/local/queues-settled.ts'
import { documents } from '../../shared/dynamodb/client.ts'

/** Asks one after another, over and over, until the work is done; answers how many were asked and what failed. */
export async function whileAsking(requests: (() => Promise<unknown>)[], work: () => Promise<unknown>) {
  const told = { asked: 0, failed: [] as string[] }
  let going = true
  const asking = (async () => {
    while (going)
      for (const request of requests) {
        await request().catch((error: Error) => told.failed.push(error.message))
        told.asked += 1
      }
  })()
  await work().finally(() => {
    going = false
  })
  await asking
  return told
}

/** Runs an operator's program against the desk, as npm would; answers its exit code and everything it said. */
export function operate(endpoint: string, name: 'replay' | 'redrive', ...args: string[]) {
  const file = join(root, 'infra', 'operations', `${name}.ts`)
  return new Promise<{ code: number; said: string }>((resolve) => {
    execFile(process.execPath, [file, ...args], { env: cdkEnvironment(endpoint) }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr }),
    )
  })
}

/** The messages of a queue of this name. */
export const messagesIn = (endpoint: string, queue: string): Promise<number> =>
  messagesAt(new SQSClient(sdk(endpoint)), `${endpoint}/000000000000/${queue}`)

/** Waits until these queues are empty and no consumer holds anything of them. */
export async function drained(endpoint: string, ...names: string[]): Promise<void> {
  for (const name of names)
    await until(`${name} is empty`, async () => (await messagesIn(endpoint, name)) === 0 || undefined, 30_000)
}

export type Copy = { pk: string; sk: string; version: number } & Record<string, unknown>

/** The table of `dossiers`, reached behind its API. */
export const dossiersTable = (endpoint: string) => ({
  client: documents(new DynamoDBClient(sdk(endpoint))),
  name: 'motcua-dossiers',
})

/** Everything that `dossiers` keeps of other services, in the order of its keys. */
export async function copies({ client, name: TableName }: ReturnType<typeof dossiersTable>): Promise<Copy[]> {
  const kinds = ['AGENCY', 'STAFF', 'PROCEDURE', 'CALENDAR', 'ATTACHMENT']
  const found: Copy[] = []
  for await (const { Items: items = [] } of paginateScan({ client }, { TableName }))
    found.push(...(items as Copy[]).filter(({ pk }) => kinds.includes(pk.split('#')[0] ?? '')))
  const key = ({ pk, sk }: Copy) => `${pk} ${sk}`
  return found.sort((a, b) => (key(a) < key(b) ? -1 : 1))
}
