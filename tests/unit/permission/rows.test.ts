import { existsSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { setPlaceholders } from '../../../docs/generate/placeholders.ts'
import type { Route } from '../../../shared/http/route.ts'
import { permissions } from '../../../shared/permission/table.ts'

setPlaceholders()
const root = new URL('../../../', import.meta.url)
const services = readdirSync(new URL('functions/', root)).filter((name) =>
  existsSync(new URL(`functions/${name}/api.ts`, root)),
)
const apis = await Promise.all(
  services.map(async (name): Promise<{ routes: Route[] }> => import(`../../../functions/${name}/api.ts`)),
)
const routes = apis.flatMap((api) => api.routes)
const asked = new Set<string>(routes.map(({ spec }) => spec.action))

/** Rows that are asked for inside another route, each with the one. */
const askedInside: Record<string, string> = {
  'dossier:read-applicant': 'GET /v1/dossiers/{code}',
  'agency:place': 'PUT /v1/agencies/{id}',
  'feedback:take-down': 'POST /v1/feedback',
  'feedback:read-complainant': 'GET /v1/feedback/{id}',
  'feedback:denunciation': 'GET /v1/feedback/{id}',
}

/** Rows of the contract whose routes are still to be made. Empty: every row has its route. */
const notYetRouted: string[] = []

/** The guarded routes beside the acts of dossiers, each with its row: a route that asks for another's row is found here. */
const guarded: Record<string, string> = {
  'PUT /v1/agencies/{id}': 'agency:write',
  'PUT /v1/agencies/{id}/receiving-points/{point}': 'agency:write',
  'PUT /v1/agencies/{id}/policy': 'agency:write',
  'GET /v1/agencies/{id}/staff': 'staff:read',
  'GET /v1/agencies/{id}/staff/{person}': 'staff:read',
  'PUT /v1/agencies/{id}/staff/{person}': 'staff:write',
  'POST /v1/attachments': 'attachment:create',
  'GET /v1/attachments/{id}': 'attachment:read',
  'GET /v1/attachments/{id}/content': 'attachment:read',
  'POST /v1/dossiers': 'dossier:create',
  'GET /v1/dossiers': 'dossier:list',
  'GET /v1/dossiers/{code}': 'dossier:read',
  'GET /v1/dossiers/{code}/journal': 'dossier:read',
  'POST /v1/feedback': 'feedback:create',
  'GET /v1/feedback': 'feedback:list',
  'GET /v1/feedback/{id}': 'feedback:read',
  'POST /v1/feedback/{id}/reject': 'feedback:work',
  'POST /v1/feedback/{id}/request-info': 'feedback:work',
  'POST /v1/feedback/{id}/forward': 'feedback:work',
  'POST /v1/feedback/{id}/start': 'feedback:work',
  'POST /v1/feedback/{id}/answer': 'feedback:work',
  'POST /v1/feedback/{id}/publish': 'feedback:publish',
  'POST /v1/feedback/{id}/add-info': 'feedback:write-back',
  'POST /v1/feedback/{id}/reopen': 'feedback:write-back',
  'PUT /v1/ratings/questionnaire': 'questionnaire:publish',
  'GET /v1/events': 'event:list',
  'POST /v1/webhooks': 'webhook:manage',
  'GET /v1/webhooks': 'webhook:manage',
  'GET /v1/webhooks/{id}': 'webhook:manage',
  'DELETE /v1/webhooks/{id}': 'webhook:manage',
  'POST /v1/webhooks/{id}/rotate': 'webhook:manage',
  'POST /v1/webhooks/{id}/test': 'webhook:manage',
  'POST /v1/webhooks/{id}/replay': 'webhook:manage',
  'POST /v1/webhooks/{id}/pause': 'webhook:manage',
  'POST /v1/webhooks/{id}/resume': 'webhook:manage',
  'GET /v1/reminders': 'reminder:list',
  'POST /v1/feeds': 'feed:create',
  'GET /v1/feeds': 'feed:own',
  'DELETE /v1/feeds/{id}': 'feed:own',
  'GET /v1/notifications': 'notification:list',
  'POST /v1/procedures/{code}/versions': 'procedure:publish',
  'POST /v1/procedures/{code}/retire': 'procedure:retire',
  'POST /v1/calendars/{id}/versions': 'calendar:publish',
}

/** The row that a route should ask for: an act's own, by its path. */
const rowOf = (name: string) => name.replace(/^POST \/v1\/dossiers\/\{code\}\/([a-z-]+)$/, 'dossier:$1')

describe('The permission table', () => {
  it('is asked by each guarded route for the row of this route and no other', () => {
    const found = routes
      .filter(({ spec }) => spec.action !== 'public')
      .map(({ method, path, spec }) => [`${method} ${path}`, spec.action] as const)
    const should = found.map(([name]) => [name, guarded[name] ?? rowOf(name)] as const)
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(should))
    expect(Object.keys(guarded).filter((name) => !found.some(([one]) => one === name))).toEqual([])
  })

  it('has no row without a route', () => {
    const without = Object.keys(permissions).filter((action) => !asked.has(action) && !(action in askedInside))
    expect(without.sort()).toEqual(notYetRouted.toSorted())
  })

  it('has a row for every route, also for one that the compiler was talked past', () => {
    expect(routes.filter(({ spec }) => !Object.hasOwn(permissions, spec.action)).map(({ path }) => path)).toEqual([])
  })

  it('names only routes that are there for what is asked inside', () => {
    const names = routes.map(({ method, path }) => `${method} ${path}`)
    expect(Object.values(askedInside).filter((name) => !names.includes(name))).toEqual([])
  })

  it('gives a deed to the holder of the secret exactly where the route tries the secret', () => {
    const tried = [...new Set(routes.filter(({ spec }) => spec.heldBy).map(({ spec }) => spec.action))]
    const held = Object.entries(permissions).flatMap(([action, row]) => ('holder' in row ? [action] : []))
    expect(tried.toSorted()).toEqual(held.toSorted())
  })

  it('is held to by a matrix of every service', () => {
    const matrices = services.filter((name) => existsSync(new URL(`tests/service/permission/${name}.test.ts`, root)))
    expect(matrices).toEqual(services)
  })

  it('has no act on a record whose route forgets to load it', () => {
    const acting = routes.filter(({ path, spec }) => spec.action !== 'public' && /\{(code|id)\}/.test(path))
    const loose = acting.filter(({ spec }) => spec.of === undefined).map(({ path }) => path)
    // The catalogue belongs to nobody.
    expect(loose.filter((path) => !/^\/v1\/(procedures|calendars)\//.test(path))).toEqual([])
  })
})
