import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { paginateListQueues, SQSClient } from '@aws-sdk/client-sqs'
import { cdkEnvironment, root, sdk } from '../../infra/local/aws.ts'
import type { Desk } from '../../infra/local/desk.ts'
import { caller } from '../../infra/local/first-dossier/caller.ts'
import { until } from '../../infra/local/first-dossier/until.ts'
import { messagesIn } from '../../infra/local/queues-settled.ts'
import { run } from '../../infra/local/run.ts'
import { services } from '../../infra/prefixes.ts'
import { tokenOf } from '../bench/whole-desk.ts'

const running = (names: string[]) => names.map((name) => `motcua-${name}`)
const remembering = (names: string[]) => names.map((name) => `motcua-${name}-data`)

/** What an operator's program came to. */
export interface Operated {
  code: number
  said: string
}

/** Runs a program with the environment of an operator of the local AWS. */
export function operator(endpoint: string, command: string, args: string[], more: NodeJS.ProcessEnv = {}) {
  return new Promise<Operated>((resolve) => {
    const env = { ...cdkEnvironment(endpoint), ...more }
    execFile(command, args, { env, cwd: root, maxBuffer: 2 ** 26, timeout: 300_000 }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, said: stdout + stderr }),
    )
  })
}

/** A whole desk in the hands of its operator. */
export function wardOf(desk: Desk, folder: string) {
  const { endpoint } = desk
  const call = caller(desk.frontDoor, tokenOf(desk))
  const queues = new SQSClient(sdk(endpoint))

  const cdk = (command: string, stacks: string[], how: string[]) => {
    const args = [command, ...stacks, '--exclusively', '-a', join(folder, 'cdk.out'), '--no-notices', ...how]
    return run(`cdk ${command}`, 'cdk', args, {
      ...{ cwd: folder, env: cdkEnvironment(endpoint), log: join(folder, 'deploy.log') },
    })
  }
  const destroy = (stacks: string[]) => cdk('destroy', stacks, ['--force'])
  const deploy = (stacks: string[]) =>
    cdk('deploy', stacks, ['--require-approval', 'never', '--method=direct', '--concurrency', '4'])

  async function waiting(): Promise<number> {
    let count = 0
    const pages = paginateListQueues({ client: queues }, { QueueNamePrefix: 'motcua-' })
    for await (const { QueueUrls: urls = [] } of pages)
      for (const url of urls.filter((each) => !each.endsWith('-dead-letters'))) count += await messagesIn(queues, url)
    return count
  }

  return {
    desk,
    call,
    folder,
    endpoint,
    /** `npm run <name> -- <args>`. */
    operate: (name: string, ...args: string[]) =>
      operator(endpoint, process.execPath, [join(root, 'infra', 'operations', `${name}.ts`), ...args]),
    stop: (names: string[]) => destroy(running(names)),
    start: (names: string[]) => deploy(running(names)),
    forget: (names: string[]) => destroy(remembering(names)),
    remember: (names: string[]) => deploy(remembering(names)),

    /** Waits until every service answers: the first call after its return may still go to where it was. */
    async healthy(): Promise<void> {
      for (const name of services)
        await until(`${name} answers`, async () => (await fetch(`${desk.frontDoor}/v1/${name}/health`)).ok || undefined)
    },

    /** Moves the sandbox's clock; on its way schedules run, which takes longer than an answer may. */
    async clock(to: { at: string } | { advance: string }): Promise<void> {
      const answer = await fetch(`${desk.frontDoor}/_local/clock`, {
        ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(to) },
        signal: AbortSignal.timeout(180_000),
      })
      if (!answer.ok) throw new Error(`the clock answered ${answer.status}: ${await answer.text()}`)
    },

    /** Waits until no queue that somebody empties has had a message for three seconds. Throws after two minutes. */
    async quiet(): Promise<void> {
      const end = Date.now() + 120_000
      for (let still = 0; still < 12; ) {
        if (Date.now() > end) throw new Error('the queues are not empty after two minutes')
        await new Promise((resume) => setTimeout(resume, 250))
        still = (await waiting()) === 0 ? still + 1 : 0
      }
    },

    /** The dead letters that lie anywhere, by queue. */
    async deadLetters(): Promise<Record<string, number>> {
      const found: Record<string, number> = {}
      for await (const { QueueUrls: urls = [] } of paginateListQueues(
        { client: queues },
        { QueueNamePrefix: 'motcua-' },
      ))
        for (const url of urls.filter((each) => each.endsWith('-dead-letters'))) {
          const count = await messagesIn(queues, url)
          if (count > 0) found[url.slice(url.lastIndexOf('/') + 1)] = count
        }
      return found
    },
  }
}

export type Ward = ReturnType<typeof wardOf>
