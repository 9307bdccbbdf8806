import type { Actor } from '../permission/actor.ts'

/** What the HTTP API hands to the function (payload format 2.0), as far as it is used here. */
export interface HttpEvent {
  rawPath: string
  rawQueryString?: string
  headers: Record<string, string | undefined>
  body?: string
  isBase64Encoded?: boolean
  requestContext: { requestId: string; http: { method: string; sourceIp?: string } }
}

export interface HttpResult {
  statusCode: number
  headers: Record<string, string>
  body: string
}

/** The key of a repeated write: who, which key, and the hash of what was asked. */
export interface Idempotency {
  actor: string
  key: string
  requestHash: string
}

/** What every route's work may use besides what it declares. */
export interface RequestContext {
  actor: Actor
  requestId: string
  /** A pseudonym of the address that the request comes from. */
  clientAddress: string
  /** The instant of this request by the domain's clock. */
  now: string
  /** The version named by If-Match; undefined when the header is absent. */
  ifMatch?: number
  ifNoneMatch?: string
  idempotency?: Idempotency
  language: 'vi' | 'en'
}
