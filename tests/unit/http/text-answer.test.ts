import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { get, remove } from '../../../shared/http/route.ts'
import { service } from '../../../shared/http/service.ts'
import { call, token, useTestIssuer } from '../../service/harness.ts'

let text = 'một\r\nhai'
const params = z.object({ id: z.string() })
const headers = { 'cache-control': 'private, no-cache' }
const gone: string[] = []

useTestIssuer()
const handler = service(
  'things',
  [
    get(
      '/v1/things/{id}.txt',
      {
        summary: 'A text',
        action: 'public',
        params,
        answers: [200, z.string()],
        textType: 'text/plain; charset=utf-8',
      },
      async ({ params: { id } }) => (id === 'bare' ? { body: text } : { body: text, headers }),
    ),
    get(
      '/v1/things/{id}',
      { summary: 'A thing', action: 'public', params, answers: [200, z.object({})] },
      async () => ({ body: {}, version: 3 }),
    ),
    remove(
      '/v1/things/{id}',
      {
        summary: 'Take it away',
        action: 'feed:own',
        params,
        of: async ({ id }, actor) => ({ owners: [id === 'mine' ? actor.id : 'another'] }),
        answers: [204, z.undefined()],
      },
      async ({ params: { id } }) => {
        gone.push(id)
        return { body: undefined }
      },
    ),
  ],
  { register: async () => [{ agency: 'H26', role: 'clerk', name: 'x' }] },
)
const ask = (request: string, given: Record<string, string> = {}) => call(handler, request, { headers: given })

describe('an answer that is a text', () => {
  it('comes as it is, under its own type', async () => {
    const { status, headers: told, body } = await ask('GET /v1/things/a.txt')
    expect({ status, body }).toEqual({ status: 200, body: text })
    expect(told).toMatchObject({ 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' })
  })

  it('is kept by nobody, unless its route says how', async () => {
    expect((await ask('GET /v1/things/bare.txt')).headers['cache-control']).toBe('no-store')
    expect((await ask('GET /v1/things/a.txt')).headers['cache-control']).toBe('private, no-cache')
  })

  it('has a strong ETag that is of its content', async () => {
    const etag = async () => (await ask('GET /v1/things/a.txt')).headers.etag
    const first = await etag()
    expect(first).toMatch(/^"[\w-]{43}"$/)
    expect(await etag()).toBe(first)
    text += ' ba'
    expect(await etag()).not.toBe(first)
  })

  it('is not sent again to who has it: 304, with the tag and without a body', async () => {
    const { etag = '' } = (await ask('GET /v1/things/a.txt')).headers
    for (const known of [etag, `W/${etag}`, `"x", ${etag}`, `"x",W/${etag}`, '*']) {
      const answer = await ask('GET /v1/things/a.txt', { 'if-none-match': known })
      expect({ known, status: answer.status, body: answer.body }).toEqual({ known, status: 304, body: undefined })
      expect(answer.headers).toEqual({
        etag,
        'cache-control': 'private, no-cache',
        'content-type': 'text/plain; charset=utf-8',
        'x-content-type-options': 'nosniff',
      })
    }
  })

  it('is sent to who has another', async () => {
    const { etag = '' } = (await ask('GET /v1/things/a.txt')).headers
    for (const other of ['', '"x"', etag.replaceAll('"', ''), `"x${etag.slice(1)}`]) {
      const answer = await ask('GET /v1/things/a.txt', { 'if-none-match': other })
      expect({ other, status: answer.status, body: answer.body }).toEqual({ other, status: 200, body: text })
    }
  })

  it('is answered to HEAD with the same headers', async () => {
    const [asked, head] = [await ask('GET /v1/things/a.txt'), await ask('HEAD /v1/things/a.txt')]
    expect(head.headers).toEqual(asked.headers)
  })
})

it('an answer in JSON is sent whole, whatever tag is named: its version is for If-Match', async () => {
  const answer = await ask('GET /v1/things/a', { 'if-none-match': '"3"' })
  expect(answer).toMatchObject({ status: 200, body: {}, headers: { etag: '"3"' } })
})

describe('taking something away', () => {
  const take = (id: string) => call(handler, `DELETE /v1/things/${id}`, { token: token('me') })

  it('answers 204 with no body and no type of one', async () => {
    const { status, headers: told, body } = await take('mine')
    expect({ status, body, gone }).toEqual({ status: 204, body: undefined, gone: ['mine'] })
    expect(told).not.toHaveProperty('content-type')
  })

  it('is decided on the record as this caller finds it', async () => {
    expect((await take('theirs')).status).toBe(404)
    expect(gone).toEqual(['mine'])
  })
})
