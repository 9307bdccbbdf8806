import { randomUUID } from 'node:crypto'

/** Gives the access token of a persona. */
export type TokenOf = (persona: string) => Promise<string>

export interface Asked {
  /** Who asks; nobody signed in when it is left out. */
  persona?: string
  body?: unknown
  headers?: Record<string, string>
}

export interface Answered<Body> {
  status: number
  headers: Headers
  body: Body
}

/** An answer with a status that the caller did not expect. */
export class UnexpectedAnswer extends Error {
  readonly status: number
  /** The problem's name, the last part of its `type`; empty when the answer is no problem document. */
  readonly problem: string

  constructor(request: string, status: number, text: string) {
    super(`${request} was answered ${status}: ${text}`)
    this.name = 'UnexpectedAnswer'
    this.status = status
    this.problem = /"type":\s*"\/problems\/([a-z-]+)"/.exec(text)?.[1] ?? ''
  }
}

/** Sends `METHOD /path` and answers the JSON body. Throws UnexpectedAnswer for any other status than the wanted one. */
export type Call = <Body>(request: string, wanted: number, asked?: Asked) => Promise<Answered<Body>>

const patience = 30_000

/** A Call for this front door; each persona signs in once. Every write has a key, so that it could be repeated. */
export function caller(frontDoor: string, token: TokenOf): Call {
  const tokens = new Map<string, Promise<string>>()
  const tokenOf = (persona: string) => {
    const known = tokens.get(persona) ?? token(persona)
    tokens.set(persona, known)
    return known
  }
  return async <Body>(request: string, wanted: number, { persona, body, headers }: Asked = {}) => {
    const [method = 'GET', path = '/'] = request.split(' ')
    const answer = await fetch(frontDoor + path, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
      headers: {
        'accept-language': 'vi',
        ...(persona ? { authorization: `Bearer ${await tokenOf(persona)}` } : {}),
        ...(method === 'GET' ? {} : { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (answer.status !== wanted) throw new UnexpectedAnswer(request, answer.status, text)
    return { status: answer.status, headers: answer.headers, body: (text ? JSON.parse(text) : undefined) as Body }
  }
}
