import { problems } from '../problems/problems.ts'
import { Refusal } from '../problems/refusal.ts'
import type { HttpResult, RequestContext } from './request.ts'
import type { Answer } from './route.ts'

const security = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

/** A successful answer; a 302 has its target in `location` and no body. */
export function success(status: number, answer: Answer<unknown>): HttpResult {
  const code = answer.status ?? status
  return {
    statusCode: code,
    headers: {
      ...security,
      'content-type': 'application/json; charset=utf-8',
      ...(answer.version === undefined ? {} : { etag: `"${answer.version}"` }),
      ...(answer.location === undefined ? {} : { location: answer.location }),
      ...(answer.replayed ? { 'idempotent-replayed': 'true' } : {}),
    },
    body: code === 302 ? '' : JSON.stringify(answer.body),
  }
}

const storeFaults =
  /Throttl|SlowDown|TransactionInProgress|KMSInternal|ProvisionedThroughput|RequestLimit|InternalServerError|ServiceUnavailable|Timeout|ECONN|EPIPE/

/** What a thrown error is for the caller: its own problem, a store that can't answer (503), or a bug (500). */
export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const { name = '', code = '' } = error as { name?: string; code?: string }
  if (storeFaults.test(name) || storeFaults.test(String(code)) || name === 'FetchError') {
    return new Refusal('unavailable', { headers: { 'retry-after': '5' } })
  }
  return new Refusal('internal-error')
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
