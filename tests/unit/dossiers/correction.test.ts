import { describe, expect, it } from 'vitest'
import { type Changes, correct } from '../../../functions/dossiers/correction.ts'
import type { Dossier, Paper } from '../../../functions/dossiers/dossier.ts'
import { accepted, clerk, leader, version } from './sample.ts'

const found = version.cases[0] ?? { code: '', papers: [], channels: [] }
const file = (id: string, sha256 = 'a'.repeat(64)) => ({ id, sha256 })
const paper = (name: string, id?: string): Paper => ({
  paper: name,
  kind: 'ORIGINAL',
  copies: 1,
  ...(id ? { attachments: [file(id)] } : {}),
})
const applicant = { kind: 'CITIZEN', name: 'Nguyễn Thị Sai', phone: '0912345678' }
const standing = { applicant, papers: [paper('TO_KHAI', 'old')], found }
const put = (changes: Changes, dossier: Dossier = accepted(), by = clerk) =>
  correct(dossier, { changes, reason: 'Nhập sai', note: 'Theo giấy tờ' }, standing, by)
const result = (id: string, sha256 = 'b'.repeat(64)) => ({
  code: 'GIAY',
  name: 'Giấy xác nhận',
  attachment: file(id, sha256),
})
const refused = (pointer: string, detail: string) =>
  expect.objectContaining({ problem: 'invalid-request', facts: { errors: [{ pointer, detail }] } })

describe('a correction', () => {
  it('of the applicant changes what is named, and keeps what was there beside it', () => {
    const changes = { applicant: { name: 'Nguyễn Thị Đúng', email: 'x@example.vn' } }
    const acted = put(changes)
    expect(acted.applicant).toEqual({ ...applicant, ...changes.applicant })
    expect(acted.details).toStrictEqual({
      changes,
      before: { applicant: { name: 'Nguyễn Thị Sai' } },
      reason: 'Nhập sai',
      note: 'Theo giấy tờ',
    })
    expect(acted).toMatchObject({ event: 'dossier.corrected', attachments: [] })
    expect(acted).not.toHaveProperty('papers')
    expect(acted.dossier.status).toBe(2)
  })

  it('of the way of return is in the head, with the old way in the log book', () => {
    const acted = put({ returnBy: { method: 'POST' } })
    expect(acted.dossier.returnBy).toBe('POST')
    expect(acted.details).toMatchObject({ before: { returnBy: { method: 'DESK' } } })
    expect(acted).not.toHaveProperty('applicant')
  })

  it('of papers names only the files that are new, and keeps the checklist after acceptance', () => {
    const papers = [paper('TO_KHAI', 'old'), paper('GIAY_TO', 'new')]
    const acted = put({ papers })
    expect(acted).toMatchObject({
      papers,
      attachments: [file('new')],
      details: { before: { papers: standing.papers } },
    })
    expect(() => put({ papers: [paper('GIAY_TO')] })).toThrow(refused('/changes/papers', 'Missing: TO_KHAI'))
    const online = accepted({ status: 1, acceptedAt: undefined })
    expect(put({ papers: [paper('GIAY_TO')] }, online).papers).toEqual([paper('GIAY_TO')])
  })

  it('of papers claims a known file again under another hash: what is recorded of it must be true', () => {
    const papers = [{ ...paper('TO_KHAI'), attachments: [file('old', 'c'.repeat(64))] }]
    expect(put({ papers }).attachments).toEqual([file('old', 'c'.repeat(64))])
  })

  it('that makes two papers the same is refused at its place', () => {
    expect(() => put({ papers: [paper('TO_KHAI'), paper('TO_KHAI')] })).toThrow(
      refused('/changes/papers/1/paper', 'Named twice'),
    )
  })

  it('of a result comes after the end and is the leader’s; papers are closed by then', () => {
    const done = accepted({ status: 9, results: [result('wrong')], endedAt: '2026-11-18T03:00:00.000Z' })
    const acted = put({ results: [result('right')] }, done, leader)
    expect(acted.dossier).toMatchObject({ status: 9, results: [result('right')], endedAt: '2026-11-18T03:00:00.000Z' })
    expect(acted).toMatchObject({
      attachments: [file('right', 'b'.repeat(64))],
      details: { before: { results: [result('wrong')] } },
    })
    expect(() => put({ results: [result('x')] })).toThrow(refused('/changes/results', 'There is no result yet'))
    expect(() => put({ papers: [] }, done, leader)).toThrow(refused('/changes/papers', 'The dossier is completed'))
    expect(() => put({ returnBy: { method: 'POST' } }, done, clerk)).toThrow(
      expect.objectContaining({ problem: 'forbidden' }),
    )
  })

  it("does not take the applicant's own paper for a result", () => {
    const done = accepted({ status: 9, results: [result('wrong')] })
    expect(() => put({ results: [result('x', 'a'.repeat(64))] }, done, leader)).toThrow(
      expect.objectContaining({
        problem: 'attachment-unusable',
        facts: { errors: [{ pointer: '/changes/results/0/attachment', detail: 'This is a paper of the application' }] },
      }),
    )
  })
})
