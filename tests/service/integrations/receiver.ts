import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import type { CityEvent } from '../../../functions/integrations/city-event.ts'

/** A delivery as it came. */
export interface Arrived {
  headers: Record<string, string>
  body: string
  event: CityEvent
}

/** Takes everything; the others are bad in one way each. */
export const takes: RequestListener = (_, response) => response.writeHead(204).end()
export const hangs: RequestListener = () => undefined
export const answers =
  (status: number, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    response.writeHead(status, headers).end()
export const answersAfter =
  (milliseconds: number): RequestListener =>
  (_, response) =>
    void setTimeout(() => response.writeHead(200).end(), milliseconds)

/** A receiver on this machine that keeps what comes and answers as it is told to. */
export async function openReceiver(first: RequestListener = takes) {
  const arrived: Arrived[] = []
  let behave = first
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString('utf8')
    arrived.push({ headers: request.headers as Record<string, string>, body, event: JSON.parse(body) })
    behave(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    arrived,
    behave: (next: RequestListener) => {
      behave = next
    },
    /** Subject and version of each delivery, in the order in which they came. */
    seen: () => arrived.map(({ event }) => `${event.subject}:${event.version}`),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

export type Receiver = Awaited<ReturnType<typeof openReceiver>>

/** Whether the npm verifier finds the signature good for a secret. */
export function verifies({ headers, body }: Arrived, secret: string): boolean {
  try {
    new Webhook(secret).verify(body, headers)
    return true
  } catch {
    return false
  }
}
