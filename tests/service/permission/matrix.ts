import { describe, expect, it } from 'vitest'
import type { HttpEvent, HttpResult } from '../../../shared/http/request.ts'
import type { Route } from '../../../shared/http/route.ts'
import { ownRoutes } from '../../../shared/http/service.ts'
import { permissions } from '../../../shared/permission/table.ts'
import { call } from '../harness.ts'
import { type Caller, callers, tokenOf } from './callers.ts'
import { type About, expected, type Row } from './expected.ts'

type Params = Record<string, string>

/** A record that exists, and the parameters of one that does not. */
export interface Known extends About {
  present: Params
  absent: Params
}

/** A request beyond those made from the route table: another body or another record, with its own row where it is narrower. */
export interface Variant {
  of: string
  why: string
  row?: Row
  about: About
  params?: Params
  body: (index: number) => unknown
}

/** What the matrix has to know of a service beside its routes and the table. */
export interface Plan {
  service: string
  handler: (event: HttpEvent, context: never) => Promise<HttpResult>
  routes: Route[]
  /** The records by the path under which they lie. */
  records: Record<string, Known>
  /** Parameters of public routes without a record of somebody. */
  params?: Params
  /** The routes that are about no record: lists and what makes something new. */
  recordless: string[]
  variants?: Variant[]
}

const nameOf = ({ method, path }: Route) => `${method} ${path}`
const fill = (name: string, params: Params) => name.replaceAll(/\{(\w+)\}/g, (_, key) => params[key] ?? `no-${key}`)

/** Its document lies beside the bundle, so there is none in this process: the permission was passed all the same. */
const documentOf = (service: string) => `GET /v1/${service}/openapi.json`

function verdictOf(status: number, request: string, service: string): number | 'passes' {
  if ([401, 403, 404, 405].includes(status)) return status
  return status < 500 || request === documentOf(service) ? 'passes' : status
}

/** Every caller on every route of a service: 401, 403, 404 or past the permission, as the table says and nothing else. */
export function matrix({ service, handler, routes, records, params = {}, recordless, variants = [] }: Plan): void {
  const all = [...routes, ...ownRoutes(service)]
  const recordOf = ({ path }: Route) =>
    Object.entries(records)
      .filter(([under]) => path === under || path.startsWith(`${under}/`))
      .sort(([a], [b]) => b.length - a.length)[0]?.[1]

  const ask = (one: Caller, request: string, body?: unknown) =>
    call(handler, request, { token: tokenOf(one), body: body ?? (request.startsWith('GET') ? undefined : {}) })

  async function compare(request: string, row: Row, about: About | undefined, body: (index: number) => unknown) {
    const answered = await Promise.all(callers.map((one, index) => ask(one, request, body(index))))
    const got = callers.map(({ name }, index) => [name, verdictOf(answered[index]?.status ?? 0, request, service)])
    expect(Object.fromEntries(got)).toEqual(
      Object.fromEntries(callers.map((one) => [one.name, expected(one, row, about)])),
    )
  }

  /** The bytes and headers of an answer but for the request's own id. */
  const bytes = ({ status, headers, body: { instance: _, ...body } }: Awaited<ReturnType<typeof ask>>) =>
    JSON.stringify({ status, headers, body })

  describe.each(all.map((route) => [nameOf(route), route] as const))('%s', (name, route) => {
    const row = permissions[route.spec.action]
    const record = recordOf(route)

    it('has an expectation: a record that it is about, or none by a written word', () => {
      expect([name, 'anyone' in row || record !== undefined || recordless.includes(name)]).toEqual([name, true])
    })

    it('answers every caller as the permission table says', async () => {
      const about = recordless.includes(name) ? undefined : record
      await compare(fill(name, record?.present ?? params), row, about, () => undefined)
    })

    if (!record) return
    const unseen = callers.filter((one) => expected(one, row, record) === 404)
    if (unseen.length === 0) return
    it('answers what may not be seen with the bytes of what is not there', async () => {
      for (const one of unseen) {
        const [there, absent] = await Promise.all([
          ask(one, fill(name, record.present)),
          ask(one, fill(name, record.absent)),
        ])
        expect([one.name, bytes(there)]).toEqual([one.name, bytes(absent)])
      }
    })
  })

  it.each(variants)('$of, $why, answers as the table says', async ({ of, row, about, params: others = {}, body }) => {
    const route = all.find((one) => nameOf(one) === of)
    if (!route) throw new Error(`no route is ${of}`)
    const request = fill(of, { ...params, ...recordOf(route)?.present, ...others })
    await compare(request, row ?? permissions[route.spec.action], about, body)
  })
}
