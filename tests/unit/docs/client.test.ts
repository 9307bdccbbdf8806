import { describe, expect, it } from 'vitest'
import { motcua, type Options } from '../../../docs/client/index.ts'

const problem = (status: number, name: string) =>
  Response.json(
    { type: `/problems/${name}`, title: name, status, instance: 'r-1' },
    { status, headers: { 'content-type': 'application/problem+json' } },
  )

/** A client whose requests are answered one after the other, and what it sent. */
function talking(answers: Response[], options: Partial<Options> = {}) {
  const sent: { headers: Headers; body: string }[] = []
  const fetch = async (request: Request) => {
    sent.push({ headers: request.headers, body: await request.text() })
    const answer = answers.shift()
    if (!answer) throw new Error('asked once too often')
    return answer
  }
  return { sent, client: motcua({ baseUrl: 'http://desk.invalid', fetch, ...options }) }
}

const lookUp = { body: { code: 'H26.125-261126-0001', secret: '0000-0000' } }

describe('the client', () => {
  it('sends the token and the language', async () => {
    const { client, sent } = talking([Response.json({})], { token: 'abc', language: 'en' })
    await client.GET('/v1/dossiers')
    expect(sent[0]?.headers.get('authorization')).toBe('Bearer abc')
    expect(sent[0]?.headers.get('accept-language')).toBe('en')
  })

  it('sends neither where none was given', async () => {
    const { client, sent } = talking([Response.json({})])
    await client.GET('/v1/procedures')
    expect([...(sent[0]?.headers.keys() ?? [])]).not.toEqual(expect.arrayContaining(['authorization']))
    expect(sent[0]?.headers.get('accept-language')).toBeNull()
  })

  it('asks for a new token when one is refused, and sends the same request again', async () => {
    const refusals: (string | undefined)[] = []
    const token = async (refused?: string) => {
      refusals.push(refused)
      return refused ? 'new' : 'old'
    }
    const { client, sent } = talking([problem(401, 'unauthenticated'), Response.json({ code: 'x' })], { token })
    const { data } = await client.POST('/v1/lookups', lookUp)
    expect(data).toEqual({ code: 'x' })
    expect(refusals).toEqual([undefined, 'old'])
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer old', 'Bearer new'])
    expect(sent.map(({ body }) => JSON.parse(body))).toEqual([lookUp.body, lookUp.body])
  })

  it.each([
    ['is refused too', () => 'other', 2],
    ['is the one that was refused', (refused?: string) => refused ?? 'same', 1],
  ])('says that it is not signed in when the new token %s', async (_what, next, times) => {
    let first = true
    const token = (refused?: string) => {
      const given = first ? 'same' : next(refused)
      first = false
      return given
    }
    const { client, sent } = talking([problem(401, 'unauthenticated'), problem(401, 'unauthenticated')], { token })
    const { error } = await client.GET('/v1/dossiers')
    expect(error?.type).toBe('/problems/unauthenticated')
    expect(sent).toHaveLength(times)
  })

  it('hands a refusal out as a problem', async () => {
    const { client } = talking([problem(404, 'not-found')])
    const { data, error } = await client.POST('/v1/lookups', lookUp)
    expect(data).toBeUndefined()
    expect(error).toMatchObject({ type: '/problems/not-found', status: 404 })
  })

  it('rejects for a failure that is no problem document', async () => {
    const { client } = talking([new Response('<h1>Bad gateway</h1>', { status: 502 })])
    await expect(client.GET('/v1/procedures')).rejects.toThrow('answered 502 without a problem document')
  })
})
