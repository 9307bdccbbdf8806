import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { get, post } from '../../../shared/http/route.ts'

const params = z.strictObject({ id: z.string() })
const answers = [200, z.object({ count: z.int() })] as const
const known = { summary: 'A route', action: 'public', answers } as const
const work = async () => ({ body: { count: 1 } })

// Each of these is an error for the compiler: were it none, the marked line would fail the type check.
const refused = [
  // @ts-expect-error: an action that is not in the permission table
  get('/v1/a', { ...known, action: 'dossier:destroy' }, work),
  // @ts-expect-error: no action at all
  get('/v1/b', { summary: 'A route', answers }, work),
  // @ts-expect-error: a parameter that is not in the path
  get('/v1/c/{id}', { ...known, params: z.strictObject({ code: z.string() }) }, work),
  // @ts-expect-error: parameters for a path that has none
  get('/v1/d', { ...known, params }, work),
  // @ts-expect-error: no parameters for a path that has some
  get('/v1/e/{id}', known, work),
  // @ts-expect-error: an answer that does not fit its schema
  get('/v1/f', known, async () => ({ body: { count: 'one' } })),
  // @ts-expect-error: an answer without its body
  get('/v1/g', known, async () => ({})),
  // @ts-expect-error: a problem that is not in the catalogue
  get('/v1/h', { ...known, problems: ['dossier-on-fire'] }, work),
]

const typed = post(
  '/v1/i/{id}',
  { ...known, params, query: z.strictObject({ limit: z.coerce.number() }), body: z.strictObject({ name: z.string() }) },
  async ({ params: { id }, query: { limit }, body: { name } }) => ({
    body: { count: id.length + limit + name.length },
  }),
)

describe('a row of the route table', () => {
  it('gives the work what the row declares, and the compiler refuses what it does not', async () => {
    expect(refused).toHaveLength(8)
    const input = { params: { id: 'ab' }, query: { limit: 3 }, body: { name: 'x' } }
    expect(await typed.run(input as never)).toEqual({ body: { count: 6 } })
  })
})
