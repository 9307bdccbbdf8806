import { describe, expect, it } from 'vitest'
import * as acts from '../../../functions/feedback/acts.ts'
import type { Feedback } from '../../../functions/feedback/feedback.ts'
import { type Kind, kinds } from '../../../functions/feedback/kinds.ts'
import { type Act, type Status, statuses, transitions } from '../../../functions/feedback/transitions.ts'
import { Refusal } from '../../../shared/problems/refusal.ts'
import { at, fresh, monday } from './sample.ts'

const sealed = { content: 'Ghế ít', secret: 'S', submitter: { name: 'Nguyễn Thị Ví Dụ', phone: '+84912345678' } }
const how: Record<Act, acts.Deciding> = {
  reject: acts.reject({ reason: 'Không thuộc phạm vi' }),
  'request-info': acts.requestInfo({ question: 'Ở đâu?' }),
  'add-info': acts.addInfo({ text: 'Tầng 1' }),
  forward: acts.forward({ to: 'Công ty điện', reason: 'Thuộc ngành điện' }),
  start: acts.start({ unit: 'mot-cua' }, 'clerk-1'),
  answer: acts.answer({ text: 'Đã thêm ghế' }),
  publish: acts.publish({ content: 'Ghế ít', answer: 'Đã thêm ghế' }, sealed),
  reopen: acts.reopen({ reason: 'Vẫn ít' }, 72),
}
const names = Object.keys(how) as Act[]

/** The contract's table of acts, typed again: from where, to where. */
const contract: Record<Act, [from: Status[], to: Status]> = {
  reject: [['RECEIVED'], 'REJECTED'],
  'request-info': [['RECEIVED', 'IN_PROGRESS'], 'NEED_INFO'],
  'add-info': [['NEED_INFO'], 'INFO_ADDED'],
  forward: [['RECEIVED', 'INFO_ADDED'], 'FORWARDED'],
  start: [['RECEIVED', 'INFO_ADDED'], 'IN_PROGRESS'],
  answer: [['RECEIVED', 'INFO_ADDED', 'IN_PROGRESS'], 'ANSWERED'],
  publish: [['ANSWERED'], 'PUBLISHED'],
  reopen: [['ANSWERED', 'PUBLISHED'], 'IN_PROGRESS'],
}
const published = (kind: Kind) => kind !== 'KHIEU_NAI' && kind !== 'TO_CAO'
const allowed = (act: Act, status: Status, kind: Kind) =>
  contract[act][0].includes(status) && (act !== 'publish' || published(kind))

const in_ = (status: Status, kind: Kind = 'PHAN_ANH', more: Partial<Feedback> = {}) =>
  fresh({ kind, status, answeredAt: monday, ...more })
const refusalOf = (work: () => unknown): Refusal | undefined => {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

describe('every act in every status and of every kind', () => {
  const cases = kinds.flatMap((kind) => statuses.flatMap((status) => names.map((act) => ({ kind, status, act }))))

  it.each(cases)('$kind $status: $act follows the contract', ({ kind, status, act }) => {
    const before = in_(status, kind)
    const refusal = refusalOf(() => how[act](before, at(monday)))
    if (allowed(act, status, kind)) {
      const { feedback, event } = how[act](before, at(monday))
      expect([feedback.status, event]).toEqual([contract[act][1], transitions[act].event])
      return
    }
    expect(refusal?.problem).toBe('wrong-state')
    const possible = names.filter((name) => allowed(name, status, kind))
    expect(refusal?.facts).toEqual({ state: { code: status }, possible })
  })
})

describe('what follows from an act', () => {
  it('is a place in a list as long as something is due, and none afterwards', () => {
    for (const kind of kinds) {
      const { inbox } = fresh({ kind })
      expect(inbox).toBe(`H26.125#${{ KHIEU_NAI: 'complaints', TO_CAO: 'denunciations' }[kind as string] ?? 'open'}`)
      for (const act of ['reject', 'forward'] as const) {
        const { feedback } = how[act](fresh({ kind }), at(monday))
        expect([feedback.inbox, feedback.dueAt, feedback.endedAt]).toEqual([undefined, undefined, monday])
      }
      const { feedback: answered } = how.answer(fresh({ kind }), at(monday))
      // What is kept apart is not published: with its answer it has its end.
      expect(answered.inbox === undefined).toBe(!published(kind))
      expect(answered.endedAt).toBe(published(kind) ? undefined : monday)
      expect(answered.answeredAt).toBe(monday)
    }
    const ended = how.publish(in_('ANSWERED'), at(monday)).feedback
    expect(ended).toMatchObject({ publishedAt: monday, endedAt: monday })
    expect(ended).not.toHaveProperty('inbox')
  })

  it('is a new version of the deadline whenever the due date becomes another, and only then', () => {
    const versions = (act: Act, before = fresh()) => how[act](before, at(monday)).feedback.deadlineVersion
    expect(versions('start')).toBe(1)
    expect(versions('request-info')).toBe(1)
    for (const act of ['answer', 'reject', 'forward'] as const) expect(versions(act)).toBe(2)
    expect(versions('start', fresh({ kind: 'KHIEU_NAI' }))).toBe(2)
  })

  it('is a name among the late acts when its time was over; the act is done all the same', () => {
    const late = '2026-12-25T02:00:00.000Z'
    const { feedback } = how.reject(fresh(), at(late))
    expect([feedback.status, feedback.late]).toEqual(['REJECTED', ['reject']])
    expect(how.answer(fresh(), at(late)).feedback.late).toEqual(['answer'])
    expect(how.answer(fresh(), at(monday)).feedback.late).toBeUndefined()
  })

  it('is that it is in the hand of a unit or person, or of who takes it up', () => {
    const start = (assignee: { unit?: string; person?: string }) =>
      acts.start(assignee, 'clerk-1')(fresh(), at(monday)).feedback
    expect(start({})).toMatchObject({ assignee: { person: 'clerk-1' }, assigneeId: 'H26.125#clerk-1' })
    expect(start({ person: 'p' })).toMatchObject({ assignee: { person: 'p' }, assigneeId: 'H26.125#p' })
    expect(start({ unit: 'u' }).assignee).toEqual({ unit: 'u' })
    expect(start({ unit: 'u' })).not.toHaveProperty('assigneeId')
  })

  it('has what was written beside the head and never in it', () => {
    for (const act of names) {
      const from = contract[act][0][0] as Status
      const { feedback, details } = how[act](in_(from), at(monday))
      for (const word of Object.values(details ?? {})) expect(JSON.stringify(feedback)).not.toContain(word)
    }
    const detailsOf = (act: Act) => how[act](in_(contract[act][0][0] as Status), at(monday)).details
    expect(Object.fromEntries(names.map((act) => [act, detailsOf(act)]))).toEqual({
      reject: { reason: 'Không thuộc phạm vi' },
      'request-info': { question: 'Ở đâu?' },
      'add-info': { text: 'Tầng 1' },
      forward: { to: 'Công ty điện', reason: 'Thuộc ngành điện' },
      start: undefined,
      answer: { text: 'Đã thêm ghế' },
      publish: { content: 'Ghế ít', answer: 'Đã thêm ghế' },
      reopen: { reason: 'Vẫn ít' },
    })
  })

  it('has the files that it names', () => {
    const attachments = [{ id: 'f', sha256: 'a'.repeat(64) }]
    expect(acts.answer({ text: 'x', attachments })(fresh(), at(monday)).attachments).toEqual(attachments)
    expect(acts.addInfo({ text: 'x', attachments })(in_('NEED_INFO'), at(monday)).attachments).toEqual(attachments)
  })
})

describe('opening again', () => {
  const hours = (n: number) => new Date(Date.parse(monday) + n * 3_600_000).toISOString()

  it('is possible within 72 hours of the answer, to the millisecond, whether it was published or not', () => {
    for (const status of ['ANSWERED', 'PUBLISHED'] as const) {
      expect(how.reopen(in_(status), at(hours(72))).feedback.status).toBe('IN_PROGRESS')
      const over = refusalOf(() => how.reopen(in_(status), at(hours(72.000_001))))
      expect([over?.problem, over?.facts]).toEqual(['reopening-over', { until: hours(72) }])
    }
    expect(acts.reopen({ reason: 'x' }, 24)(in_('ANSWERED'), at(hours(24))).feedback.status).toBe('IN_PROGRESS')
    expect(refusalOf(() => acts.reopen({ reason: 'x' }, 24)(in_('ANSWERED'), at(hours(25))))?.problem).toBe(
      'reopening-over',
    )
  })

  it('forgets that it was answered, and stands in its list again with a new date', () => {
    const before = how.publish(how.answer(fresh(), at(monday)).feedback, at(monday)).feedback
    const { feedback } = how.reopen(before, at(hours(1)))
    expect(feedback).toMatchObject({ status: 'IN_PROGRESS', inbox: 'H26.125#open' })
    expect(feedback.dueAt).toBeDefined()
    for (const name of ['answeredAt', 'publishedAt', 'endedAt'] as const) expect(feedback[name]).toBeUndefined()
  })
})

describe('publishing', () => {
  const refused = (content: string, answer: string, about: object = {}) =>
    refusalOf(() => acts.publish({ content, answer }, { ...sealed, ...about })(in_('ANSWERED'), at(monday)))?.facts
      .errors

  it('names each text that points to somebody, and not what was found', () => {
    expect(refused('Ghế ít', 'Đã thêm')).toBeUndefined()
    const errors = refused('Chị nguyen thi vi du nói', 'Gọi 0912 345 678')
    expect(errors?.map(({ pointer }) => pointer)).toEqual(expect.arrayContaining(['/content', '/answer']))
    for (const { detail } of errors ?? []) expect(detail).not.toMatch(/nguyen|0912/i)
    expect(refused('Hồ sơ H26.125-261116-0042', 'x', { dossier: 'H26.125-261116-0042' })).toBeDefined()
  })

  it('says first that it is not its time', () => {
    const early = refusalOf(() => acts.publish({ content: 'Gọi 0912345678', answer: 'x' }, sealed)(fresh(), at(monday)))
    expect(early?.problem).toBe('wrong-state')
  })
})
