import * as z from 'zod'
import type { ZodOpenApiParameters, ZodOpenApiRequestBodyObject } from 'zod-openapi'
import type { Route } from '../../shared/http/route.ts'

const AcceptLanguage = z
  .string()
  .optional()
  .meta({ description: 'The language of titles: `vi`, or `en` for who prefers it', example: 'vi' })
const IdempotencyKey = z
  .string()
  .regex(/^[!-~]{1,64}$/)
  .optional()
  .meta({ description: 'Makes a repeated request find what the first one did; kept for at least 24 hours' })
const IfMatch = z.string().meta({ description: 'The ETag that the caller has read', example: '"3"' })
const KnownETag = z.string().optional().meta({ description: 'The ETag that the caller has: 304 while it stands' })
const IfNoneMatch = z.string().optional().meta({ description: '`*`: only make it anew', example: '*' })

/**
 * Whether a route is a write that remembers idempotency keys; a public POST that only answers a question does not, and
 * to take something away twice is to take it away once.
 */
export const keepsKeys = ({ method, spec }: Route): boolean =>
  ['POST', 'PUT'].includes(method) &&
  (spec.action !== 'public' || (spec.problems ?? []).includes('idempotency-key-reused'))

function ifMatch({ spec }: Route): { 'If-Match'?: z.ZodType } {
  if (spec.ifMatch) return { 'If-Match': IfMatch }
  return spec.problems?.includes('stale-version') ? { 'If-Match': IfMatch.optional() } : {}
}

/** The parameters of a route: of its path, its query and the headers that it reads. */
export function parameters(route: Route): ZodOpenApiParameters {
  const { params, query, problems = [], textType } = route.spec
  const header = z.object({
    'Accept-Language': AcceptLanguage,
    ...(keepsKeys(route) ? { 'Idempotency-Key': IdempotencyKey } : {}),
    ...ifMatch(route),
    ...(problems.includes('already-exists') ? { 'If-None-Match': IfNoneMatch } : {}),
    ...(textType === undefined ? {} : { 'If-None-Match': KnownETag }),
  })
  return { ...(params ? { path: params } : {}), ...(query ? { query } : {}), header }
}

/** The body of a route; an absent one reads as `{}`, so that it is needed only where `{}` does not do. */
export function requestBody({ spec: { body } }: Route): ZodOpenApiRequestBodyObject | undefined {
  if (!body) return undefined
  return { required: !body.safeParse({}).success, content: { 'application/json': { schema: body } } }
}
