import type { IncomingHttpHeaders } from 'node:http'

const exposed = 'ETag, Location, Retry-After, Idempotent-Replayed'
const methods = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'

/** What a browser of any origin is allowed to read. Only the sandbox is this open; on AWS a setting names the origins. */
export function corsHeaders(request: IncomingHttpHeaders): Record<string, string> {
  return request.origin ? { 'access-control-allow-origin': '*', 'access-control-expose-headers': exposed } : {}
}

/** The answer to an OPTIONS request: whatever method and headers a preflight asks for are allowed. */
export function preflightHeaders(request: IncomingHttpHeaders): Record<string, string> {
  if (!request['access-control-request-method']) return { allow: methods, ...corsHeaders(request) }
  const asked = request['access-control-request-headers']
  return {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': methods,
    ...(asked ? { 'access-control-allow-headers': asked } : {}),
    'access-control-max-age': '600',
    vary: 'Access-Control-Request-Headers',
  }
}
