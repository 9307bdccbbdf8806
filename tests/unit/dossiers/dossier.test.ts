import { describe, expect, it } from 'vitest'
import {
  accept,
  assign,
  complete,
  giveBack,
  handOver,
  listed,
  note,
  refuse,
  stop,
  withdraw,
  written,
} from '../../../functions/dossiers/dossier.ts'
import { accepted, citizen, clerk, leader, specialist } from './sample.ts'

const at = '2026-11-17T03:00:00.000Z'
const online = () =>
  accepted({
    status: 1,
    channel: 'ONLINE',
    acceptedAt: undefined,
    dueAt: undefined,
    originalDueAt: undefined,
    deadlineVersion: 0,
  })
const reasons = [{ ground: 'Luật Hộ tịch', text: 'Không thuộc thẩm quyền' }]
const file = (id: string, sha256 = 'a'.repeat(64)) => ({ id, sha256 })
const result = (id: string, sha256?: string) => ({ code: 'GIAY', name: 'Giấy xác nhận', attachment: file(id, sha256) })

describe('an acceptance', () => {
  it('starts the first version of the deadline, which is the original one', () => {
    const due = { dueAt: '2026-11-20T10:00:00.000Z', provisional: true }
    const acted = accept(online(), () => due, clerk, at, 'Đủ giấy tờ')
    expect(acted.dossier).toMatchObject({
      status: 2,
      acceptedAt: at,
      ...due,
      originalDueAt: due.dueAt,
      deadlineVersion: 1,
    })
    expect(acted.dossier.inboxDueAt).toBe(due.dueAt)
    expect(acted).toMatchObject({ event: 'dossier.accepted', details: { note: 'Đủ giấy tờ' } })
    expect(accept(online(), () => due, clerk, at).details).toBeUndefined()
  })

  it('asks for no date when the status forbids it', () => {
    const never = () => {
      throw new Error('no date is needed')
    }
    expect(() => accept(accepted(), never, clerk, at)).toThrow(expect.objectContaining({ problem: 'wrong-state' }))
  })
})

describe('the ends of a dossier', () => {
  it.each([
    ['refused', () => refuse(online(), { reasons }, clerk, at), 3, { reasons }],
    ['withdrawn', () => withdraw(accepted(), { reason: 'Đổi ý' }, citizen, at), 7, { reason: 'Đổi ý' }],
    ['withdrawn', () => withdraw(accepted(), {}, citizen, at), 7, undefined],
    ['stopped', () => stop(accepted(), { ground: 'Quyết định' }, leader, at), 8, { ground: 'Quyết định' }],
  ])('%s: it has its end and leaves every list', (name, run, status, details) => {
    const { dossier, event, details: told } = run()
    expect(event).toBe(`dossier.${name}`)
    expect(dossier).toMatchObject({ status, endedAt: at })
    expect(told).toEqual(details)
    for (const key of ['inbox', 'inboxDueAt', 'assigneeId']) expect(dossier).not.toHaveProperty(key)
  })
})

describe('work', () => {
  it('is handed over to a unit or person, and stays with him who has it when nobody is named', () => {
    const to = { unit: 'ho-tich', person: 'specialist-1' }
    const handed = handOver(accepted(), to, clerk)
    expect(handed).toMatchObject({ event: 'dossier.handed-over', dossier: { status: 4, assignee: to } })
    expect(handed.dossier.assigneeId).toBe('specialist-1')
    expect(handed.details).toBeUndefined()
    const again = handOver(handed.dossier, undefined, specialist, 'Chuyển bản giấy')
    expect(again.dossier.assignee).toEqual(to)
    expect(again.details).toEqual({ note: 'Chuyển bản giấy' })
  })

  it('is given to somebody else without a change of status', () => {
    const acted = assign(accepted({ status: 4, assignee: { person: 'a' } }), { unit: 'tu-phap' }, leader, 'Nghỉ phép')
    expect(acted).toMatchObject({ event: 'dossier.assigned', dossier: { status: 4, assignee: { unit: 'tu-phap' } } })
    expect(acted.dossier).not.toHaveProperty('assigneeId')
    expect(acted.details).toEqual({ note: 'Nghỉ phép' })
  })

  it('is completed with results, or with a written denial', () => {
    const acted = complete(accepted({ status: 4 }), { outcome: 'APPROVED', results: [result('r')] }, specialist, at, [])
    expect(acted.dossier).toMatchObject({ status: 9, endedAt: at, outcome: 'APPROVED', results: [result('r')] })
    expect(acted.attachments).toEqual([file('r')])
    expect(acted.details).toBeUndefined()
    const denied = complete(accepted({ status: 4 }), { outcome: 'DENIED', denial: { reasons } }, specialist, at, [])
    expect(denied).toMatchObject({ details: { denial: { reasons } }, attachments: [] })
  })

  it("is not completed with the applicant's own paper as its result: the place is named", () => {
    const own = { id: 'p', sha256: 'b'.repeat(64) }
    for (const second of [result('other', own.sha256), result(own.id, 'c'.repeat(64))]) {
      const how = { outcome: 'APPROVED' as const, results: [result('r'), second] }
      expect(() => complete(accepted({ status: 4 }), how, specialist, at, [own])).toThrow(
        expect.objectContaining({
          problem: 'attachment-unusable',
          facts: { errors: [{ pointer: '/results/1/attachment', detail: 'This is a paper of the application' }] },
        }),
      )
    }
  })

  it('is returned: how, to whom, with what proof', () => {
    const how = { method: 'DESK', to: 'Người nộp', proof: 'Ký nhận' }
    const { dossier, details } = giveBack(accepted({ status: 9 }), how, clerk, at)
    expect(dossier).toMatchObject({ status: 10, returnedAt: at })
    expect(details).toEqual(how)
  })
})

describe('what is written into the log book', () => {
  it('changes no status', () => {
    const acted = note(accepted({ status: 10 }), 'Gọi điện', clerk)
    expect(acted).toMatchObject({ event: 'dossier.noted', dossier: { status: 10 }, details: { note: 'Gọi điện' } })
  })

  it('is nothing where nothing was said', () => {
    expect(written({ note: undefined, reason: undefined })).toBeUndefined()
    expect(written({ note: undefined, reason: 'x' })).toEqual({ note: undefined, reason: 'x' })
  })
})

describe('the keys of the lists', () => {
  it('follow from the record: the holder while it is open, the officer who has it, the due date', () => {
    expect(listed(accepted({ assignee: { person: 'p' } }))).toMatchObject({
      inbox: 'H26.125#open',
      inboxDueAt: '2026-11-19T10:00:00.000Z',
      assigneeId: 'p',
    })
    expect(listed(online()).inboxDueAt).toBe('2026-11-19T10:00:00.000Z')
    expect(listed(accepted(), '2027-01-01T00:00:00.000Z').inboxDueAt).toBe('2027-01-01T00:00:00.000Z')
    const closed = listed(accepted({ status: 10, assignee: { person: 'p' }, assigneeId: 'p' }))
    for (const key of ['inbox', 'inboxDueAt', 'assigneeId']) expect(closed).not.toHaveProperty(key)
  })
})
