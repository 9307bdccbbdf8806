import { beforeAll, describe, expect, it } from 'vitest'
import { canaries, complaint, type Desk, note, openDesk, report } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const answered = async (body: object = report()) => {
  const { id, secret } = await desk.sent(body)
  await desk.act('clerk-1', 'answer', id, 1, { text: 'Phường đã thêm ghế.' })
  return { id, secret }
}
const publication = { content: 'Ghế chờ ít.', answer: 'Phường đã thêm ghế.' }
const types = async (id: string) => (await desk.journal(id)).map(({ type }) => type)

describe('the way of a feedback', () => {
  it('goes from its receipt over a question to an answer that everybody may read', async () => {
    const { id, secret } = await desk.sent(report())
    const asked = await desk.act('clerk-1', 'request-info', id, 1, { question: 'Ở quầy nào?' })
    expect(asked).toMatchObject({ status: 200, body: { status: 'NEED_INFO', version: 2 }, headers: { etag: '"2"' } })
    const added = await desk.act(undefined, 'add-info', id, 2, { text: 'Quầy số 2.', secret })
    expect(added).toMatchObject({ status: 200, body: { status: 'INFO_ADDED', version: 3 } })
    const started = await desk.act('clerk-1', 'start', id, 3, { unit: 'mot-cua', person: 'specialist-1' })
    expect(started.body).toMatchObject({ status: 'IN_PROGRESS', assignee: { unit: 'mot-cua', person: 'specialist-1' } })
    const done = await desk.act('specialist-1', 'answer', id, 4, { text: publication.answer })
    expect(done.body).toMatchObject({ status: 'ANSWERED', answer: publication.answer })
    expect(done.body.dueAt < added.body.dueAt).toBe(true)
    const published = await desk.act('leader-1', 'publish', id, 5, publication)
    expect(published.body).toMatchObject({ status: 'PUBLISHED', publicVersion: publication, version: 6 })
    expect(published.body).not.toHaveProperty('dueAt')
    expect(await types(id)).toEqual([
      'feedback.received',
      'feedback.info-requested',
      'feedback.info-added',
      'feedback.started',
      'feedback.answered',
      'feedback.published',
    ])
  })

  it('may end at once: refused with a reason, or handed on to whom it concerns', async () => {
    const refused = await desk.sent(report())
    const reason = 'Nội dung không thuộc phạm vi tiếp nhận'
    const no = await desk.act('clerk-1', 'reject', refused.id, 1, { reason })
    expect(no.body).toMatchObject({ status: 'REJECTED', endedAt: expect.any(String) })
    const { id, secret } = await desk.sent(report())
    const on = await desk.act('clerk-1', 'forward', id, 1, { to: 'Công ty Điện lực', reason: 'Thuộc ngành điện' })
    expect(on.body).toMatchObject({ status: 'FORWARDED' })
    expect(on.body).not.toHaveProperty('dueAt')
    const { body } = await desk.lookUp(id, secret)
    expect(body).toMatchObject({ forwardedTo: 'Công ty Điện lực', reason: 'Thuộc ngành điện' })
    expect((await desk.lookUp(refused.id, refused.secret)).body).toMatchObject({ status: 'REJECTED', reason })
  })

  it('is in the hand of who starts it where he names nobody', async () => {
    const { id } = await desk.sent()
    expect((await desk.act('clerk-1', 'start', id, 1)).body.assignee).toEqual({ person: 'clerk-1' })
  })

  it('gives work only to staff of the agency or above it (422)', async () => {
    const { id } = await desk.sent()
    for (const person of ['clerk-9', 'nobody', 'supervisor-1', 'portal-1']) {
      const { status, body } = await desk.act('clerk-1', 'start', id, 1, { person })
      expect({ person, status, at: body.errors?.[0].pointer }).toEqual({ person, status: 422, at: '/person' })
    }
    expect((await desk.act('clerk-1', 'start', id, 1, { person: 'leader-0' })).status).toBe(200)
  })

  it('tells whoever has an old record of that before it looks at the officer (412)', async () => {
    const { id } = await desk.sent()
    expect((await desk.act('clerk-1', 'start', id, 1)).status).toBe(200)
    expect((await desk.act('clerk-1', 'start', id, 1, { person: 'nobody' })).status).toBe(412)
  })

  it('can be opened again by its author alone, and then has a new date', async () => {
    const { id, secret } = await answered()
    const again = await desk.act(undefined, 'reopen', id, 2, { reason: 'Vẫn chưa có ghế', secret })
    expect(again).toMatchObject({ status: 200, body: { status: 'IN_PROGRESS', version: 3 } })
    expect(again.body).not.toHaveProperty('reopenUntil')
    const { body } = await desk.read('clerk-1', id)
    expect(body).not.toHaveProperty('answeredAt')
    expect(body).toMatchObject({ answer: 'Phường đã thêm ghế.', deadlineVersion: 3 })
    expect(body.messages.at(-1)).toMatchObject({ act: 'reopen', from: 'AUTHOR', text: 'Vẫn chưa có ghế' })
  })

  it('keeps what was published when it is opened again, until something else is', async () => {
    const { id, secret } = await answered(report({ agency: 'H26.999' }))
    const list = async () => (await desk.as(undefined, 'GET /v1/feedback/published?agency=H26.999')).body.items
    const { id: ours, secret: key } = await desk.sent(report({ agency: 'H26.999' }))
    await desk.act('leader-9', 'answer', ours, 1, { text: 'Có' })
    await desk.act('leader-9', 'publish', ours, 2, publication)
    await desk.act(undefined, 'reopen', ours, 3, { reason: 'Chưa rõ', secret: key })
    expect(await list()).toMatchObject([{ id: ours, ...publication }])
    await desk.act('leader-9', 'answer', ours, 4, { text: 'Rõ hơn' })
    await desk.act('leader-9', 'publish', ours, 5, { ...publication, answer: 'Rõ hơn' })
    expect(await list()).toMatchObject([{ id: ours, content: publication.content, answer: 'Rõ hơn' }])
    expect([id, secret]).not.toContain(ours)
  })
})

describe('an act that the status forbids', () => {
  it('is refused with the status and the acts that are possible (409)', async () => {
    const { id } = await answered()
    const { status, body } = await desk.act('clerk-1', 'forward', id, 2, { to: 'x', reason: 'x' })
    expect({ status, type: body.type }).toEqual({ status: 409, type: '/problems/wrong-state' })
    expect(body).toMatchObject({ state: { code: 'ANSWERED' }, possible: ['publish', 'reopen'] })
  })

  it('is publishing a complaint, however it is answered', async () => {
    const { id, secret } = await answered(complaint())
    const { status, body } = await desk.act('leader-1', 'publish', id, 2, publication)
    expect({ status, possible: body.possible }).toEqual({ status: 409, possible: ['reopen'] })
    expect((await desk.act(undefined, 'reopen', id, 2, { reason: 'x', secret })).status).toBe(200)
  })

  it('is every act but one of many that come at once for the same version (412)', async () => {
    const { id } = await desk.sent()
    const at = (n: number) => desk.act('clerk-1', 'answer', id, 1, { text: `Trả lời ${n}` })
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => at(n)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(412)])
    expect(await desk.journal(id)).toHaveLength(2)
  })

  it('says first that the version is old (412), and that one is needed (428)', async () => {
    const { id } = await answered()
    expect((await desk.act('clerk-1', 'forward', id, 1, { to: 'x', reason: 'x' })).status).toBe(412)
    const without = await desk.as('clerk-1', `POST /v1/feedback/${id}/answer`, { body: { text: 'x' } })
    expect(without.status).toBe(428)
    expect((await desk.act('clerk-1', 'forward', id, 1, {})).status).toBe(422)
  })
})

describe('what is published', () => {
  it('is refused while it points to its author: each text is named, and not what was found', async () => {
    const { id } = await answered()
    const refused = async (content: string, answer = 'Đã xử lý.') => {
      const { status, body } = await desk.act('leader-1', 'publish', id, 2, { content, answer })
      const told = JSON.stringify(body)
      for (const canary of Object.values(canaries)) expect(told).not.toContain(canary)
      return [status, ...new Set((body.errors ?? []).map(({ pointer }: { pointer: string }) => pointer))]
    }
    for (const leak of [canaries.name, '0912 345 678', canaries.email, canaries.address, canaries.dossier]) {
      expect([leak, await refused(`Theo ${leak} phản ánh.`)]).toEqual([leak, [422, '/content']])
      expect([leak, await refused('Ghế ít.', `Trả lời ${leak}.`)]).toEqual([leak, [422, '/answer']])
    }
    expect(await refused(`Số ${canaries.idNumber}.`, 'Gọi 0987654321.')).toEqual([422, '/content', '/answer'])
    expect(await types(id)).toHaveLength(2)
    expect((await desk.act('leader-1', 'publish', id, 2, publication)).status).toBe(200)
  })

  it('stands on the public list of its agency, newest first, page by page, and says nothing else', async () => {
    const agency = 'H26.125'
    const ids: string[] = []
    for (const n of [1, 2, 3]) {
      const { id } = await answered(note())
      await desk.act('leader-1', 'publish', id, 2, { content: `Góp ý ${n}`, answer: 'Cảm ơn.' })
      ids.unshift(id)
    }
    const list = (rest = '') => desk.as(undefined, `GET /v1/feedback/published?agency=${agency}${rest}`)
    const all = (await list()).body.items
    expect(all.slice(0, 3).map(({ id }: { id: string }) => id)).toEqual(ids)
    expect(Object.keys(all[0]).sort()).toEqual(['answer', 'content', 'id', 'kind', 'publishedAt'])
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const { body } = await list(`&limit=2${cursor ? `&cursor=${cursor}` : ''}`)
      seen.push(...body.items.map(({ id }: { id: string }) => id))
      cursor = body.nextCursor
    } while (cursor)
    expect(seen).toEqual(all.map(({ id }: { id: string }) => id))
    const { nextCursor } = (await list('&limit=1')).body
    expect((await desk.as(undefined, `GET /v1/feedback/published?agency=H26.999&cursor=${nextCursor}`)).status).toBe(
      422,
    )
    expect((await desk.as(undefined, 'GET /v1/feedback/published')).status).toBe(422)
  })

  it('is for leaders to decide: others may read the record and not publish it (403)', async () => {
    const { id } = await answered()
    for (const who of ['clerk-1', 'specialist-1']) {
      expect((await desk.act(who, 'publish', id, 2, publication)).status).toBe(403)
    }
    expect((await desk.act('leader-9', 'publish', id, 2, publication)).status).toBe(404)
  })
})

describe('who may act', () => {
  it('is the desk of the agency: elsewhere it is not there, without a token one is asked for', async () => {
    const { id } = await desk.sent()
    for (const [name, body] of Object.entries({ start: {}, answer: { text: 'x' }, reject: { reason: 'x' } })) {
      expect((await desk.act(undefined, name, id, 1, body)).status).toBe(401)
      for (const who of ['clerk-9', 'citizen-1', 'supervisor-1', 'portal-1']) {
        expect([who, (await desk.act(who, name, id, 1, body)).status]).toEqual([who, 404])
      }
    }
  })

  it('is its author by secret: the desk adds nothing in his name, a wrong secret opens nothing', async () => {
    const { id, secret } = await desk.sent()
    await desk.act('clerk-1', 'request-info', id, 1, { question: 'Ở đâu?' })
    const add = (who: string | undefined, body: object) => desk.act(who, 'add-info', id, 2, { text: 'x', ...body })
    expect((await add(undefined, {})).status).toBe(401)
    expect((await add(undefined, { secret: '000000000000' })).status).toBe(404)
    expect((await add('citizen-1', { secret: '000000000000' })).status).toBe(404)
    expect((await add('clerk-1', { secret: '000000000000' })).status).toBe(403)
    const { status, body } = await add('citizen-1', {
      secret: `${secret.slice(0, 6).toLowerCase()}-${secret.slice(6)}`,
    })
    expect({ status, answer: Object.keys(body).sort() }).toEqual({
      status: 200,
      answer: ['channel', 'dueAt', 'id', 'kind', 'messages', 'receivedAt', 'status', 'version'],
    })
    expect((await desk.journal(id))[2]?.by).toEqual({ id: `holder:feedback:${id}`, role: 'holder' })
  })
})
