import { beforeAll, describe, expect, it } from 'vitest'
import { type Desk, marriage, openDesk } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
const reason = 'Nhập sai số điện thoại'
const result = { code: 'GIAY_CHUNG_NHAN_KET_HON', name: 'Giấy chứng nhận kết hôn' }

async function completed() {
  const code = await desk.inProgress()
  const attachment = await desk.checked()
  await desk.act('specialist-1', 'complete', code, 2, { outcome: 'APPROVED', results: [{ ...result, attachment }] })
  return code
}

describe('a correction', () => {
  it('puts right what was wrong of the applicant and leaves the rest', async () => {
    const { code } = (await desk.file('clerk-1', marriage())).body
    const changes = { applicant: { phone: '0987654321' }, returnBy: { method: 'POST' } }
    const { status, body } = await desk.act('clerk-1', 'correct', code, 1, { changes, reason })
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: { code: 2 }, returnBy: { method: 'POST' }, version: 2 })
    expect(body.applicant).toMatchObject({ name: 'Nguyễn Thị Chim Hoàng Yến', phone: expect.stringMatching(/321$/) })
  })

  it('keeps what was written before beside it in the log book, and neither in the event', async () => {
    const { code } = (await desk.file('clerk-1', marriage())).body
    await desk.act('clerk-1', 'correct', code, 1, { changes: { applicant: { name: 'Trần Thị Sửa Đổi' } }, reason })
    const { body } = await desk.read('leader-1', code, '/journal')
    expect(body.items.at(-1)).toMatchObject({
      type: 'dossier.corrected',
      details: {
        reason,
        changes: { applicant: { name: 'Trần Thị Sửa Đổi' } },
        before: { applicant: { name: 'Nguyễn Thị Chim Hoàng Yến' } },
      },
    })
    expect(JSON.stringify(await desk.dump())).not.toContain('Sửa Đổi')
  })

  it('of papers keeps the checklist: none that is required may go', async () => {
    const { code } = (await desk.file('clerk-1', marriage())).body
    const papers = [{ paper: 'TO_KHAI', kind: 'ORIGINAL', copies: 1 }]
    const refused = await desk.act('clerk-1', 'correct', code, 1, { changes: { papers }, reason })
    expect(refused.body.errors).toEqual([{ pointer: '/changes/papers', detail: 'Missing: GIAY_TO_TUY_THAN' }])
    const both = [...papers, { paper: 'GIAY_TO_TUY_THAN', kind: 'CERTIFIED_COPY', copies: 3 }]
    const { body } = await desk.act('clerk-1', 'correct', code, 1, { changes: { papers: both }, reason })
    expect(body.papers).toMatchObject([{ paper: 'TO_KHAI' }, { kind: 'CERTIFIED_COPY', copies: 3 }])
  })

  it('can’t give a known file a false hash, behind which the applicant’s own paper would pass for the result', async () => {
    const file = await desk.checked(undefined, 'a'.repeat(64), 'clerk-1')
    const papers = (sha256: string) =>
      ['TO_KHAI', 'GIAY_TO_TUY_THAN'].map((paper, place) => ({
        paper,
        kind: 'ORIGINAL',
        copies: 1,
        ...(place ? { attachments: [{ ...file, sha256 }] } : {}),
      }))
    const { code } = (await desk.file('clerk-1', marriage({ papers: papers(file.sha256) }))).body
    const changes = { papers: papers('b'.repeat(64)) }
    const { status, body } = await desk.act('clerk-1', 'correct', code, 1, { changes, reason })
    expect({ status, type: body.type, pointer: body.errors?.[0]?.pointer }).toEqual({
      status: 422,
      type: '/problems/attachment-unusable',
      pointer: '/changes/papers',
    })
  })

  it('of a result is the leader’s: another checked file, and the dossier stays completed', async () => {
    const code = await completed()
    const attachment = await desk.checked(undefined, 'f'.repeat(64))
    const changes = { results: [{ ...result, attachment }] }
    expect((await desk.act('clerk-1', 'correct', code, 3, { changes, reason })).status).toBe(403)
    const unchecked = { ...result, attachment: { id: 'unknown', sha256: 'a'.repeat(64) } }
    const early = await desk.act('leader-1', 'correct', code, 3, { changes: { results: [unchecked] }, reason })
    expect(early.body.type).toBe('/problems/attachment-not-verified')
    const { status, body } = await desk.act('leader-1', 'correct', code, 3, { changes, reason })
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: { code: 9 }, outcome: 'APPROVED', results: [{ attachment }] })
    expect((await desk.journal(code)).at(-1)?.data.attachments).toEqual([attachment])
  })

  it.each([
    [{ changes: {}, reason }, '/changes'],
    [{ changes: { applicant: {} }, reason }, '/changes/applicant'],
    [{ changes: { status: 9 }, reason }, '/changes/status'],
    [{ changes: { applicant: { idNumber: '12' } }, reason }, '/changes/applicant/idNumber'],
    [{ changes: { returnBy: { method: 'DESK' } } }, '/reason'],
    [
      { changes: { results: [{ ...result, attachment: { id: 'x', sha256: 'a'.repeat(64) } }] }, reason },
      '/changes/results',
    ],
  ])('refuses %j', async (body, pointer) => {
    const { code } = (await desk.file('clerk-1', marriage())).body
    const answer = await desk.act('clerk-1', 'correct', code, 1, body)
    expect(answer.status).toBe(422)
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer)
    expect(await desk.journal(code)).toHaveLength(1)
  })

  it('is not possible after the end: what was returned is closed', async () => {
    const code = await completed()
    await desk.act('clerk-1', 'return', code, 3, { method: 'DESK', to: 'Người nộp' })
    const changes = { returnBy: { method: 'POST' } }
    expect((await desk.act('leader-1', 'correct', code, 4, { changes, reason })).status).toBe(409)
  })
})
