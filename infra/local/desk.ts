import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { accessToken } from './access-token.ts'
import { writeOffset } from './clock.ts'
import { bootstrapAccount, build, deploy, type Outputs, smsOutbox, synthesize } from './deploy.ts'
import { freePort } from './free-port.ts'
import { type FrontDoor, startFrontDoor } from './front-door.ts'
import { startMailEvents } from './mail-events.ts'
import { type Ministack, startMinistack } from './ministack.ts'
import { agencies } from './people.ts'
import { createPersonas, type SignIns } from './personas.ts'
import { startScanEvents } from './scan-events.ts'
import { seed } from './seed.ts'

export type Desk = {
  frontDoor: string
  issuer: string
  mailbox: string
  agency: string
  receivingPoint: string
  /** The local AWS. */
  endpoint: string
  /** File with how the personas sign in. */
  personas: string
  signIns: SignIns
  outputs: Outputs
  clockFile: string
  /** Settles when the local AWS is gone, wanted or not. */
  ended: Promise<void>
  stop: () => Promise<void>
}

export type DeskOptions = {
  /** Port of the front door; a free one when it is left out. */
  port?: number
  /** Folder for everything that this desk writes; emptied at the start, removed at the end. */
  folder: string
  personasFile?: string
  seed?: boolean
  /** Starts the local AWS in another way, such as one that holds every role to what it may do. */
  startAws?: typeof startMinistack
  signal?: AbortSignal
  /** Wraps every step, to tell about it. */
  step?: Step
}

export type Step = <T>(title: string, work: () => Promise<T>) => Promise<T>

type Watch = { stop: () => Promise<void> }
type Started = { door?: FrontDoor; aws?: Ministack; watches?: Watch[] }

/** Starts a whole desk: local AWS, every stack, personas, seed, front door. Ends what it started when a step fails. */
export async function startDesk(options: DeskOptions): Promise<Desk> {
  const { folder } = options
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const started: Started = {}
  const end = () => Promise.all([...(started.watches ?? []), started.door, started.aws].map((part) => part?.stop()))
  const stop = async () => {
    await end()
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    if (options.personasFile) rmSync(options.personasFile, { force: true })
  }
  try {
    return { ...(await open(options, started)), stop }
  } catch (error) {
    // After a failure the logs stay, since the message names them.
    await (options.signal?.aborted ? stop() : end())
    throw error
  }
}

async function open(options: DeskOptions, started: Started): Promise<Omit<Desk, 'stop'>> {
  const { folder, signal, step = (_title, work) => work() } = options
  const clockFile = join(folder, 'clock.json')
  writeOffset(clockFile, 0)
  const door = await startFrontDoor(options.port ?? (await freePort()))
  started.door = door
  const aws = await step('local AWS', () => (options.startAws ?? startMinistack)({ folder }))
  started.aws = aws
  const { endpoint } = aws
  const deployment = { endpoint, folder, signal }
  await Promise.all([step('account bootstrapped', () => bootstrapAccount(deployment)), prepare()])
  const outputs = await step('stacks deployed', () => deploy(deployment))
  const platform = outputs['motcua-platform']
  const { UserPoolId: userPoolId = '', UserPoolClientId: clientId = '' } = platform ?? {}
  const personas = options.personasFile ?? join(folder, 'personas.json')
  const signIns = await step('personas', () => createPersonas(endpoint, userPoolId, clientId, personas))
  const people = Object.keys(signIns)
  door.open({
    endpoint,
    apis: apisOf(outputs),
    userPoolId,
    clockFile,
    smsOutbox: smsOutbox(deployment),
    personas: people,
  })
  // What SES and GuardDuty tell on AWS.
  started.watches = [startMailEvents(endpoint), startScanEvents(endpoint)]
  signal?.throwIfAborted()
  const { administrator } = signIns
  if (options.seed !== false && administrator) {
    await step('agencies, staff, calendar, procedures', async () =>
      seed(door.url, await accessToken(endpoint, administrator), signIns),
    )
  }
  signal?.throwIfAborted()
  const { id: agency, point: receivingPoint } = agencies[0]
  const addresses = { frontDoor: door.url, issuer: `${door.url}/_local/oidc`, mailbox: `${door.url}/_local/mailbox` }
  return { ...addresses, agency, receivingPoint, endpoint, personas, signIns, outputs, clockFile, ended: aws.ended }

  async function prepare(): Promise<void> {
    await step('functions bundled', () => build(deployment))
    await step('templates', () => synthesize(deployment, clockFile, door.url))
  }
}

/** The API id of every service, from the outputs of its stack. */
function apisOf(outputs: Outputs): Record<string, string> {
  const entries = Object.entries(outputs).flatMap(([stack, { ApiId }]) =>
    ApiId ? [[stack.replace('motcua-', ''), ApiId]] : [],
  )
  return Object.fromEntries(entries) as Record<string, string>
}
