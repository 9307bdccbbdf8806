import { beforeAll, describe, expect, it } from 'vitest'
import { type Feedback, listed } from '../../../functions/feedback/feedback.ts'
import { canaries, complaint, type Desk, denunciation, openDesk, report } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const staff = ['clerk-1', 'specialist-1', 'supervisor-1', 'portal-1', 'citizen-1', 'leader-9']
const acts: Record<string, object> = {
  reject: { reason: 'x' },
  'request-info': { question: 'x' },
  forward: { to: 'x', reason: 'x' },
  start: {},
  answer: { text: 'x' },
}
const list = async (who: string, query: string) => {
  const { status, body } = await desk.as(who, `GET /v1/feedback?${query}`)
  return { status, ids: body.items?.map(({ id }: { id: string }) => id) ?? [] }
}

describe('the author of feedback', () => {
  it('is shown to the desk that answers him, and each reading leaves a trace', async () => {
    const { id } = await desk.sent(report())
    const { body } = await desk.read('clerk-1', id)
    expect(body).toMatchObject({ submitter: { name: canaries.name, phone: canaries.phone }, dossier: canaries.dossier })
    const readings = (await desk.dump()).filter(({ pk, sk }) => pk === `FEEDBACK#${id}` && /^READING#/.test(`${sk}`))
    expect(readings.map(({ by }) => by)).toEqual(['clerk-1'])
    const { body: acted } = await desk.act('clerk-1', 'start', id, 1)
    for (const canary of [canaries.name, canaries.dossier]) expect(JSON.stringify(acted)).not.toContain(canary)
  })

  it('leaves no trace where there is none', async () => {
    const { id } = await desk.sent()
    expect((await desk.read('clerk-1', id)).body).toMatchObject({ anonymous: true })
    expect((await desk.dump()).filter(({ pk, sk }) => pk === `FEEDBACK#${id}` && /^READING#/.test(`${sk}`))).toEqual([])
  })
})

describe('a complaint', () => {
  it('is worked on by the desk, which does not see whose it is nor which dossier it is about', async () => {
    const { id } = await desk.sent(complaint({ content: 'Tôi không đồng ý với kết quả.' }))
    for (const who of ['clerk-1', 'specialist-1']) {
      const { status, body } = await desk.read(who, id)
      expect({ status, anonymous: body.anonymous, content: body.content }).toEqual({
        status: 200,
        anonymous: false,
        content: 'Tôi không đồng ý với kết quả.',
      })
      for (const canary of Object.values(canaries)) expect(JSON.stringify(body)).not.toContain(canary)
    }
    expect((await desk.read('leader-1', id)).body).toMatchObject({
      submitter: { name: canaries.name },
      dossier: canaries.dossier,
    })
    expect((await desk.act('clerk-1', 'start', id, 1)).status).toBe(200)
  })

  it('leaves a trace where its dossier is shown, though its author gave no name', async () => {
    const { id } = await desk.sent(complaint({ submitter: undefined, anonymous: true }))
    expect((await desk.read('clerk-1', id)).body).not.toHaveProperty('dossier')
    expect((await desk.read('leader-1', id)).body).toMatchObject({ anonymous: true, dossier: canaries.dossier })
    const readings = (await desk.dump()).filter(({ pk, sk }) => pk === `FEEDBACK#${id}` && /^READING#/.test(`${sk}`))
    expect(readings.map(({ by }) => by)).toEqual(['leader-1'])
  })

  it('stands in a list of its own', async () => {
    const { id } = await desk.sent(complaint())
    expect((await list('clerk-1', 'view=complaints')).ids).toContain(id)
    for (const view of ['open', 'mine']) expect((await list('clerk-1', `view=${view}`)).ids).not.toContain(id)
    expect((await list('leader-1', 'view=denunciations')).ids).not.toContain(id)
  })
})

describe('a denunciation', () => {
  it('is not there for anybody but leaders: read or acted upon, it answers like what does not exist', async () => {
    const { id } = await desk.sent(denunciation())
    const bytes = ({ body: { instance: _, ...body }, ...rest }: Awaited<ReturnType<typeof desk.read>>) =>
      JSON.stringify({ ...rest, body })
    for (const who of staff) {
      const [there, absent] = [await desk.read(who, id), await desk.read(who, '0000000000')]
      expect([who, there.status, bytes(there)]).toEqual([who, 404, bytes(absent)])
      for (const [name, body] of Object.entries(acts)) {
        const [known, unknown] = [
          await desk.act(who, name, id, 1, body),
          await desk.act(who, name, '0000000000', 1, body),
        ]
        expect([who, name, known.status, bytes(known)]).toEqual([who, name, 404, bytes(unknown)])
      }
      for (const name of ['publish', 'add-info', 'reopen']) {
        expect([who, name, (await desk.act(who, name, id, 1, {})).status]).toEqual([who, name, 404])
      }
    }
    for (const who of ['leader-1', 'leader-0']) {
      expect((await desk.read(who, id)).body).toMatchObject({ restricted: true, submitter: { name: canaries.name } })
    }
  })

  it('stands in no list but that of leaders, which is refused to all others (403)', async () => {
    const { id } = await desk.sent(denunciation())
    for (const who of ['clerk-1', 'specialist-1']) {
      expect((await list(who, 'view=denunciations')).status).toBe(403)
      for (const view of ['open', 'mine', 'complaints']) {
        expect([view, (await list(who, `view=${view}`)).ids.includes(id)]).toEqual([view, false])
      }
    }
    expect((await list('leader-1', 'view=denunciations')).ids).toContain(id)
    expect((await list('leader-0', 'view=denunciations&agency=H26.125')).ids).toContain(id)
    expect((await list('leader-9', 'view=denunciations')).ids).toEqual([])
    expect((await list('leader-9', 'view=denunciations&agency=H26.125')).status).toBe(404)
  })

  it('is given to no one but a leader, and leaves his list with his office', async () => {
    const { id } = await desk.sent(denunciation())
    for (const person of ['clerk-1', 'specialist-1']) {
      expect((await desk.act('leader-1', 'start', id, 1, { person })).status).toBe(422)
    }
    expect((await desk.act('leader-1', 'start', id, 1, { person: 'leader-1' })).status).toBe(200)
    expect((await list('leader-1', 'view=mine')).ids).toContain(id)
    const { id: other } = await desk.sent(denunciation())
    const [found, by] = [await desk.store.find(other), { id: 'leader-1', role: 'leader', agency: 'H26.125' }]
    if (!found) throw new Error(`${other} is not there`)
    const now = new Date().toISOString()
    // Whoever is a clerk now had it in his hand as a leader.
    const begin = (head: Feedback) => ({ feedback: listed({ ...head, assignee: { person: 'clerk-1' } }), event: 'x' })
    await desk.store.change(found, by, { now }, begin)
    expect((await desk.dump()).find(({ pk, sk }) => pk === `FEEDBACK#${other}` && sk === 'HEAD')).toMatchObject({
      assigneeId: 'H26.125#clerk-1',
    })
    expect((await list('clerk-1', 'view=mine')).ids).not.toContain(other)
  })

  it('is marked in its head and in every event, so that others keep it apart too', async () => {
    const { id, secret } = await desk.sent(denunciation())
    await desk.act('leader-1', 'request-info', id, 1, { question: 'Khi nào?' })
    await desk.act(undefined, 'add-info', id, 2, { text: 'Hôm qua', secret })
    await desk.act('leader-1', 'answer', id, 3, { text: 'Đã xử lý' })
    const entries = await desk.journal(id)
    expect(entries.map(({ data }) => data.restricted)).toEqual([true, true, true, true])
    const { id: other } = await desk.sent(report())
    expect((await desk.journal(other))[0]?.data).not.toHaveProperty('restricted')
  })

  it('is never published, nor is it said to be possible (409)', async () => {
    const { id } = await desk.sent(denunciation())
    await desk.act('leader-1', 'answer', id, 1, { text: 'Đã xử lý' })
    const { status, body } = await desk.act('leader-1', 'publish', id, 2, { content: 'x', answer: 'x' })
    expect({ status, possible: body.possible }).toEqual({ status: 409, possible: ['reopen'] })
  })

  it('is followed and added to by its author like any other', async () => {
    const { id, secret } = await desk.sent(denunciation())
    await desk.act('leader-1', 'request-info', id, 1, { question: 'Khi nào?' })
    expect((await desk.lookUp(id, secret)).body).toMatchObject({ status: 'NEED_INFO', question: 'Khi nào?' })
    expect((await desk.act(undefined, 'add-info', id, 2, { text: 'Hôm qua', secret })).status).toBe(200)
    expect((await desk.act('clerk-1', 'add-info', id, 3, { text: 'x', secret: '000000000000' })).status).toBe(404)
  })
})
