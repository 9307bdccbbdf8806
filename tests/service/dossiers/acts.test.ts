import { beforeAll, describe, expect, it } from 'vitest'
import { type Desk, marriage, online, openDesk } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
const made = async (who: string, body: object): Promise<string> => (await desk.file(who, body)).body.code
const reasons = [{ ground: 'Luật Hộ tịch', text: 'Không thuộc thẩm quyền' }]

describe('an online filing', () => {
  it('is accepted by the clerk: the clock starts and the appointment stands', async () => {
    const code = await made('citizen-1', online())
    const { status, headers, body } = await desk.act('clerk-1', 'accept', code, 1)
    expect({ status, etag: headers.etag }).toEqual({ status: 200, etag: '"2"' })
    expect(body).toMatchObject({ status: { code: 2 }, deadlineVersion: 1, version: 2 })
    expect(body.dueAt).toBe(body.originalDueAt)
    expect(body.acceptedAt).toBeDefined()
  })

  it('is refused with reasons, and leaves the inbox', async () => {
    const code = await made('citizen-1', online())
    expect((await desk.act('clerk-1', 'refuse', code, 1, { reasons: [] })).status).toBe(422)
    const { status, body } = await desk.act('clerk-1', 'refuse', code, 1, { reasons })
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: { code: 3 }, deadlineState: 'CLOSED' })
    const inbox = await desk.as('clerk-1', 'GET /v1/dossiers?limit=100')
    expect(inbox.body.items.map((row: { code: string }) => row.code)).not.toContain(code)
  })

  it('is not accepted while a required paper is missing: 422 names it, and nothing changes', async () => {
    const papers = [{ paper: 'TO_KHAI', kind: 'ELECTRONIC', copies: 1 }]
    const code = await made('citizen-1', online({ papers }))
    const before = (await desk.read('clerk-1', code)).body
    const { status, body } = await desk.act('clerk-1', 'accept', code, 1)
    expect({ status, type: body.type }).toEqual({ status: 422, type: '/problems/invalid-request' })
    expect(body.errors).toEqual([{ pointer: '/papers', detail: 'Missing: GIAY_TO_TUY_THAN' }])
    expect((await desk.read('clerk-1', code)).body).toEqual(before)
    expect(before).toMatchObject({ status: { code: 1 }, version: 1 })
    expect(await desk.journal(code)).toHaveLength(1)
    expect((await desk.act('clerk-1', 'refuse', code, 1, { reasons })).status).toBe(200)
  })

  it('is not accepted by the citizen himself (403)', async () => {
    const code = await made('citizen-1', online())
    expect((await desk.act('citizen-1', 'accept', code, 1)).status).toBe(403)
  })
})

describe('a dossier on its way', () => {
  it('is handed over, completed with a checked file and returned', async () => {
    const code = await desk.inProgress()
    const attachment = await desk.checked()
    const results = [{ code: 'GIAY_CHUNG_NHAN_KET_HON', name: 'Giấy chứng nhận kết hôn', attachment }]
    const completed = await desk.act('specialist-1', 'complete', code, 2, { outcome: 'APPROVED', results })
    expect(completed.status).toBe(200)
    expect(completed.body).toMatchObject({ status: { code: 9 }, outcome: 'APPROVED', results, version: 3 })
    expect(completed.body.deadlineState).toMatch(/^DONE_(EARLY|ON_TIME)$/)
    const returned = await desk.act('clerk-1', 'return', code, 3, { method: 'DESK', to: 'Người nộp' })
    expect(returned.body).toMatchObject({ status: { code: 10 }, version: 4 })
    expect(returned.body.endedAt).toBe(completed.body.endedAt)
    const { body } = await desk.read('clerk-1', code, '/journal')
    expect(body.items.map((entry: { type: string }) => entry.type)).toEqual([
      'dossier.accepted',
      'dossier.handed-over',
      'dossier.completed',
      'dossier.returned',
    ])
    expect(body.items[3]).toMatchObject({ by: { id: 'clerk-1', role: 'clerk' }, details: { to: 'Người nộp' } })
  })

  it('may be denied with reasons and without a file', async () => {
    const code = await desk.inProgress()
    expect((await desk.act('leader-1', 'complete', code, 2, { outcome: 'DENIED' })).status).toBe(422)
    const { body } = await desk.act('leader-1', 'complete', code, 2, { outcome: 'DENIED', denial: { reasons } })
    expect(body).toMatchObject({ status: { code: 9 }, outcome: 'DENIED' })
  })

  it('takes a note without a change of status', async () => {
    const code = await desk.inProgress()
    const { body } = await desk.act('specialist-1', 'note', code, 2, { note: 'Đã gọi điện' })
    expect(body).toMatchObject({ status: { code: 4 }, version: 3 })
    const { body: log } = await desk.read('clerk-1', code, '/journal')
    expect(log.items[2]).toMatchObject({ type: 'dossier.noted', details: { note: 'Đã gọi điện' } })
  })
})

describe('a result', () => {
  const approve = (code: string, attachment: { id: string; sha256: string }) =>
    desk.act('specialist-1', 'complete', code, 2, {
      outcome: 'APPROVED',
      results: [{ code: 'GIAY_CHUNG_NHAN_KET_HON', name: 'Kết quả', attachment }],
    })

  it('needs a file', async () => {
    const code = await desk.inProgress()
    expect((await desk.act('specialist-1', 'complete', code, 2, { outcome: 'APPROVED' })).status).toBe(422)
  })

  it('rests on a file that was checked (409)', async () => {
    const code = await desk.inProgress()
    const { status, body } = await approve(code, { id: 'never-seen', sha256: 'c'.repeat(64) })
    expect({ status, type: body.type }).toEqual({ status: 409, type: '/problems/attachment-not-verified' })
  })

  it('has the hash that was checked (422) and was brought by the agency (422)', async () => {
    const code = await desk.inProgress()
    const { id } = await desk.checked()
    expect((await approve(code, { id, sha256: 'e'.repeat(64) })).status).toBe(422)
    const foreign = { id: 'foreign-result', sha256: 'a'.repeat(64) }
    const uploader = { id: 'clerk-9', agencies: ['H26.999'] }
    await desk.store.keep('ATTACHMENT', foreign.id, 1, { ...foreign, status: 'VERIFIED', uploader })
    expect((await approve(code, foreign)).status).toBe(422)
  })

  it("is not the applicant's own paper, under whatever id (422)", async () => {
    const paper = await desk.checked(undefined, 'b'.repeat(64), 'clerk-1')
    const papers = [
      { paper: 'TO_KHAI', kind: 'ELECTRONIC', copies: 1, attachments: [paper] },
      { paper: 'GIAY_TO_TUY_THAN', kind: 'ORIGINAL', copies: 1 },
    ]
    const code = await desk.inProgress({ papers })
    const { status, body } = await approve(code, await desk.checked(undefined, 'b'.repeat(64)))
    expect({ status, type: body.type }).toEqual({ status: 422, type: '/problems/attachment-unusable' })
    expect(body.errors).toEqual([{ pointer: '/results/0/attachment', detail: expect.any(String) }])
  })
})

describe('an act that cannot be', () => {
  it('names the state and the acts that are possible (409) and changes nothing', async () => {
    const code = await made('clerk-1', marriage())
    const { status, body } = await desk.act('clerk-1', 'accept', code, 1)
    expect(status).toBe(409)
    expect(body).toMatchObject({ type: '/problems/wrong-state', state: { code: 2, name: 'Được tiếp nhận' } })
    expect(body.possible).toContain('hand-over')
    expect(body.possible).not.toContain('accept')
    expect((await desk.read('clerk-1', code)).body.version).toBe(1)
  })

  it('is stale with an old or a foreign ETag (412) and tells the present one', async () => {
    const code = await desk.inProgress()
    const { status, headers } = await desk.act('specialist-1', 'hand-over', code, 1)
    expect({ status, etag: headers.etag }).toEqual({ status: 412, etag: '"2"' })
    for (const tag of ['*', 'W/"2"', '"abc"', '"3"']) {
      const headers = { 'if-match': tag }
      const answer = await desk.as('specialist-1', `POST /v1/dossiers/${code}/hand-over`, { body: {}, headers })
      expect(answer.status).toBe(412)
    }
  })

  it('needs its If-Match (428)', async () => {
    const code = await made('clerk-1', marriage())
    expect((await desk.as('clerk-1', `POST /v1/dossiers/${code}/note`, { body: { note: 'x' } })).status).toBe(428)
  })

  it('happens once when two act at once on one version', async () => {
    const code = await made('clerk-1', marriage())
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => desk.act('clerk-1', 'note', code, 1, { note: `${n}` })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(412)])
    expect(await desk.journal(code)).toHaveLength(2)
  })
})
