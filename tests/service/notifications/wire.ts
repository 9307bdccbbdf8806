import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What SES does with a call: takes it, takes it and says nothing, says nothing, or answers with an error of this name. */
export type Behaviour =
  | 'take'
  | 'take and hang up'
  | 'take and hang'
  | 'hang up'
  | { status: number; error: string; message?: string }

/** A mail that SES took. */
export interface Mail {
  /** Our id, from its tag. */
  id: string
  messageId: string
  to: string
  from: string
  configurationSet: string
  subject: string
  text: string
  html: string
}

interface SendEmail {
  FromEmailAddress: string
  ConfigurationSetName: string
  Destination: { ToAddresses: string[] }
  EmailTags: { Name: string; Value: string }[]
  Content: { Simple: { Subject: Part; Body: { Text: Part; Html: Part } } }
}
interface Part {
  Data: string
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const isMail = ({ url }: IncomingMessage) => url === '/v2/email/outbound-emails'

function mailOf(body: Buffer, messageId: string): Mail {
  const sent = JSON.parse(body.toString()) as SendEmail
  const { Subject, Body } = sent.Content.Simple
  return {
    id: sent.EmailTags.find(({ Name }) => Name === 'motcua-message')?.Value ?? '',
    messageId,
    to: sent.Destination.ToAddresses.join(),
    from: sent.FromEmailAddress,
    configurationSet: sent.ConfigurationSetName,
    subject: Subject.Data,
    text: Body.Text.Data,
    html: Body.Html.Data,
  }
}

/**
 * Stands between the functions of this process and the local AWS. SES behaves as it is told; and all of it can be cut off
 * at the n-th call, before or after that was done, as for a function that is killed there.
 */
export async function openWire(endpoint: string) {
  const mails: Mail[] = []
  const agent = new Agent({ keepAlive: true })
  const state = { calls: 0, mailCalls: 0, cutAt: Number.POSITIVE_INFINITY, cutAfter: false, log: [] as string[] }
  let behave: (n: number) => Behaviour = () => 'take'
  let refused: string | undefined
  let meanwhile: (mail: Mail) => Promise<unknown> = async () => undefined

  async function forward({ method, url, headers }: IncomingMessage, body: Buffer) {
    const answer = await new Promise<IncomingMessage>((answered, failed) => {
      request(`${endpoint}${url}`, { method, headers, agent }, answered).on('error', failed).end(body)
    })
    const type = answer.headers['content-type'] ?? ''
    return { status: answer.statusCode ?? 0, type, body: await read(answer) }
  }

  async function mail(asked: IncomingMessage, response: ServerResponse, body: Buffer) {
    state.mailCalls += 1
    const behaviour = behave(state.mailCalls)
    if (behaviour === 'hang up') return response.destroy()
    if (typeof behaviour === 'object') {
      const { status, error, message = '' } = behaviour
      const headers = { 'content-type': 'application/json', 'x-amzn-errortype': error }
      return response.writeHead(status, headers).end(JSON.stringify({ message }))
    }
    const answer = await forward(asked, body)
    if (answer.status === 200) {
      const taken = mailOf(body, JSON.parse(answer.body.toString()).MessageId)
      mails.push(taken)
      await meanwhile(taken)
    }
    if (behaviour === 'take and hang') return undefined
    if (behaviour === 'take and hang up' || isCut()) return response.destroy()
    return response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body)
  }

  const isCut = () => state.calls >= state.cutAt
  // Not by hanging up: the SDK would try thrice, and a function that was killed does not.
  const cutOff = (response: ServerResponse) =>
    response.writeHead(400, { 'x-amzn-errortype': 'UnrecognizedClientException' }).end('{}')

  const server = createServer(async (asked, response) => {
    const body = await read(asked)
    const operation = String(asked.headers['x-amz-target'] ?? asked.url)
    // A sweep asks sixteen partitions of each hour, in no order: they are cut with the rest, and are no place of their own.
    const isPlace = !operation.endsWith('.Query')
    if (isPlace) {
      state.calls += 1
      state.log.push(operation)
    }
    const lastDone = state.calls === state.cutAt && isPlace && state.cutAfter
    if (isCut() && !lastDone) return cutOff(response)
    if (refused !== undefined && operation.startsWith(refused)) return response.destroy()
    if (isMail(asked)) return mail(asked, response, body)
    const answer = await forward(asked, body)
    if (isCut()) return cutOff(response)
    return response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The mails that SES took, whatever it said. */
    mails,
    /** Calls of SES. */
    tries: () => state.mailCalls,
    /** The calls since the last cut was set, but for queries. */
    log: () => state.log,
    /** How SES behaves from now on, by the number of its call, and what happens between taking a mail and saying so. */
    ses(next: (n: number) => Behaviour, between: typeof meanwhile = async () => undefined) {
      state.mailCalls = 0
      behave = next
      meanwhile = between
    },
    /** No call of this service gets through until another one is named, or none. */
    refuse(service: string | undefined) {
      refused = service
    },
    /** From the n-th call from now nothing gets through; with `after` that one is still done, but not answered. */
    cut(n: number, after: boolean) {
      Object.assign(state, { calls: 0, cutAt: n, cutAfter: after, log: [] })
    },
    /** Everything gets through again. @returns whether it had been cut off. */
    mend(): boolean {
      const wasCut = isCut()
      state.cutAt = Number.POSITIVE_INFINITY
      return wasCut
    },
    close() {
      server.closeAllConnections()
      agent.destroy()
      server.close()
    },
  }
}
