import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DeleteBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3'
import { account, region, sdk } from '../../infra/local/aws.ts'
import { type Desk, type Step, startDesk } from '../../infra/local/desk.ts'
import { startMinistack } from '../../infra/local/ministack.ts'

const ledgerProgram = fileURLToPath(new URL('./auth-ledger.py', import.meta.url))

/** A kind of call, and whether it was allowed. */
export interface Decided {
  /** The function that asked; `root` is the desk itself: its deployment, its personas, its clock. */
  who: string
  action: string
  resource: string
  /** `allowed`, or why not. */
  answer: string
  /** The store that asked the data key in the function's name. */
  via?: string
}

export interface AuthDesk {
  desk: Desk
  /** What the local AWS decided so far, each kind of call once, in order. */
  decided: () => Decided[]
  stop: () => Promise<void>
}

/** A whole desk on a local AWS that lets a function do what its role allows and nothing else. */
export async function startAuthDesk(say: (line: string) => void, signal: AbortSignal): Promise<AuthDesk> {
  const parent = mkdtempSync(join(tmpdir(), 'motcua-auth-'))
  const ledger = join(parent, 'ledger.jsonl')
  let endpoint = ''
  const startAws: typeof startMinistack = async (options) => {
    const environment = { AUTH: 'true', LEDGER: ledger }
    const aws = await startMinistack({ ...options, program: [ledgerProgram], environment })
    endpoint = aws.endpoint
    return aws
  }
  const step: Step = async (title, work) => {
    const began = performance.now()
    const done = await work()
    if (title === 'account bootstrapped') await letHttpIn(endpoint)
    say(`${title} (${((performance.now() - began) / 1000).toFixed(1)} s)`)
    return done
  }
  const remove = () => rmSync(parent, { recursive: true, force: true, maxRetries: 3 })
  const desk = await startDesk({ folder: join(parent, 'desk'), startAws, step, signal }).catch((error: Error) => {
    remove()
    throw error
  })
  return {
    desk,
    decided: () => (existsSync(ledger) ? readFileSync(ledger, 'utf8') : '').trim().split('\n').map(parsed),
    stop: () => desk.stop().finally(remove),
  }
}

const parsed = (line: string): Decided => JSON.parse(line)

/** The CDK's own bucket refuses what does not come over TLS, and the local AWS speaks http alone. */
async function letHttpIn(endpoint: string): Promise<void> {
  const client = new S3Client({ ...sdk(endpoint), forcePathStyle: true })
  await client.send(new DeleteBucketPolicyCommand({ Bucket: `cdk-hnb659fds-assets-${account}-${region}` }))
}
