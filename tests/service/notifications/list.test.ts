import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { city, type Desk, newCode, openDesk, otherWard, ward } from './desk.ts'

let desk: Desk
const code = newCode()
const types = { 'dossier.fee-requested': 6, 'dossier.extended': 4, 'dossier.completed': 9 }
const templates = ['accepted', 'fee-requested', 'deadline-changed', 'result-ready']

beforeAll(async () => {
  desk = await openDesk()
  await desk.accepted(code, { email: 'binh@example.com' })
  for (const [index, [type, status]] of Object.entries(types).entries()) {
    desk.pass(1)
    await desk.hear(desk.dossierEvent(code, type, index + 2, { status }))
  }
  await desk.staff('quan', city, 'leader')
  await desk.staff('thanh', ward, 'supervisor')
})
afterAll(() => desk.wire.close())

// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever was answered
const named = ({ body }: { body: any }) => body.items.map((item: { template: { name: string } }) => item.template.name)

describe('The messages about a dossier', () => {
  it('are listed the newest first, with what a reader of the record needs and no address', async () => {
    const answer = await desk.about(code)
    expect(answer.status).toBe(200)
    expect(named(answer)).toEqual(templates.toReversed())
    expect(answer.body.items[0]).toEqual({
      ...{ id: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/), subject: code, to: 'APPLICANT', channel: 'EMAIL' },
      ...{ template: { name: 'result-ready', version: 1 }, status: 'SENDING' },
      ...{ createdAt: expect.stringContaining('+07:00'), sentAt: expect.stringContaining('+07:00') },
      attempts: [{ at: expect.stringContaining('+07:00'), outcome: 'ACCEPTED' }],
    })
  })

  it('come page by page, none twice and none left out', async () => {
    const first = await desk.about(code, 'lan', '&limit=3')
    const second = await desk.about(code, 'lan', `&limit=3&cursor=${first.body.nextCursor}`)
    expect([...named(first), ...named(second)]).toEqual(templates.toReversed())
    expect(second.body.nextCursor).toBeUndefined()
  })

  it('of another dossier are not reached by a cursor', async () => {
    const other = newCode()
    await desk.accepted(other, { email: 'binh@example.com' })
    const { body } = await desk.about(code, 'lan', '&limit=1')
    expect((await desk.about(other, 'lan', `&cursor=${body.nextCursor}`)).status).toBe(422)
  })

  it('are for the desk of the agency and of the one above, and not there for anybody else', async () => {
    expect((await desk.about(code, 'quan')).status).toBe(200)
    const absent = await desk.about('H26.125-261126-9999')
    const foreign = await desk.about(code, 'tuan')
    const same = ({ status, body: { instance: _, ...body } }: typeof absent) => ({ status, body })
    expect(same(foreign)).toEqual(same(absent))
    expect(absent).toMatchObject({ status: 404, body: { type: '/problems/dossier-not-found' } })
    for (const nobody of ['thanh', 'a-citizen']) expect((await desk.about(code, nobody)).status).toBe(403)
  })

  it('are none for a dossier about which nothing was told', async () => {
    const silent = newCode(otherWard)
    await desk.accepted(silent)
    expect((await desk.about(silent, 'tuan')).body).toEqual({ items: [] })
  })

  it.each(['', '&limit=0', '&limit=101', '&cursor=***', '&more=1'])('need a sound question: %s', async (query) => {
    expect((await desk.about(query === '' ? 'no-code' : code, 'lan', query)).status).toBe(422)
  })
})
