import { randomUUID } from 'node:crypto'
import { type Asked, call, token } from '../../service/harness.ts'
import type { Outcome, Try } from './use-case.ts'

type Answer = Awaited<ReturnType<typeof call>>

/** A token of a person, of a machine (`machine:` before its name), of the administrator of every agency, or none. */
export function tokenOf(who: string | undefined): string | undefined {
  if (who === undefined) return undefined
  if (who === 'administrator') return token(who, { 'cognito:groups': ['administrator'] })
  return token(who, who.startsWith('machine:') ? { client_id: who } : {})
}

export interface Request extends Asked {
  who?: string
  /** The version that the client has seen. */
  ifMatch?: number
  /** What of the answer must be the same each time; the whole body unless told. */
  answer?: (body: Answer['body']) => unknown
}

/** A request of a client, who sends the same with the same key until he is answered. */
export function requested(request: string, { who, ifMatch, answer = (body) => body, ...asked }: Request): Try['ask'] {
  const headers = {
    'idempotency-key': randomUUID(),
    ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
    ...asked.headers,
  }
  const bearer = tokenOf(who)
  return async (handler): Promise<Outcome> => {
    const { status, body } = await call(handler, request, {
      ...asked,
      headers,
      ...(bearer === undefined ? {} : { token: bearer }),
    })
    // What is to be gone and is gone.
    if (request.startsWith('DELETE') && status === 404) return { done: true }
    if (status < 300) return { done: true, answer: answer(body) }
    return { done: false, why: `${status} ${body?.type ?? ''} ${JSON.stringify(body?.errors ?? '')}` }
  }
}

/** Messages of a queue, which brings again what was not taken. */
export function queued(...bodies: unknown[]): Try['ask'] {
  const records = bodies.map((body) => ({ messageId: randomUUID(), body: JSON.stringify(body) }))
  return async (handler) => {
    const { batchItemFailures: failed } = await handler({ Records: records })
    return failed.length === 0 ? { done: true } : { done: false, why: `${failed.length} messages come back` }
  }
}

/** Events on the queue of a consumer. */
export const heard = (...events: object[]) => queued(...events.map((detail) => ({ detail })))

/** A call that a schedule or a stream makes, which is made again when it fails. */
export const called =
  (event?: unknown): Try['ask'] =>
  async (handler) => {
    await handler(event)
    return { done: true }
  }
