import type { IncomingHttpHeaders } from 'node:http'
import { crossOrigin } from '../front-door/headers.ts'

const methods = crossOrigin.methods.join(', ')

/** What a browser of any origin is allowed to read. Only the sandbox is this open; on AWS a setting names the origins. */
export function corsHeaders(request: IncomingHttpHeaders): Record<string, string> {
  if (!request.origin) return {}
  return {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': crossOrigin.exposed.join(', '),
  }
}

/** The answer to an OPTIONS request: what a front end may send, the same as on AWS, whatever the preflight asks for. */
export function preflightHeaders(request: IncomingHttpHeaders): Record<string, string> {
  if (!request['access-control-request-method']) return { allow: methods, ...corsHeaders(request) }
  return {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': methods,
    'access-control-allow-headers': crossOrigin.allowed.join(', '),
    'access-control-max-age': String(crossOrigin.maxAge),
  }
}
