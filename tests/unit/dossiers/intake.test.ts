import { describe, expect, it } from 'vitest'
import { type Case, checkPapers, filesOf, intake, limitOf, type Paper } from '../../../functions/dossiers/intake.ts'

const birth: Case = {
  code: 'ON_TIME',
  papers: [
    { code: 'TO_KHAI', required: true },
    { code: 'GIAY_CHUNG_SINH', required: true },
    { code: 'HO_CHIEU', required: false },
  ],
  channels: [
    { channel: 'DESK', limit: { unit: 'IMMEDIATE' } },
    { channel: 'ONLINE', limit: { unit: 'WORKING_DAY', value: 3 } },
  ],
}
const papers = (...codes: string[]): Paper[] => codes.map((paper) => ({ paper, kind: 'ORIGINAL', copies: 1 }))
const errorsOf = (given: Paper[], complete: boolean) => {
  try {
    checkPapers(given, birth, complete)
    return []
  } catch (error) {
    return (error as { facts: { errors: { pointer: string; detail: string }[] } }).facts.errors
  }
}

describe('the checklist of papers', () => {
  it('is satisfied by all papers that are required', () => {
    expect(errorsOf(papers('TO_KHAI', 'GIAY_CHUNG_SINH'), true)).toEqual([])
    expect(errorsOf(papers('TO_KHAI', 'GIAY_CHUNG_SINH', 'HO_CHIEU'), true)).toEqual([])
  })

  it('names every required paper that is missing at the desk', () => {
    expect(errorsOf([], true)).toEqual([
      { pointer: '/papers', detail: 'Missing: TO_KHAI' },
      { pointer: '/papers', detail: 'Missing: GIAY_CHUNG_SINH' },
    ])
  })

  it('lets an online filing wait for a paper', () => {
    expect(errorsOf(papers('TO_KHAI'), false)).toEqual([])
  })

  it('refuses a paper of another case and one that is named twice, by its place', () => {
    expect(errorsOf(papers('TO_KHAI', 'TO_KHAI', 'SO_DO'), false)).toEqual([
      { pointer: '/papers/1/paper', detail: 'Named twice' },
      { pointer: '/papers/2/paper', detail: 'Not a paper of this case' },
    ])
  })
})

describe('the files of the papers', () => {
  const file = (id: string) => ({ id, sha256: 'f'.repeat(64) })
  const withFiles = (...ids: string[]): Paper[] =>
    papers('TO_KHAI').map((row) => ({ ...row, attachments: ids.map(file) }))

  it('are each named once, and 50 at most', () => {
    const many = (count: number) => withFiles(...Array.from({ length: count }, (_, n) => `f${n}`))
    expect(errorsOf(many(50), false)).toEqual([])
    expect(errorsOf(many(51), false)).toEqual([{ pointer: '/papers', detail: 'More than 50 files' }])
    expect(errorsOf(withFiles('a', 'a'), false)).toEqual([{ pointer: '/papers', detail: 'A file is named twice' }])
  })
})

describe('the limit of a case', () => {
  it('is that of the channel', () => {
    expect(limitOf(birth, 'DESK')).toEqual({ unit: 'IMMEDIATE' })
    expect(limitOf(birth, 'ONLINE')).toEqual({ unit: 'WORKING_DAY', value: 3 })
  })

  it('is refused for a channel that the case is not offered by', () => {
    expect(() => limitOf(birth, 'POST')).toThrow(
      expect.objectContaining({
        problem: 'invalid-request',
        facts: { errors: [{ pointer: '/channel', detail: 'Not offered by POST' }] },
      }),
    )
  })
})

describe('the intake', () => {
  const at = '2026-11-26T02:00:00.000Z'
  const dueAt = '2026-11-26T10:00:00.000Z'
  const firstDue = '2026-11-27T02:00:00.000Z'
  const neverAsked = () => {
    throw new Error('a date that this filing has not')
  }
  const atTheDesk = { appointment: () => ({ dueAt, provisional: false }), firstDue: neverAsked }
  const fromHome = { appointment: neverAsked, firstDue: () => firstDue }
  const known = {
    code: 'H26.125-261126-0001',
    agency: 'H26.125',
    procedure: { code: '1.001193', version: 1 },
    case: 'ON_TIME',
    limit: { unit: 'IMMEDIATE' } as const,
    secretHash: 'hash',
  }
  const file = { id: 'a1', sha256: 'f'.repeat(64) }
  const filing = (channel: 'DESK' | 'ONLINE') => ({
    channel,
    receivingPoint: 'H26.125-01',
    papers: [{ ...(papers('TO_KHAI')[0] as Paper), attachments: [file] }],
    returnBy: { method: 'DESK' as const },
  })

  it('accepts at the desk in the same act and starts the clock', () => {
    const { dossier, event, attachments } = intake(
      filing('DESK'),
      known,
      { id: 'c1', role: 'clerk', agency: 'H26.125' },
      at,
      atTheDesk,
    )
    expect(event).toBe('dossier.accepted')
    expect(attachments).toEqual([file])
    expect(dossier).toMatchObject({ status: 2, acceptedAt: at, dueAt, originalDueAt: dueAt })
    expect(dossier).toMatchObject({ inbox: 'H26.125#open', inboxDueAt: dueAt, deadlineVersion: 1 })
    expect(dossier).toMatchObject({ provisional: false, submittedAt: at, supplements: 0, extensions: 0 })
    expect(dossier).toMatchObject({ filedBy: { id: 'c1', agency: 'H26.125' }, returnBy: 'DESK', channel: 'DESK' })
    expect(dossier).not.toHaveProperty('owner')
  })

  it('makes an online filing a new one, in the inbox by its acceptance clock and without a due date', () => {
    const { dossier, event, attachments } = intake(filing('ONLINE'), known, { id: 'p1', role: 'citizen' }, at, fromHome)
    expect(event).toBe('dossier.submitted')
    expect(attachments).toEqual([file])
    expect(dossier.filedBy).toStrictEqual({ id: 'p1' })
    expect(dossier).toMatchObject({ status: 1, owner: 'p1', filedBy: { id: 'p1' }, inboxDueAt: firstDue })
    expect(dossier.dueAt).toBeUndefined()
    expect(dossier.deadlineVersion).toBe(0)
  })

  it('gathers the files of all papers', () => {
    expect(filesOf([...papers('TO_KHAI'), ...filing('DESK').papers])).toEqual([file])
  })
})
