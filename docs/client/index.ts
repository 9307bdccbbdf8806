import createClient, { type Client } from 'openapi-fetch'
import type { Paths, Problem } from './schema/motcua.d.ts'

export type { Paths, Problem } from './schema/motcua.d.ts'
/** The closed list of problem types that this client knows; a newer service may name another. */
export type ProblemType = Problem['type']

/** An access token, or what gives one: asked before each request, and again with a token that was just refused. */
export type Token = string | ((refused?: string) => string | Promise<string>)

export interface Options {
  /** The front door, such as `https://api.example.vn`. */
  baseUrl: string
  /** Left out for what is public: the look-up, procedures, deadlines. */
  token?: Token
  /** The language of titles; the services answer in Vietnamese without it. */
  language?: 'vi' | 'en'
  fetch?: (request: Request) => Promise<Response>
}

/**
 * One client for every service, typed by their OpenAPI documents. A refusal comes back as `error`, which is a Problem.
 * Rejects when the network does, and with an Error for a failure that is no problem document (a proxy's own page).
 */
export function motcua({ baseUrl, token, language, fetch: send = fetch }: Options): Client<Paths> {
  const current = (refused?: string) => (typeof token === 'function' ? token(refused) : token)
  const asked = async (request: Request) => {
    if (language && !request.headers.has('accept-language')) request.headers.set('accept-language', language)
    const first = await current()
    const answer = await send(bearing(request.clone(), first))
    if (answer.status !== 401 || typeof token !== 'function') return withProblem(answer)
    // Nothing was done yet, so that the same request may go out again.
    const second = await current(first)
    return withProblem(second === first ? answer : await send(bearing(request, second)))
  }
  return createClient<Paths>({ baseUrl, fetch: asked })
}

function bearing(request: Request, token: string | undefined): Request {
  if (token !== undefined && !request.headers.has('authorization')) {
    request.headers.set('authorization', `Bearer ${token}`)
  }
  return request
}

/** The answer, unless it is a failure that says nothing which a program could read. */
function withProblem(answer: Response): Response {
  const type = answer.headers.get('content-type') ?? ''
  if (answer.status < 400 || type.startsWith('application/problem+json')) return answer
  throw new Error(`${answer.url} was answered ${answer.status} without a problem document`)
}
