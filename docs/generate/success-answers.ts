import * as z from 'zod'
import type { ZodOpenApiResponseObject } from 'zod-openapi'
import type { Route } from '../../shared/http/route.ts'
import { keepsKeys } from './request.ts'

const descriptions: Record<number, string> = { 200: 'Done', 201: 'Made', 302: 'Elsewhere' }

const ETag = z.string().optional().meta({ description: 'The version of the record, for If-Match', example: '"3"' })
const Location = z.string().meta({ description: 'Where it is' })
const IdempotentReplayed = z.literal('true').optional().meta({ description: 'An earlier request did this already' })

/** Whether the answer is about one record under a version; a list and a document are not. */
function versioned({ method, spec }: Route): boolean {
  const shape = spec.answers[1] instanceof z.ZodObject ? spec.answers[1].shape : {}
  if ('items' in shape && !spec.of) return false
  return spec.ifMatch === true || spec.of !== undefined || method === 'PUT' || 'version' in shape
}

function headers(route: Route, status: number): z.ZodObject | undefined {
  if (status === 302) return z.object({ Location })
  const shape = {
    ...(versioned(route) ? { ETag } : {}),
    ...(status === 201 ? { Location } : {}),
    ...(keepsKeys(route) ? { 'Idempotent-Replayed': IdempotentReplayed } : {}),
  }
  return Object.keys(shape).length === 0 ? undefined : z.object(shape)
}

/** The successful answers of a route by status; a redirection has no body. */
export function successAnswers(route: Route): Record<string, ZodOpenApiResponseObject> {
  const [first, schema] = route.spec.answers
  const answer = (status: number): ZodOpenApiResponseObject => {
    const shape = headers(route, status)
    return {
      description: descriptions[status] ?? 'Done',
      ...(shape ? { headers: shape } : {}),
      ...(status === 302 ? {} : { content: { 'application/json': { schema } } }),
    }
  }
  const statuses = [...new Set([first, ...(route.spec.alsoAnswers ?? [])])].sort()
  return Object.fromEntries(statuses.map((status) => [String(status), answer(status)]))
}
