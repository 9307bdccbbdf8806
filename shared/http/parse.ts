import type * as z from 'zod'
import { type FieldError, Refusal } from '../problems/refusal.ts'
import type { HttpEvent } from './request.ts'

const bodyLimit = 256 * 1024
const depthLimit = 64

const pointer = (path: PropertyKey[], root: string) =>
  [root, ...path.map((key) => String(key).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/')

/** Parses by a schema or refuses with 422 and a JSON pointer for each error. */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown, root = ''): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const errors: FieldError[] = result.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ pointer: pointer([...issue.path, key], root), detail: 'Unrecognized field' }))
      : [{ pointer: pointer(issue.path, root), detail: issue.message }],
  )
  throw new Refusal('invalid-request', { errors })
}

/** The bytes of the body as text, at most 256 KB (413). */
export function bodyText(event: HttpEvent): string {
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8')
  if (bytes.length > bodyLimit) throw new Refusal('body-too-large', { limit: bodyLimit })
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw malformed('The body is not UTF-8')
  }
}

/**
 * How deep JSON is nested, at most one beyond the limit, and how many members its objects have together.
 * One pass over the bytes and no pattern: whoever sends a text must not choose how long it is looked at.
 */
function shapeOf(text: string): { depth: number; members: number } {
  let [depth, deepest, members] = [0, 0, 0]
  let quoted = false
  for (let at = 0; at < text.length && deepest <= depthLimit; at += 1) {
    const sign = text[at]
    if (sign === '"') quoted = !quoted
    else if (quoted && sign === '\\') at += 1
    else if (quoted) continue
    else if (sign === ':') members += 1
    else if (sign === '[' || sign === '{') depth += 1
    else if (sign === ']' || sign === '}') depth -= 1
    deepest = Math.max(deepest, depth)
  }
  return { depth: deepest, members }
}

/** How many members the objects of a value have together. */
function membersOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const within = Object.values(value)
  const own = Array.isArray(value) ? 0 : within.length
  return within.reduce((sum: number, each) => sum + membersOf(each), own)
}

const malformed = (detail: string) => new Refusal('malformed-request', { detail })

/** The body as JSON: 415 for another content type, 400 for what is no JSON. An absent body reads as `{}`. */
export function bodyJson(event: HttpEvent): unknown {
  const text = bodyText(event)
  if (text === '') return {}
  const type = event.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new Refusal('unsupported-media-type', { accepted: 'application/json' })
  const { depth, members } = shapeOf(text)
  if (depth > depthLimit) throw malformed(`JSON nested deeper than ${depthLimit}`)
  const value = parsed(text)
  // Readers differ about which of two is meant: what one has checked, another would do.
  if (membersOf(value) !== members) throw malformed('A name is given twice in one object')
  return value
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw malformed('The body is not JSON')
  }
}

/** The query as an object of texts; a name given twice is refused. */
export function queryOf(event: HttpEvent): Record<string, string> {
  const query: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(event.rawQueryString ?? '')) {
    if (Object.hasOwn(query, name)) {
      throw new Refusal('invalid-request', { errors: [{ pointer: `/query/${name}`, detail: 'Given more than once' }] })
    }
    Object.defineProperty(query, name, { value, enumerable: true })
  }
  return query
}
