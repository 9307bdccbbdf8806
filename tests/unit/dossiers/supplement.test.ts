import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../../functions/agencies/policy.ts'
import type { Dossier, Paper } from '../../../functions/dossiers/dossier.ts'
import { askedEnough, requestSupplement, supplement } from '../../../functions/dossiers/supplement.ts'
import { accepted, citizen, clerk, leader, specialist, version } from './sample.ts'

const at = '2026-11-17T03:00:00.000Z'
const found = version.cases[0] ?? { code: '', papers: [], channels: [] }
const ask = (dossier: Dossier, by = specialist, papers = ['TO_KHAI'], more: object = {}, policy = defaultPolicy) => {
  const items = papers.map((paper) => ({ paper, reason: 'Chưa ký' }))
  return requestSupplement(dossier, { items, ...more }, { found, policy }, by, at)
}
const paper = (name: string, id?: string): Paper => ({
  paper: name,
  kind: 'ORIGINAL',
  copies: 1,
  ...(id ? { attachments: [{ id, sha256: 'a'.repeat(64) }] } : {}),
})
const due = () => ({ dueAt: '2026-11-20T10:00:00.000Z', provisional: false })
const around = (before: Paper[]) => ({ found, before, due, firstDue: () => '2026-11-18T03:00:00.000Z' })
const errors = (...list: [pointer: string, detail: string][]) =>
  expect.objectContaining({
    problem: 'invalid-request',
    facts: { errors: list.map(([pointer, detail]) => ({ pointer, detail })) },
  })

describe('a request for papers', () => {
  it('names them with their reasons; the clock stands from now', () => {
    const acted = ask(accepted({ status: 4 }), specialist, ['TO_KHAI', 'GIAY_TO'], { note: 'Gọi điện rồi' })
    expect(acted.dossier).toMatchObject({
      status: 5,
      asked: ['TO_KHAI', 'GIAY_TO'],
      pausedAt: at,
      backTo: 4,
      supplements: 1,
    })
    expect(acted.dossier.indexOverdue).toBeUndefined()
    expect(acted.details).toEqual({
      items: ['TO_KHAI', 'GIAY_TO'].map((name) => ({ paper: name, reason: 'Chưa ký' })),
      note: 'Gọi điện rồi',
    })
  })

  it('before acceptance stops no clock and is not counted, unless the policy counts all', () => {
    const online = accepted({ status: 1, acceptedAt: undefined, dueAt: undefined, deadlineVersion: 0 })
    expect(ask(online, clerk).dossier).toMatchObject({ status: 5, backTo: 1, supplements: 0 })
    expect(ask(online, clerk).dossier.pausedAt).toBeUndefined()
    const all = { ...defaultPolicy, supplementStageCounted: 'ALL' as const }
    expect(ask(online, clerk, ['TO_KHAI'], {}, all).dossier.supplements).toBe(1)
  })

  it('is used up after the number of the policy', () => {
    const once = accepted({ supplements: 1 })
    expect(askedEnough(accepted(), defaultPolicy)).toBe(false)
    expect(askedEnough(once, defaultPolicy)).toBe(true)
    expect(askedEnough(once, { ...defaultPolicy, supplementMax: 2 })).toBe(false)
    expect(askedEnough({ ...once, status: 1 }, defaultPolicy)).toBe(false)
    expect(askedEnough({ ...once, status: 1 }, { ...defaultPolicy, supplementStageCounted: 'ALL' })).toBe(true)
  })

  it('a second time is the leader’s with a ground, and flags the index for ever, whatever the policy', () => {
    const once = accepted({ supplements: 1 })
    expect(() => ask(once, specialist)).toThrow(expect.objectContaining({ problem: 'forbidden' }))
    expect(() => ask(once, leader)).toThrow(errors(['/ground', 'A request beyond the first needs its legal ground']))
    expect(ask(once, leader, ['TO_KHAI'], { ground: 'Luật' }).dossier).toMatchObject({
      supplements: 2,
      indexOverdue: true,
    })
    const two = { ...defaultPolicy, supplementMax: 2 }
    expect(ask(once, specialist, ['TO_KHAI'], {}, two).dossier.indexOverdue).toBe(true)
  })

  it('names only papers of the case, each once, by their places', () => {
    expect(() => ask(accepted(), specialist, ['SO_DO', 'TO_KHAI', 'TO_KHAI'])).toThrow(
      errors(['/items/0/paper', 'Not a paper of this case'], ['/items/2/paper', 'Named twice']),
    )
  })
})

describe('a supplement', () => {
  const waiting = (more = {}) =>
    accepted({ status: 5, backTo: 4, asked: ['GIAY_TO'], pausedAt: '2026-11-16T03:00:00.000Z', ...more })

  it('takes the place of the old papers and goes on; only new files are named', () => {
    const before = [paper('TO_KHAI', 'old'), paper('GIAY_TO', 'kept')]
    const given = [{ ...paper('GIAY_TO', 'kept'), copies: 2 }, paper('TO_KHAI', 'new')]
    const acted = supplement(waiting(), given, around(before), clerk, at, 'Nhận tại quầy')
    expect(acted.papers).toEqual(given)
    expect(acted.attachments).toEqual([{ id: 'new', sha256: 'a'.repeat(64) }])
    expect(acted).toMatchObject({ event: 'dossier.supplemented', details: { note: 'Nhận tại quầy' } })
    expect(acted.dossier).toMatchObject({
      status: 4,
      dueAt: '2026-11-20T10:00:00.000Z',
      inboxDueAt: '2026-11-20T10:00:00.000Z',
      deadlineVersion: 2,
      pauses: [{ from: '2026-11-16T03:00:00.000Z', to: at }],
    })
    for (const field of ['asked', 'pausedAt', 'backTo']) expect(acted.dossier).not.toHaveProperty(field)
  })

  it('leaves the papers that were not asked for, and adds what was missing', () => {
    const acted = supplement(waiting(), [paper('GIAY_TO')], around([paper('TO_KHAI')]), citizen, at)
    expect(acted.papers).toEqual([paper('TO_KHAI'), paper('GIAY_TO')])
    expect(acted.details).toBeUndefined()
  })

  it('has the deadline of before, under the same version, where no working time was lost', () => {
    const same = { ...around([]), due: () => ({ dueAt: '2026-11-19T10:00:00.000Z', provisional: false }) }
    expect(supplement(waiting(), [paper('GIAY_TO')], same, clerk, at).dossier.deadlineVersion).toBe(1)
  })

  it('adds its pause to the ones before', () => {
    const first = { from: '2026-11-16T02:30:00.000Z', to: '2026-11-16T02:40:00.000Z' }
    const { pauses } = supplement(waiting({ pauses: [first] }), [paper('GIAY_TO')], around([]), clerk, at).dossier
    expect(pauses).toEqual([first, { from: '2026-11-16T03:00:00.000Z', to: at }])
  })

  it('is taken where nothing was asked for by name', () => {
    const acted = supplement(waiting({ asked: undefined }), [paper('GIAY_TO')], around([]), clerk, at)
    expect(acted.papers).toEqual([paper('GIAY_TO')])
  })

  it('that lacks a paper is refused, and so is a paper of another case', () => {
    expect(() => supplement(waiting(), [paper('TO_KHAI')], around([]), clerk, at)).toThrow(
      errors(['/papers', 'Still missing: GIAY_TO']),
    )
    expect(() => supplement(waiting(), [paper('GIAY_TO'), paper('SO_DO')], around([]), clerk, at)).toThrow(
      errors(['/papers/1/paper', 'Not a paper of this case']),
    )
  })

  it('is told its errors by their places in what was given, whatever the dossier has', () => {
    const before = ['TO_KHAI', 'GIAY_TO'].map((name) => paper(name))
    expect(() => supplement(waiting(), [paper('GIAY_TO'), paper('GIAY_TO')], around(before), clerk, at)).toThrow(
      errors(['/papers/1/paper', 'Named twice']),
    )
  })

  it('never brings the due date forward: what was promised stays, under its version', () => {
    const early = { ...around([]), due: () => ({ dueAt: '2026-11-18T10:00:00.000Z', provisional: true }) }
    const { dossier } = supplement(waiting({ provisional: false }), [paper('GIAY_TO')], early, clerk, at)
    expect(dossier).toMatchObject({ dueAt: '2026-11-19T10:00:00.000Z', deadlineVersion: 1, provisional: false })
    expect(dossier.pauses).toHaveLength(1)
  })

  it('at a machine whose clock is behind ends the pause where it began', () => {
    const pausedAt = '2026-11-17T03:00:00.005Z'
    const { pauses } = supplement(waiting({ pausedAt }), [paper('GIAY_TO')], around([]), clerk, at).dossier
    expect(pauses).toEqual([{ from: pausedAt, to: pausedAt }])
  })

  it('before acceptance waits at the desk again, by the acceptance clock anew', () => {
    const early = {
      acceptedAt: undefined,
      dueAt: undefined,
      pausedAt: undefined,
      backTo: 1 as const,
      deadlineVersion: 0,
    }
    const { dossier } = supplement(waiting(early), [paper('GIAY_TO')], around([]), citizen, at)
    expect(dossier).toMatchObject({ status: 1, inboxDueAt: '2026-11-18T03:00:00.000Z', deadlineVersion: 0 })
    expect(dossier.dueAt).toBeUndefined()
  })
})
