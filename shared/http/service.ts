import { readFile } from 'node:fs/promises'
import middy, { type MiddlewareObj } from '@middy/core'
import * as z from 'zod'
import { now as clockNow } from '../clock/clock.ts'
import type { Actor } from '../permission/actor.ts'
import { mayEver, roleFor, type Subject } from '../permission/permission.ts'
import { Refusal } from '../problems/refusal.ts'
import { asRefusal, problemAnswer, success } from './answers.ts'
import { clientAddresses } from './client-address.ts'
import { idempotency, ifMatch, language } from './headers.ts'
import { bodyJson, bodyText, parse, queryOf } from './parse.ts'
import type { HttpEvent, HttpResult } from './request.ts'
import { requestLog } from './request-log.ts'
import { get, type Route } from './route.ts'
import { type Match, routeTable } from './route-table.ts'
import { authenticator, type RegisterOfStaff, tokenSettings } from './token.ts'

export interface ServicePorts {
  register: RegisterOfStaff
  now?: () => string
  openApiFile?: URL
}

/** The two routes that every service has: its description and whether it answers. */
export const ownRoutes = (name: string, openApiFile = new URL('./openapi.json', import.meta.url)): Route[] => [
  get(
    `/v1/${name}/openapi.json`,
    { summary: 'This document', action: 'public', answers: [200, z.looseObject({})] },
    async () => ({ body: JSON.parse(await readFile(openApiFile, 'utf8')) }),
  ),
  get(
    `/v1/${name}/health`,
    { summary: 'Whether the service answers', action: 'public', answers: [200, z.object({ status: z.literal('ok') })] },
    async () => ({ body: { status: 'ok' as const } }),
  ),
]

/** Decides 401, 404 and 403, in this order, before anything of the request but its path is read. */
async function permitted(
  { route, params }: Match,
  actor: Actor,
  proven: () => Promise<boolean>,
): Promise<{ found?: Subject; params: unknown }> {
  const { spec } = route
  const missing = spec.missing ?? 'not-found'
  if (!mayEver(actor, spec.action) && actor.kind === 'anonymous') throw new Refusal('unauthenticated')
  const known = spec.params?.safeParse(params)
  if (known && !known.success) throw new Refusal(missing)
  const maySee = spec.seenBy === undefined || mayEver(actor, spec.seenBy)
  if (!mayEver(actor, spec.action) && !(spec.of && maySee)) throw new Refusal(spec.of ? missing : 'forbidden')
  if (!spec.of) return { params: known?.data }
  const found = await spec.of(known?.data as never, actor)
  const sees = found !== undefined && roleFor(actor, spec.seenBy ?? spec.action, found) !== undefined
  const may = found !== undefined && roleFor(actor, spec.action, found) !== undefined
  // Who has no right of his own may hold the secret; it is tried for an unknown record too, so that both cost the same.
  if (!may && !(await proven())) throw new Refusal(sees ? 'forbidden' : missing)
  if (!found) throw new Refusal(missing)
  return { found, params: known?.data }
}

/** What a route without a query or a body takes; made once, since making a schema takes longer than using it. */
const nothing = z.strictObject({})

const WithSecret = z.looseObject({ secret: z.string().max(32) })

/** The secret that a body tells; what else is wrong with the body is said only to who may act. */
function secretOf(event: HttpEvent): string | undefined {
  try {
    return WithSecret.safeParse(bodyJson(event)).data?.secret
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** Whether the secret in the body opens the record of a route that takes one; tried at most once per request. */
function proof({ route: { spec }, params }: Match, actor: Actor, event: HttpEvent, address: string) {
  const { heldBy } = spec
  if (!heldBy) return async () => false
  const secret = secretOf(event)
  if (secret === undefined && actor.kind === 'anonymous') throw new Refusal('unauthenticated')
  let tried: Promise<boolean> | undefined
  return async () => {
    if (secret === undefined) return false
    tried ??= heldBy(params as never, secret, address)
    return tried
  }
}

/**
 * The Lambda handler of a service's HTTP API, from its route table.
 * Checks come in this order: 403 beside the front door, 413, 401, 404/405, 404/403, 415/400/422, 428; the store adds 429,
 * replay, 412 and 409.
 */
export function service(name: string, routes: Route[], ports: ServicePorts) {
  const find = routeTable([...routes, ...ownRoutes(name, ports.openApiFile)])
  const authenticate = authenticator(tokenSettings(), ports.register)
  const clock = ports.now ?? clockNow
  const addressOf = clientAddresses()

  async function answer(event: HttpEvent): Promise<HttpResult> {
    const address = addressOf(event) // what came around the front door is refused before all else
    bodyText(event) // the size cap comes before any work
    const actor = await authenticate(event.headers.authorization)
    const match = find(event.requestContext.http.method, event.rawPath)
    const { spec, run, method } = match.route
    const proven = proof(match, actor, event, address)
    const { found, params } = await permitted(match, actor, proven)
    const query = parse(spec.query ?? nothing, queryOf(event), '/query')
    const body = method === 'GET' ? undefined : parse(spec.body ?? nothing, bodyJson(event))
    const key = method === 'GET' ? undefined : idempotency(event, actor.id || `address:${address}`, body)
    const version = ifMatch(event)
    if (spec.ifMatch && version === undefined) throw new Refusal('precondition-required')
    const result = await run({
      actor,
      requestId: event.requestContext.requestId,
      clientAddress: address,
      now: clock(),
      ifMatch: version,
      ifNoneMatch: event.headers['if-none-match'],
      idempotency: key,
      language: language(event),
      found: found as Subject,
      params,
      query,
      body,
      proven,
    })
    return success(spec, result, event.headers['if-none-match'])
  }

  const problem: MiddlewareObj<HttpEvent, HttpResult> = {
    onError: (request) => {
      const { event } = request
      request.response = problemAnswer(asRefusal(request.error), event.requestContext.requestId, language(event))
    },
  }
  return middy<HttpEvent, HttpResult>()
    .use(requestLog(name))
    .use(problem)
    .handler((event: HttpEvent) => answer(event))
}
