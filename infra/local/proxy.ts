import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http'
import { corsHeaders } from './cors.ts'
import { Problem } from './problem.ts'

/** API Gateway refuses more; the local one doesn't. */
const gatewayLimit = 10 * 1024 * 1024

const perConnection = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade']

/**
 * Hands a request to a service's API as it came and streams the answer back. Rejects with Problem 413 or 502.
 * Resolves to false, with nothing answered, when there is no such API.
 */
export function proxy(
  request: IncomingMessage,
  response: ServerResponse,
  endpoint: string,
  apiId: string,
): Promise<boolean> {
  if (Number(request.headers['content-length'] ?? 0) > gatewayLimit) {
    throw new Problem(413, 'body-too-large', `The body is larger than ${gatewayLimit} bytes.`)
  }
  const { hostname, port, host } = new URL(endpoint)
  const path = `/_aws/execute-api/${apiId}/$default${request.url}`
  const headers = upstreamHeaders(request, host)
  return new Promise((resolve, reject) => {
    const upstream = httpRequest({ hostname, port, path, method: request.method, headers }, (answer) => {
      // A service's own 404 is a problem document.
      if (answer.statusCode === 404 && answer.headers['content-type'] === 'application/json') {
        answer.resume()
        return resolve(false)
      }
      response.writeHead(answer.statusCode ?? 502, downstreamHeaders(answer, request))
      answer.pipe(response)
      answer.on('error', (error) => response.destroy(error))
    })
    upstream.on('error', (error) => {
      if (response.headersSent || response.destroyed) return response.destroy()
      reject(new Problem(502, 'service-unreachable', `The service could not be reached: ${error.message}`))
    })
    response.once('close', () => {
      upstream.destroy()
      resolve(true)
    })
    request.pipe(upstream)
  })
}

/** The caller's headers, but for those of his connection; the body keeps its framing, known length or chunks. */
function upstreamHeaders(request: IncomingMessage, host: string): OutgoingHttpHeaders {
  const caller = request.socket.remoteAddress ?? ''
  const forwarded = request.headers['x-forwarded-for']
  const kept = Object.entries(request.headersDistinct).filter(([name]) => !perConnection.includes(name))
  return {
    ...Object.fromEntries(kept),
    ...(request.headers['transfer-encoding'] ? { 'transfer-encoding': 'chunked' } : {}),
    host,
    'x-forwarded-for': forwarded ? `${forwarded}, ${caller}` : caller,
    'x-forwarded-host': request.headers.host ?? '',
    'x-forwarded-proto': 'http',
  }
}

/** The service's headers with the front door's CORS instead of the emulator's, which refuses every preflight. */
function downstreamHeaders(answer: IncomingMessage, request: IncomingMessage): OutgoingHttpHeaders {
  const kept = Object.entries(answer.headersDistinct).filter(
    ([name]) => !perConnection.includes(name) && !name.startsWith('access-control-'),
  )
  return { ...Object.fromEntries(kept), ...corsHeaders(request.headers) }
}
