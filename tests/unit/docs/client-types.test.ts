import { describe, expectTypeOf, it } from 'vitest'
import { motcua, type Problem, type ProblemType } from '../../../docs/client/index.ts'

// What matters here is that the compiler refuses it; nothing is sent.
const client = motcua({ baseUrl: 'http://127.0.0.1:1', fetch: async () => new Response('{}') })
const path = { code: 'H26.125-261126-0001' }

describe('the compiler', () => {
  it('refuses a path that no service has', () => {
    // @ts-expect-error: the noun is plural
    void client.GET('/v1/dossier')
    // @ts-expect-error: a look-up is a POST
    void client.GET('/v1/lookups')
  })

  it('refuses a body without a field that is needed', () => {
    // @ts-expect-error: no secret
    void client.POST('/v1/lookups', { body: { code: path.code } })
    void client.POST('/v1/lookups', { body: { code: path.code, secret: '0000-0000' } })
  })

  it('refuses a word that is not of the list', () => {
    // @ts-expect-error: there is no such view
    void client.GET('/v1/dossiers', { params: { query: { view: 'sideways' } } })
    void client.GET('/v1/dossiers', { params: { query: { view: 'inbox' } } })
  })

  it('refuses an act without the version that was read', () => {
    // @ts-expect-error: no If-Match
    void client.POST('/v1/dossiers/{code}/hand-over', { params: { path }, body: {} })
    const header = { 'If-Match': '"1"' }
    void client.POST('/v1/dossiers/{code}/hand-over', { params: { path, header }, body: {} })
  })

  it('refuses a problem type that does not exist', () => {
    const told = (problem: Problem) =>
      // @ts-expect-error: misspelt
      problem.type === '/problems/stale-versions' || problem.type === '/problems/stale-version'
    void told
    expectTypeOf<'/problems/wrong-state'>().toExtend<ProblemType>()
  })

  it('knows the error of any call as a Problem', async () => {
    const { error } = await client.GET('/v1/procedures/{code}', { params: { path: { code: '2.000815' } } })
    expectTypeOf<NonNullable<typeof error>>().toExtend<Problem>()
    expectTypeOf<NonNullable<typeof error>['type']>().toEqualTypeOf<ProblemType>()
  })
})
