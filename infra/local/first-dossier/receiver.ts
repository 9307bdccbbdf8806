import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What came to a receiver, as it came: the signature is over these bytes. */
export interface Arrived {
  headers: IncomingHttpHeaders
  body: string
  /** When, in milliseconds since 1970 by the real clock. */
  at: number
}

/** How a receiver answers; a status alone, or with headers. */
export interface Reply {
  status: number
  headers?: Record<string, string>
}

export interface Receiver {
  url: string
  arrived: Arrived[]
  /** From now on it answers like this. */
  answer: (reply: Reply) => void
  close: () => Promise<void>
}

/** A receiver of webhooks on a free port of 127.0.0.1, which takes everything until it is told otherwise. */
export async function openReceiver(): Promise<Receiver> {
  const arrived: Arrived[] = []
  let reply: Reply = { status: 204 }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    arrived.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8'), at: Date.now() })
    response.writeHead(reply.status, reply.headers).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/motcua`,
    arrived,
    answer: (next) => {
      reply = next
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
