import * as z from 'zod'
import type { ZodOpenApiResponseObject } from 'zod-openapi'
import type { Route } from '../../shared/http/route.ts'
import { type ProblemName, problems } from '../../shared/problems/problems.ts'

const Problem = z
  .looseObject({
    type: z.string().meta({ description: '`/problems/<name>`', example: '/problems/not-found' }),
    title: z.string().meta({ description: 'In the language of Accept-Language, Vietnamese first' }),
    status: z.int(),
    instance: z.string().meta({ description: 'The id of the request' }),
    detail: z.string().optional(),
    errors: z
      .array(z.object({ pointer: z.string().meta({ description: 'JSON pointer' }), detail: z.string() }))
      .optional(),
  })
  .meta({ id: 'Problem', description: 'A problem document (RFC 9457); some problems have members of their own' })

const seconds = z.string().meta({ description: 'Seconds' })
const headersOf: Record<number, z.ZodObject> = {
  401: z.object({ 'WWW-Authenticate': z.string() }),
  403: z.object({
    'WWW-Authenticate': z.string().optional().meta({ description: 'For a machine: the scope that its token lacks' }),
  }),
  412: z.object({ ETag: z.string().optional().meta({ description: 'The version that stands now' }) }),
  429: z.object({ 'Retry-After': seconds.optional() }),
  503: z.object({ 'Retry-After': seconds }),
}

/** The problems that the pipeline itself can answer for a route (shared/http/service.ts), beside those that it names. */
function problemsOf({ method, spec }: Route): ProblemName[] {
  return [
    'unauthenticated', // also on a public route, for a token that does not hold
    'invalid-request', // also without query and body, for a parameter that nobody knows
    'internal-error',
    'unavailable',
    'forbidden', // also on a public route, for a machine's token without its scope
    ...(spec.params ? [spec.missing ?? 'not-found'] : []),
    ...(method === 'GET' ? [] : (['malformed-request', 'body-too-large', 'unsupported-media-type'] as const)),
    ...(spec.ifMatch ? (['precondition-required', 'stale-version'] as const) : []),
    ...(spec.problems ?? []),
  ]
}

const made = new Map<string, ZodOpenApiResponseObject>()

/** One answer for the same problems wherever they occur; that of a single problem is a component by its name. */
function answer(status: number, names: ProblemName[]): ZodOpenApiResponseObject {
  const known = made.get(names.join())
  if (known) return known
  const [only] = names
  const described: ZodOpenApiResponseObject = {
    ...(names.length === 1 && only ? { id: only } : {}),
    description: names.map((name) => `\`${name}\`: ${problems[name].en}`).join('; '),
    ...(headersOf[status] ? { headers: headersOf[status] } : {}),
    content: { 'application/problem+json': { schema: Problem } },
  }
  made.set(names.join(), described)
  return described
}

/** The problem answers of a route by status, each telling the names that it can have. */
export function problemAnswers(route: Route): Record<string, ZodOpenApiResponseObject> {
  const names = [...new Set(problemsOf(route))]
  const statuses = [...new Set(names.map((name) => problems[name].status))].sort()
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      answer(
        status,
        names.filter((name) => problems[name].status === status),
      ),
    ]),
  )
}
