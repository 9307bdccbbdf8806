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

function paramsOf(pattern: string[], segments: string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? ''
    if (!part.startsWith('{')) {
      if (part !== segment) return undefined
      continue
    }
    const value = decode(segment)
    if (!value) return undefined
    params[part.slice(1, -1)] = value
  }
  return params
}

const shape = (path: string) => path.replaceAll(/\{[^}]+\}/g, '{}')

/** Finds the route of a request. A static path beats one with parameters; a duplicate route fails at load. */
export function routeTable(routes: Route[]): (method: string, path: string) => Match {
  const seen = new Set<string>()
  for (const { method, path } of routes) {
    const name = `${method} ${shape(path)}`
    if (seen.has(name)) throw new Error(`duplicate route: ${name}`)
    seen.add(name)
  }
  const rows = routes
    .map((route) => ({ route, pattern: route.path.split('/') }))
    .sort((a, b) => a.route.path.split('{').length - b.route.path.split('{').length)

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
