import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'

/** What a receiver answered, or why there is no answer. */
export type Reply = { status: number; retryAfter?: string } | { fault: 'TIMEOUT' | 'UNREACHABLE' }

export interface Parcel {
  url: URL
  /** The address to connect to; the name of the URL is not looked up again. */
  address: string
  headers: Record<string, string>
  body: string
}

/** So much of an answer is read, out of politeness; nobody looks at it. */
const readMost = 64 * 1024
const answerWithinMs = 15_000

/** Leads every name to the one address that was judged; TLS still asks for the name. */
const pinned =
  (address: string): LookupFunction =>
  (_name, { all }, done) =>
    all ? done(null, [{ address, family: isIP(address) }]) : done(null, address, isIP(address))

/**
 * Posts to exactly this address, on a connection of its own, and follows nobody anywhere. The whole answer has to be there
 * in time, whatever the receiver does meanwhile; of one that has no end, the beginning is enough.
 */
export function postOnce({ url, address, headers, body }: Parcel, withinMs = answerWithinMs): Promise<Reply> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest
  const signal = AbortSignal.timeout(Math.max(1, Math.ceil(withinMs)))
  const bytes = Buffer.from(body)
  return new Promise((resolve) => {
    const failed = () => resolve({ fault: signal.aborted ? 'TIMEOUT' : 'UNREACHABLE' })
    const options = { method: 'POST', agent: false, signal, lookup: pinned(address) }
    const asked = send(url, { ...options, headers: { ...headers, 'content-length': bytes.length } }, (answer) => {
      const reply = { status: answer.statusCode ?? 0, retryAfter: answer.headers['retry-after'] }
      // By its status it has no body, whatever the receiver sends behind it.
      if (reply.status === 204) resolve(reply)
      let read = 0
      answer.on('data', (chunk: Buffer) => {
        read += chunk.length
        if (read <= readMost) return
        resolve(reply)
        asked.destroy()
      })
      answer.on('end', () => resolve(reply))
      answer.on('error', failed)
      answer.on('close', failed)
    })
    asked.on('error', failed)
    // Who changes to another protocol has answered, and gets no connection for it.
    asked.on('upgrade', ({ statusCode: status = 0 }, socket) => {
      resolve({ status })
      socket.destroy()
    })
    asked.end(bytes)
  })
}
