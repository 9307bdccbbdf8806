import { Refusal } from '../problems/refusal.ts'
import type { Route } from './route.ts'

export interface Match {
  route: Route
  params: Record<string, string>
}

/** Percent-decoded segment; undefined when it is no valid UTF-8 encoding. */
function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}

/** A segment of a route's path: its parameter with what follows it, as the `.ics` of `{token}.ics`; or the text alone. */
interface Segment {
  text: string
  param?: string
}

function segmentOf(segment: string): Segment {
  const [, param, text] = /^\{(\w+)\}(.*)$/.exec(segment) ?? []
  return param === undefined ? { text: segment } : { param, text: text ?? '' }
}

function paramsOf(pattern: Segment[], segments: string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, { param, text }] of pattern.entries()) {
    const segment = segments[index] ?? ''
    if (param === undefined ? text !== segment : !segment.endsWith(text)) return undefined
    if (param === undefined) continue
    const value = decode(segment.slice(0, segment.length - text.length))
    if (value === undefined || value + text === '') return undefined
    params[param] = value
  }
  return params
}

const withoutNames = (path: string) => path.replaceAll(/\{[^}]+\}/g, '{}')
const paramsIn = ({ path }: Route) => path.split('{').length
const textIn = ({ path }: Route) => withoutNames(path).length

/** The more exact one first: fewer parameters, then more of the path written out. */
const byExactness = (a: Route, b: Route) => paramsIn(a) - paramsIn(b) || textIn(b) - textIn(a)

/** Finds the route of a request. A static path beats one with parameters; a duplicate route fails at load. */
export function routeTable(routes: Route[]): (method: string, path: string) => Match {
  const seen = new Set<string>()
  for (const { method, path } of routes) {
    const name = `${method} ${withoutNames(path)}`
    if (seen.has(name)) throw new Error(`duplicate route: ${name}`)
    seen.add(name)
  }
  const rows = routes.toSorted(byExactness).map((route) => ({ route, pattern: route.path.split('/').map(segmentOf) }))

  return (method, path) => {
    const segments = path.split('/')
    const matches = rows.flatMap(({ route, pattern }) => {
      const params = paramsOf(pattern, segments)
      return params ? [{ route, params, literal: !route.path.includes('{') }] : []
    })
    const known = matches.some(({ literal }) => literal) ? matches.filter(({ literal }) => literal) : matches
    if (known.length === 0) throw new Refusal('not-found')
    const wanted = method === 'HEAD' ? 'GET' : method
    const match = known.find(({ route }) => route.method === wanted)
    if (match) return match
    const allow = [...new Set(known.map(({ route }) => route.method))].sort().join(', ')
    throw new Refusal('method-not-allowed', { headers: { allow } })
  }
}
