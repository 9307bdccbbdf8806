import { beforeAll, describe, expect, it } from 'vitest'
import { canaries, type Desk, marriage, online, openDesk } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
const paper = (code = 'GIAY_TO_TUY_THAN', more: object = {}) => ({ paper: code, kind: 'ORIGINAL', copies: 1, ...more })
const items = [{ paper: 'GIAY_TO_TUY_THAN', reason: 'Bản chụp mờ, không đọc được' }]
const filed = async (who: string, body: object) => (await desk.file(who, body)).body as { code: string; secret: string }
const ask = (who: string, code: string, version: number, more: object = {}) =>
  desk.act(who, 'request-supplement', code, version, { items, ...more })
const give = (who: string | undefined, code: string, version: number, more: object = {}) =>
  desk.as(who, `POST /v1/dossiers/${code}/supplement`, {
    body: { papers: [paper()], ...more },
    headers: { 'if-match': `"${version}"` },
  })

describe('asking for papers', () => {
  it('pauses the clock and tells the citizen which papers, by their names', async () => {
    const code = await desk.inProgress()
    const { status, body } = await ask('specialist-1', code, 2)
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: { code: 5 }, deadlineState: 'PAUSED', supplements: 1, version: 3 })
    expect(body.asked).toEqual([{ code: 'GIAY_TO_TUY_THAN', name: expect.stringMatching(/tùy thân/i) }])
    expect(body.pausedAt).toBeDefined()
    expect(body.indexOverdue).toBeUndefined()
  })

  it('is shown to whoever looks it up: what to bring', async () => {
    const { code, secret } = await filed('clerk-1', marriage())
    await ask('clerk-1', code, 1)
    const { body } = await desk.as(undefined, 'POST /v1/lookups', { body: { code, secret } })
    expect(body.next).toMatchObject({ code: 'SUPPLEMENT', papers: [{ code: 'GIAY_TO_TUY_THAN' }] })
    expect(JSON.stringify(body)).not.toContain('mờ')
  })

  it('names papers of the case only, each once and with its reason; nothing changes otherwise', async () => {
    const code = await desk.inProgress()
    const before = (await desk.read('clerk-1', code)).body
    for (const [wrong, pointer] of [
      [[{ paper: 'SO_DO', reason: 'x' }], '/items/0/paper'],
      [[...items, ...items], '/items/1/paper'],
      [[{ paper: 'TO_KHAI' }], '/items/0/reason'],
      [[], '/items'],
    ] as const) {
      const { status, body } = await desk.act('specialist-1', 'request-supplement', code, 2, { items: wrong })
      expect({ status, pointer: body.errors?.[0]?.pointer }).toEqual({ status: 422, pointer })
    }
    expect((await desk.read('clerk-1', code)).body).toEqual(before)
  })

  it('is possible once; then only for a leader with a ground, and the index counts it as overdue', async () => {
    const code = await desk.inProgress()
    expect((await ask('leader-1', code, 2)).status).toBe(403)
    await ask('specialist-1', code, 2)
    expect((await give('clerk-1', code, 3)).status).toBe(200)
    expect((await ask('specialist-1', code, 4, { ground: 'Luật Hộ tịch' })).status).toBe(403)
    const without = await ask('leader-1', code, 4)
    expect({ status: without.status, errors: without.body.errors }).toMatchObject({
      status: 422,
      errors: [{ pointer: '/ground' }],
    })
    const { status, body } = await ask('leader-1', code, 4, { ground: 'Luật Hộ tịch' })
    expect(status).toBe(200)
    expect(body).toMatchObject({ supplements: 2, indexOverdue: true })
  })

  it('before acceptance does not count: the dossier waits at the desk again, without a due date', async () => {
    const { code } = await filed('citizen-1', online())
    const asked = await ask('clerk-1', code, 1)
    expect(asked.body).toMatchObject({ status: { code: 5 }, supplements: 0 })
    expect(asked.body.pausedAt).toBeUndefined()
    const { status, body } = await give('citizen-1', code, 2)
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: { code: 1 }, deadlineVersion: 0 })
    expect(body.dueAt).toBeUndefined()
    expect((await ask('specialist-1', code, 3)).status).toBe(403)
    expect((await desk.act('clerk-1', 'accept', code, 3)).status).toBe(200)
  })

  it('before acceptance shows no appointment in the lists either: there is none', async () => {
    const { code } = await filed('citizen-1', online())
    await ask('clerk-1', code, 1)
    const { body } = await desk.as('clerk-1', 'GET /v1/dossiers?status=5&limit=100')
    const row = body.items.find((one: { code: string }) => one.code === code)
    expect(row).toMatchObject({ deadlineState: 'PAUSED' })
    expect(row).not.toHaveProperty('dueAt')
  })

  it('keeps the reason out of every event and in the log book of those who may read it', async () => {
    const code = await desk.inProgress()
    await ask('specialist-1', code, 2, { items: [{ ...items[0], reason: canaries.remark }] })
    const entry = (await desk.journal(code)).at(-1)
    expect(entry?.type).toBe('dossier.supplement-requested')
    expect(JSON.stringify(entry?.data)).not.toContain(canaries.remark)
    const log = await desk.read('leader-1', code, '/journal')
    expect(JSON.stringify(log.body)).toContain(canaries.remark)
  })
})

describe('handing in what was asked for', () => {
  it('goes on with the work: the paper takes the place of the old one, the clock runs', async () => {
    const code = await desk.inProgress()
    await ask('specialist-1', code, 2)
    const { status, body } = await give('clerk-1', code, 3, { papers: [paper(undefined, { copies: 2 })] })
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: { code: 4 }, version: 4 })
    expect(body.papers.map(({ paper: name, copies }: { paper: string; copies: number }) => [name, copies])).toEqual([
      ['TO_KHAI', 1],
      ['GIAY_TO_TUY_THAN', 2],
    ])
    expect(body).not.toHaveProperty('asked')
    expect(body).not.toHaveProperty('pausedAt')
    expect(body.originalDueAt <= body.dueAt).toBe(true)
  })

  it('is the owner’s, the desk’s, or whose secret is right; nobody else sees the dossier', async () => {
    const { code, secret } = await filed('citizen-1', online())
    await ask('clerk-1', code, 1)
    expect((await give(undefined, code, 2)).status).toBe(401)
    expect((await give(undefined, code, 2, { secret: 'WRONG0WRONG0' })).status).toBe(404)
    expect((await give('citizen-2', code, 2)).status).toBe(404)
    expect((await give('clerk-9', code, 2)).status).toBe(404)
    expect((await give('leader-1', code, 2)).status).toBe(403)
    const { status, body } = await give(undefined, code, 2, { secret })
    expect(status).toBe(200)
    expect(body.status.code).toBe(1)
    for (const canary of [canaries.name, canaries.phone]) expect(JSON.stringify(body)).not.toContain(canary)
    expect((await desk.journal(code)).at(-1)?.by).toEqual({ id: `holder:${code}`, role: 'holder' })
  })

  it('ends with the last paper that was asked for: one still missing is named', async () => {
    const code = await desk.inProgress()
    const two = ['GIAY_TO_TUY_THAN', 'TO_KHAI'].map((name) => ({ paper: name, reason: 'Chưa ký' }))
    await desk.act('specialist-1', 'request-supplement', code, 2, { items: two })
    const { status, body } = await give('clerk-1', code, 3)
    expect({ status, errors: body.errors }).toEqual({
      status: 422,
      errors: [{ pointer: '/papers', detail: 'Still missing: TO_KHAI' }],
    })
    expect((await desk.read('clerk-1', code)).body).toMatchObject({ status: { code: 5 }, version: 3 })
  })

  it('takes files that are the giver’s own, and names them in the event for the service of files', async () => {
    const { code, secret } = await filed('clerk-1', marriage())
    await ask('clerk-1', code, 1)
    const foreign = await desk.checked(undefined, 'd'.repeat(64), 'citizen-9')
    const withFile = (file: object) => ({ secret, papers: [paper(undefined, { attachments: [file] })] })
    const refused = await give(undefined, code, 2, withFile(foreign))
    const own = { id: '01KB04G9Z6Y0N3T5Q8R2V7X4WC', sha256: 'e'.repeat(64) }
    expect((await give(undefined, code, 2, withFile(own))).status).toBe(200)
    expect((await desk.journal(code)).at(-1)?.data.attachments).toEqual([own])
    expect(refused.body.type === '/problems/attachment-unusable' || refused.status === 422).toBe(true)
  })

  it('does not free the paper that it replaced to become the result, nor what was brought by secret', async () => {
    const scan = await desk.checked(undefined, 'a'.repeat(64), 'clerk-1')
    const papers = [paper('TO_KHAI'), paper(undefined, { attachments: [scan] })]
    const { code } = await filed('clerk-1', marriage({ papers }))
    const uploader = { id: 'clerk-1', agencies: ['H26.125'] }
    // What the service of files says once it has given the file to the dossier.
    await desk.store.keep('ATTACHMENT', scan.id, 2, { ...scan, status: 'VERIFIED', uploader, dossier: code })
    const brought = await desk.checked(undefined, 'd'.repeat(64), `holder:${code}`)
    await ask('clerk-1', code, 1)
    expect((await give('clerk-1', code, 2)).status).toBe(200)
    const result = { code: 'GIAY_CHUNG_NHAN_KET_HON', name: 'Giấy chứng nhận kết hôn' }
    for (const attachment of [scan, brought]) {
      const body = { outcome: 'APPROVED', results: [{ ...result, attachment }] }
      const refused = await desk.act('specialist-1', 'complete', code, 3, body)
      expect({ type: refused.body.type, pointer: refused.body.errors?.[0]?.pointer }).toEqual({
        type: '/problems/attachment-unusable',
        pointer: '/results',
      })
    }
    expect((await desk.read('clerk-1', code)).body.status.code).toBe(4)
  })

  it('sent again with its key answers the same and changes nothing more', async () => {
    const { code, secret } = await filed('clerk-1', marriage())
    await ask('clerk-1', code, 1)
    const again = () =>
      desk.as(undefined, `POST /v1/dossiers/${code}/supplement`, {
        body: { papers: [paper()], secret },
        headers: { 'if-match': '"2"', 'idempotency-key': 'my-key' },
      })
    const [first, second] = [await again(), await again()]
    expect([first.status, second.status, second.headers['idempotent-replayed']]).toEqual([200, 200, 'true'])
    expect(second.body).toEqual(first.body)
    expect(await desk.journal(code)).toHaveLength(3)
  })
})
