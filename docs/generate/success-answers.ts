import * as z from 'zod'
import type { ZodOpenApiResponseObject } from 'zod-openapi'
import type { Route } from '../../shared/http/route.ts'
import { keepsKeys } from './request.ts'

const descriptions: Record<number, string> = {
  200: 'Done',
  201: 'Made',
  204: 'Gone',
  302: 'Elsewhere',
  304: 'Not changed',
}

const ETag = z.string().optional().meta({ description: 'The version of the record, for If-Match', example: '"3"' })
const ContentETag = z.string().meta({ description: 'Of the content, for If-None-Match' })
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
  if (route.spec.textType !== undefined) return z.object({ ETag: ContentETag })
  if (status === 204) return undefined
  const shape = {
    ...(versioned(route) ? { ETag } : {}),
    ...(status === 201 ? { Location } : {}),
    ...(keepsKeys(route) ? { 'Idempotent-Replayed': IdempotentReplayed } : {}),
  }
  return Object.keys(shape).length === 0 ? undefined : z.object(shape)
}

const bodyless = [204, 302, 304]

/** The successful answers of a route by status; a redirection has no body, nor has what is gone or not changed. */
export function successAnswers(route: Route): Record<string, ZodOpenApiResponseObject> {
  const { textType, alsoAnswers = [] } = route.spec
  const [first, schema] = route.spec.answers
  const type = textType?.split(';', 1)[0] ?? 'application/json'
  const answer = (status: number): ZodOpenApiResponseObject => {
    const shape = headers(route, status)
    return {
      description: descriptions[status] ?? 'Done',
      ...(shape ? { headers: shape } : {}),
      ...(bodyless.includes(status) ? {} : { content: { [type]: { schema } } }),
    }
  }
  const statuses = [...new Set([first, ...alsoAnswers, ...(textType === undefined ? [] : [304])])].sort()
  return Object.fromEntries(statuses.map((status) => [String(status), answer(status)]))
}
