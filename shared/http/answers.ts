import { createHash } from 'node:crypto'
import { problems } from '../problems/problems.ts'
import { Refusal } from '../problems/refusal.ts'
import type { HttpResult, RequestContext } from './request.ts'
import type { Answer, Route } from './route.ts'

const security = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

const written = (body: unknown, textType: string | undefined) =>
  textType === undefined ? JSON.stringify(body) : String(body)

const bodyless = new Set([204, 302, 304])

/** A strong ETag: other bytes, other tag. */
const tagOf = (text: string) => `"${createHash('sha256').update(text).digest('base64url')}"`

/** Whether the caller names this tag, or any (RFC 9110, section 13.1.2: a weak one that is otherwise equal counts). */
const names = (ifNoneMatch: string, tag: string) =>
  ifNoneMatch.split(',').some((one) => ['*', tag, `W/${tag}`].includes(one.trim()))

function etagOf({ version, body }: Answer<unknown>, textType: string | undefined): string | undefined {
  if (textType !== undefined) return tagOf(String(body))
  return version === undefined ? undefined : `"${version}"`
}

/**
 * A successful answer: JSON, or a text of the route's own type. A 302 has its target in `location`; like 204, and like
 * 304 for who has the text already, it has no body.
 */
export function success(
  { answers: [status], textType }: Pick<Route['spec'], 'answers' | 'textType'>,
  answer: Answer<unknown>,
  ifNoneMatch = '',
): HttpResult {
  const etag = etagOf(answer, textType)
  const unchanged = textType !== undefined && etag !== undefined && names(ifNoneMatch, etag)
  const code = unchanged ? 304 : (answer.status ?? status)
  return {
    statusCode: code,
    headers: {
      ...security,
      // Also of a 304: a cache takes over its headers, and a gateway would put in a type of its own.
      ...(code === 204 ? {} : { 'content-type': textType ?? 'application/json; charset=utf-8' }),
      ...(etag === undefined ? {} : { etag }),
      ...(answer.location === undefined ? {} : { location: answer.location }),
      ...(answer.replayed ? { 'idempotent-replayed': 'true' } : {}),
      ...answer.headers,
    },
    body: bodyless.has(code) ? '' : written(answer.body, textType),
  }
}

const storeFaults =
  /Throttl|SlowDown|TransactionInProgress|TransactionConflict|KMSInternal|ProvisionedThroughput|RequestLimit|InternalServerError|ServiceUnavailable|Timeout|ECONN|EPIPE/

interface Thrown {
  name?: string
  code?: string
  $metadata?: { httpStatusCode?: number }
  $response?: unknown
}

/** An answer of the store that is an error of its own, whatever it is called, or that can't be read. */
const isStoreFault = (error: unknown) => {
  const { name = '', code = '', $metadata: { httpStatusCode = 0 } = {}, $response: response } = error as Thrown
  const named = storeFaults.test(name) || storeFaults.test(String(code)) || name === 'FetchError'
  // What stands before a store may answer with a page, or with nothing: such an error has no name.
  return named || httpStatusCode >= 500 || (name === 'SyntaxError' && response !== undefined)
}

/** What a thrown error is for the caller: its own problem, a store that can't answer (503), or a bug (500). */
export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  return isStoreFault(error)
    ? new Refusal('unavailable', { headers: { 'retry-after': '5' } })
    : new Refusal('internal-error')
}

/** The problem document (RFC 9457) of a refusal, its title in the caller's language. */
export function problemAnswer(refusal: Refusal, requestId: string, language: RequestContext['language']): HttpResult {
  const { status, ...titles } = problems[refusal.problem]
  const { headers = {}, ...members } = refusal.facts
  const challenge: Record<string, string> = status === 401 ? { 'www-authenticate': 'Bearer' } : {}
  return {
    statusCode: status,
    headers: { ...security, ...challenge, 'content-type': 'application/problem+json', ...headers },
    body: JSON.stringify({
      ...members,
      type: `/problems/${refusal.problem}`,
      title: titles[language],
      status,
      instance: requestId,
    }),
  }
}
