import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { get, post, put, type Route, remove } from '../../../shared/http/route.ts'
import { routeTable } from '../../../shared/http/route-table.ts'

const spec = { summary: 'A route', action: 'public', answers: [200, z.object({})] } as const
const work = async () => ({ body: {} })
const params = z.strictObject({ id: z.string() })
const twoParams = z.strictObject({ id: z.string(), part: z.string() })
const routes: Route[] = [
  get('/v1/things', spec, work),
  post('/v1/things', spec, work),
  get('/v1/things/{id}', { ...spec, params }, work),
  put('/v1/things/{id}', { ...spec, params }, work),
  get('/v1/things/openapi.json', spec, work),
  get('/v1/things/{id}/parts/{part}', { ...spec, params: twoParams }, work),
  get('/v1/things/{id}/parts/first', { ...spec, params }, work),
]
const find = routeTable(routes)
const withEnding = routeTable([
  get('/v1/feeds/{id}', { ...spec, params }, work),
  remove('/v1/feeds/{id}', { ...spec, params }, work),
  get('/v1/feeds/{token}.ics', { ...spec, params: z.strictObject({ token: z.string() }) }, work),
])
const refuses = (problem: string) => expect.objectContaining({ problem })

describe('the route table', () => {
  it('finds a route by method and path and gives its parameters', () => {
    expect(find('GET', '/v1/things').route.path).toBe('/v1/things')
    expect(find('PUT', '/v1/things/a7')).toMatchObject({ route: { method: 'PUT' }, params: { id: 'a7' } })
    expect(find('GET', '/v1/things/a/parts/b').params).toEqual({ id: 'a', part: 'b' })
  })

  it('decodes a parameter once', () => {
    expect(find('GET', '/v1/things/%E1%BB%87%20%2F').params.id).toBe('ệ /')
    expect(find('GET', '/v1/things/%252F').params.id).toBe('%2F')
  })

  it('does not know what is wrongly encoded, empty, longer or shorter', () => {
    for (const path of [
      '/v1/things/%',
      '/v1/things/%ff',
      '/v1/things/',
      '/v1/things/a/parts',
      '/v1',
      '',
      '//v1/things',
    ]) {
      expect(() => find('GET', path)).toThrow(refuses('not-found'))
    }
  })

  it('takes a static path before one with parameters', () => {
    expect(find('GET', '/v1/things/openapi.json').route.path).toBe('/v1/things/openapi.json')
  })

  it('takes the path with fewer parameters', () => {
    expect(find('GET', '/v1/things/a/parts/first').route.path).toBe('/v1/things/{id}/parts/first')
  })

  it('answers another method with 405 and the methods that are there', () => {
    const allow = (methods: string) =>
      expect.objectContaining({ problem: 'method-not-allowed', facts: { headers: { allow: methods } } })
    expect(() => find('DELETE', '/v1/things')).toThrow(allow('GET, POST'))
    expect(() => find('POST', '/v1/things/a7')).toThrow(allow('GET, PUT'))
    expect(() => find('PATCH', '/v1/things/openapi.json')).toThrow(allow('GET'))
  })

  it('answers HEAD as GET', () => {
    expect(find('HEAD', '/v1/things').route.method).toBe('GET')
  })

  it('takes the path of which more is written out', () => {
    expect(withEnding('GET', '/v1/feeds/a7.ics')).toMatchObject({ route: { path: '/v1/feeds/{token}.ics' } })
    expect(withEnding('GET', '/v1/feeds/a7.ics').params).toEqual({ token: 'a7' })
    expect(withEnding('GET', '/v1/feeds/a%2Eics').params).toEqual({ id: 'a.ics' })
    expect(withEnding('GET', '/v1/feeds/a7').params).toEqual({ id: 'a7' })
    expect(withEnding('DELETE', '/v1/feeds/a7.ics').params).toEqual({ id: 'a7.ics' })
    expect(withEnding('GET', '/v1/feeds/a.b.ics').params).toEqual({ token: 'a.b' })
  })

  it('leaves it to the schema what a parameter before an ending may be, also none', () => {
    expect(withEnding('GET', '/v1/feeds/.ics').params).toEqual({ token: '' })
  })

  it('names every method that a path has, with an ending or without', () => {
    const allow = { problem: 'method-not-allowed', facts: { headers: { allow: 'DELETE, GET' } } }
    expect(() => withEnding('PUT', '/v1/feeds/a7.ics')).toThrow(expect.objectContaining(allow))
  })

  it('fails at load on a route that is there twice, whatever its parameters are called', () => {
    const other = get('/v1/things/{name}', { ...spec, params: z.strictObject({ name: z.string() }) }, work)
    expect(() => routeTable([...routes, other])).toThrow('duplicate route: GET /v1/things/{}')
  })
})
