import diagnostics from 'node:diagnostics_channel'
import type { ClientRequest } from 'node:http'
import { beforeAll, describe, expect, it } from 'vitest'
import { canaries, type Desk, denunciation, openDesk, report } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
const wrong = '000000000000'
const bytes = ({ body: { instance: _, ...body }, ...rest }: Awaited<ReturnType<Desk['lookUp']>>) =>
  JSON.stringify({ ...rest, body })

describe('its author', () => {
  it('reads by id and secret how far it is, what was asked, answered and published', async () => {
    const { id, secret } = await desk.sent(report())
    const seen = async () => (await desk.lookUp(id, secret)).body
    expect(await seen()).toMatchObject({ id, kind: 'PHAN_ANH', channel: 'WEB', status: 'RECEIVED', messages: [] })
    await desk.act('clerk-1', 'request-info', id, 1, { question: 'Ở quầy nào?' })
    expect(await seen()).toMatchObject({ status: 'NEED_INFO', question: 'Ở quầy nào?' })
    const files = [{ id: 'file-1', sha256: 'a'.repeat(64) }]
    await desk.act(undefined, 'add-info', id, 2, { text: 'Quầy 2', secret, attachments: files })
    expect(await seen()).not.toHaveProperty('question')
    await desk.act('specialist-1', 'answer', id, 3, { text: 'Đã thêm ghế.' })
    const answered = await desk.lookUp(id, secret)
    expect(answered.headers.etag).toBe('"4"')
    expect(answered.body).toMatchObject({ status: 'ANSWERED', answer: 'Đã thêm ghế.', version: 4 })
    expect(Date.parse(answered.body.reopenUntil) - Date.now()).toBeGreaterThan(71 * 3_600_000)
    await desk.act('leader-1', 'publish', id, 4, { content: 'Ghế ít', answer: 'Đã thêm' })
    const published = await seen()
    expect(published).toMatchObject({ status: 'PUBLISHED', publicVersion: { content: 'Ghế ít', answer: 'Đã thêm' } })
    expect(published.messages).toEqual([
      { act: 'request-info', at: expect.stringMatching(/\+07:00$/), from: 'OFFICE', text: 'Ở quầy nào?' },
      { act: 'add-info', at: expect.any(String), from: 'AUTHOR', text: 'Quầy 2', attachments: files },
      { act: 'answer', at: expect.any(String), from: 'OFFICE', text: 'Đã thêm ghế.' },
    ])
  })

  it('is shown nothing that names him, the staff, or what he wrote about', async () => {
    const { id, secret } = await desk.sent(report())
    await desk.act('clerk-1', 'start', id, 1, { person: 'specialist-1' })
    const text = JSON.stringify((await desk.lookUp(id, secret)).body)
    for (const word of [...Object.values(canaries), 'specialist-1', 'clerk-1', 'Cán bộ', secret]) {
      expect(text).not.toContain(word)
    }
  })

  it('may type the secret in any case, with hyphens and spaces, and the id in small letters', async () => {
    const { id, secret } = await desk.sent()
    const typed = `${secret.slice(0, 4).toLowerCase()} ${secret.slice(4, 8)}-${secret.slice(8)}`
    expect((await desk.lookUp(id.toLowerCase(), typed)).status).toBe(200)
  })
})

/** The calls to AWS that a work makes, in order. */
async function callsOf(work: () => Promise<{ status: number }>) {
  const calls: string[] = []
  const heard = (message: unknown) => {
    const target = (message as { request: ClientRequest }).request.getHeader('x-amz-target')
    if (target !== undefined) calls.push(String(target).split('.').at(-1) ?? '')
  }
  diagnostics.subscribe('http.client.request.start', heard)
  const { status } = await work()
  diagnostics.unsubscribe('http.client.request.start', heard)
  return { calls, status }
}

describe('an unknown id and a wrong secret', () => {
  it('make the same calls to AWS, whether it is a denunciation or nothing at all', async () => {
    const [{ id }, { id: hidden }] = [await desk.sent(), await desk.sent(denunciation())]
    await desk.lookUp(id, wrong) // from here on the derived key is remembered
    for (const asked of [id, hidden, '0000000000']) {
      expect(await callsOf(() => desk.lookUp(asked, wrong))).toEqual({
        calls: ['UpdateItem', 'UpdateItem', 'GetItem'],
        status: 404,
      })
    }
  })

  it('are answered with equal bytes, as is what is no id at all', async () => {
    const { id, secret } = await desk.sent()
    const { id: other } = await desk.sent()
    const refused = await desk.lookUp(id, wrong)
    expect({ status: refused.status, type: refused.body.type }).toEqual({
      status: 404,
      type: '/problems/feedback-not-found',
    })
    for (const [asked, typed] of [
      ['0000000000', wrong],
      ['x', wrong],
      ['', ''],
      [other, secret],
    ] as const) {
      expect(bytes(await desk.lookUp(asked, typed))).toBe(bytes(refused))
    }
  })
})
