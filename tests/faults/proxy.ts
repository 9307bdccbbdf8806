import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Answered, answerOf, conflicted, isAnswer, throttled } from './answers.ts'

/** What becomes of a call between a function and AWS; an `Answered` is given instead of AWS's own, which is not asked. */
export type Fault =
  | 'drop-before' // never arrives, and the connection is cut
  | 'drop-after' // is done, and the answer is lost
  | 'torn-body' // is done, and half of the answer arrives
  | 'delay' // is done, and the answer comes when nobody waits for it
  | 'error-500' // is not done, AWS has an error of its own
  | 'throttle' // is not done, AWS has too much to do
  | 'conflict' // is not done, another transaction holds an item
  | 'duplicate' // is delivered twice; the second answer is the one that arrives
  | Answered

/** What becomes of the n-th call of an operation (from 1): the same for the same seed. */
export type Plan = (operation: string, n: number) => Fault | undefined

/** A call that came by: `DynamoDB_20120810.PutItem`, or method and path where AWS has no name in the request. */
export interface Call {
  operation: string
  body: Buffer
  /** Which try of the same call it is, from 1, as the SDK says. */
  attempt: number
  /** What was done to it; `cut` when everything was cut off. */
  fault?: Fault | 'cut'
}

/** What a stand-in of an AWS service says: an answer, or nothing with the connection cut or left open. */
export type Said = Answered | 'hang up' | 'hang'

export interface Options {
  plan?: Plan
  /** Which calls are places of their own: numbered by `cut` and in the log. All unless told. */
  counted?: (operation: string) => boolean
  /** Answers a call in the place of AWS, which can still be asked; undefined leaves it to AWS. */
  standIn?: (call: Call, ask: () => Promise<Answered>) => Promise<Said | undefined>
  /** How late a delayed answer is: clients of the store wait 3 s. */
  delayMs?: number
}

export type FaultProxy = Awaited<ReturnType<typeof openProxy>>

const nothing: Plan = () => undefined

async function read(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const operationOf = ({ method, url = '/', headers }: IncomingMessage): string =>
  String(headers['x-amz-target'] ?? `${method} ${url.split('?')[0]}`)

const attemptOf = ({ headers }: IncomingMessage): number =>
  Number(/attempt=(\d+)/.exec(String(headers['amz-sdk-request']))?.[1] ?? 1)

function write(response: ServerResponse, { status, headers, body }: Answered): void {
  response.writeHead(status, headers).end(body)
}

/** Half of an answer that promised to be whole. */
function tear(response: ServerResponse, { status, headers, body }: Answered): void {
  response.writeHead(status, { ...headers, 'content-length': String(body.length) })
  response.write(body.subarray(0, body.length / 2), () => response.destroy())
}

/** Asks AWS as the function did. */
function forwarder(endpoint: string) {
  const agent = new Agent({ keepAlive: true })
  const forward = async ({ method, url, headers }: IncomingMessage, body: Buffer): Promise<Answered> => {
    const answer = await new Promise<IncomingMessage>((answered, failed) => {
      request(`${endpoint}${url}`, { method, headers, agent }, answered).on('error', failed).end(body)
    })
    const { 'transfer-encoding': _, connection, 'keep-alive': __, ...kept } = answer.headers
    return { status: answer.statusCode ?? 0, headers: kept as Answered['headers'], body: await read(answer) }
  }
  return { forward, close: () => agent.destroy() }
}

/**
 * Stands between the functions of this process (`AWS_ENDPOINT_URL`) and the local AWS. Calls meet the faults of a plan;
 * and everything can be cut off at the n-th call, before or after that was done, as for a function that is killed there.
 */
export async function openProxy(endpoint: string, options: Options = {}) {
  const { counted = () => true, standIn, delayMs = 3_300 } = options
  const { forward, close } = forwarder(endpoint)
  let plan = options.plan ?? nothing
  let ordinals = new Map<string, number>()
  let log: Call[] = []
  const cutting = { calls: 0, at: Number.POSITIVE_INFINITY, after: false }
  const isCut = () => cutting.calls >= cutting.at

  // Not by hanging up: the SDK would try again, and a function that was killed does not.
  const cutOff = (response: ServerResponse, call: Call) => {
    call.fault = 'cut'
    write(response, answerOf('UnrecognizedClientException', 400))
  }

  async function spoil(
    fault: Fault,
    call: Call,
    response: ServerResponse,
    ask: () => Promise<Answered>,
  ): Promise<void> {
    call.fault = fault
    if (isAnswer(fault)) return write(response, fault)
    if (fault === 'drop-before') return void response.destroy()
    if (fault === 'error-500') return write(response, answerOf('InternalServerError', 500))
    if (fault === 'throttle') return write(response, throttled(call.operation, call.body))
    if (fault === 'conflict') return write(response, conflicted(call.operation, call.body))
    const answer = await ask()
    if (fault === 'drop-after') return void response.destroy()
    if (fault === 'torn-body') return tear(response, answer)
    if (fault === 'duplicate') return write(response, await ask())
    setTimeout(() => response.destroy(), delayMs).unref()
  }

  async function handle(asked: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(asked)
    const call: Call = { operation: operationOf(asked), body, attempt: attemptOf(asked) }
    const isPlace = counted(call.operation)
    if (isPlace) {
      cutting.calls += 1
      log.push(call)
    }
    const lastDone = cutting.calls === cutting.at && isPlace && cutting.after
    if (isCut() && !lastDone) return void cutOff(response, call)
    const n = (ordinals.get(call.operation) ?? 0) + 1
    ordinals.set(call.operation, n)
    const ask = () => forward(asked, body)
    const fault = lastDone ? undefined : plan(call.operation, n)
    if (fault) return spoil(fault, call, response, ask)
    const said = (await standIn?.(call, ask)) ?? (await ask())
    if (said === 'hang') return
    if (said === 'hang up') return void response.destroy()
    if (isCut()) return cutOff(response, call)
    write(response, said)
  }

  const server = createServer((asked, response) => {
    handle(asked, response).catch(() => response.destroy())
  })
  // A connection that is closed while a call is on its way would be one fault more than the plan has.
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The calls since the last `follow`, `cut` or `mend`, in their order. */
    log: (): readonly Call[] => log,
    /** How many of them met a fault. */
    faults: (): number => log.filter(({ fault }) => fault !== undefined).length,
    /** From now on calls meet the faults of this plan; the n of every operation begins at 1 again. */
    follow(next: Plan): void {
      ;[plan, ordinals, log] = [next, new Map(), []]
    },
    /** From the n-th call from now nothing gets through; with `after` that one is still done, but not answered. */
    cut(n: number, after: boolean): void {
      ;[cutting.calls, cutting.at, cutting.after, log] = [0, n, after, []]
    },
    /** Everything gets through again, without faults. @returns whether it had been cut off. The log stays. */
    mend(): boolean {
      const wasCut = isCut()
      cutting.at = Number.POSITIVE_INFINITY
      plan = nothing
      return wasCut
    },
    close(): void {
      server.closeAllConnections()
      close()
      server.close()
    },
  }
}
