import type { MiddlewareObj } from '@middy/core'
import { Refusal } from '../problems/refusal.ts'
import type { HttpEvent, HttpResult } from './request.ts'

/** One JSON line per request. An allow-list: no header, body, query or path parameter is ever written. */
export function requestLog(service: string, write: (line: string) => void = console.log) {
  const started = new WeakMap<object, number>()
  const line = (event: HttpEvent, result: HttpResult | undefined, error: unknown) => {
    const bug = error !== null && error !== undefined && !(error instanceof Refusal)
    write(
      JSON.stringify({
        service,
        requestId: event.requestContext.requestId,
        method: event.requestContext.http.method,
        resource: event.rawPath.split('/').slice(1, 3).join('/'),
        status: result?.statusCode,
        milliseconds: Math.round(performance.now() - (started.get(event) ?? performance.now())),
        ...(error instanceof Refusal ? { problem: error.problem } : {}),
        ...(bug ? { error: (error as Error).name, stack: (error as Error).stack } : {}),
      }),
    )
  }
  return {
    before: ({ event }) => {
      started.set(event, performance.now())
    },
    after: ({ event, response }) => line(event, response ?? undefined, undefined),
    onError: ({ event, response, error }) => line(event, (response as HttpResult) ?? undefined, error),
  } satisfies MiddlewareObj<HttpEvent, HttpResult>
}
