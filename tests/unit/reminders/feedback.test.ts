import { describe, expect, it } from 'vitest'
import type { FeedbackEvent } from '../../../functions/reminders/copies.ts'
import { type Deadline, fired, officerOf } from '../../../functions/reminders/deadline.ts'
import { entryOf } from '../../../functions/reminders/feed.ts'
import { feedChanges } from '../../../functions/reminders/feed-rows.ts'
import { remindersOf } from '../../../functions/reminders/list.ts'
import { heardFeedback, local, place, received } from './sample.ts'

const at = (version: number, type: string, data: Partial<FeedbackEvent['data']>): FeedbackEvent => ({
  ...{ type, version, time: local('2026-11-17 10:00') },
  data: { ...received.data, by: { id: 'someone', agency: 'H26.125' }, ...data },
})
const takenIn = (event: FeedbackEvent, before?: Deadline): Deadline => {
  const after = heardFeedback(before, event)
  if (!after) throw new Error(`${event.type} said nothing new`)
  return after
}
const fresh = takenIn(received)
const restricted = takenIn({ ...received, data: { ...received.data, kind: 'TO_CAO', restricted: true } })
const publishBy = local('2026-11-19 17:00')
const answered = takenIn(
  at(2, 'feedback.answered', { status: 'ANSWERED', dueAt: publishBy, deadlineVersion: 2 }),
  fresh,
)

/** Every rung up to an instant, as its event has it. */
function told(deadline: Deadline, until: string) {
  const events: { type: string; data: object }[] = []
  let current = deadline
  while (current.due !== undefined && current.due <= local(until)) {
    const next = fired(current, current.due, place)
    if (!next) break
    if (next.tell) events.push(next.tell)
    current = next.deadline
  }
  return events
}

describe('the deadline of a feedback', () => {
  it('has the same ladder as that of a dossier', () => {
    expect(fresh.plan.map(({ kind }) => kind)).toEqual(['DUE_SOON', 'DUE', 'MISSED', 'OVERDUE'])
    expect(fresh.due).toBe(local('2026-12-04 08:00'))
  })

  it.each(['RECEIVED', 'NEED_INFO', 'INFO_ADDED', 'IN_PROGRESS', 'ANSWERED'])(
    'runs in %s while it has a date',
    (status) => {
      expect(takenIn(at(2, 'feedback.started', { status }), fresh).running).toBe(true)
    },
  )

  it.each(['REJECTED', 'FORWARDED', 'ANSWERED', 'PUBLISHED'])('is over in %s once it has none', (status) => {
    const after = takenIn(at(2, 'feedback.ended', { status, dueAt: undefined, deadlineVersion: 2 }), fresh)
    expect([after.running, after.plan, after.due]).toEqual([false, [], undefined])
  })

  it('is planned anew when the answer makes the publication due, and when it is reopened', () => {
    expect(answered.due).toBe(local('2026-11-18 08:00'))
    const reopened = { status: 'IN_PROGRESS', dueAt: local('2026-12-08 17:00'), deadlineVersion: 3 }
    const again = takenIn(at(3, 'feedback.reopened', reopened), answered)
    expect([again.due, again.feedback]).toEqual([local('2026-12-07 08:00'), { toDo: 'ANSWER' }])
  })

  it('of a denunciation is not in the hand of the clerk who took it down: he may not even see it', () => {
    expect(officerOf(restricted)).toBeUndefined()
  })

  it('is in the hand of its assignee, else of who took it down; nobody took down what came online', () => {
    expect(officerOf(fresh)).toBe('clerk-1')
    const given = takenIn(at(2, 'feedback.started', { assignee: { person: 'specialist-1' } }), fresh)
    expect(officerOf(given)).toBe('specialist-1')
    expect(officerOf(takenIn({ ...received, data: { ...received.data, by: undefined } }))).toBeUndefined()
    expect(officerOf(takenIn(at(2, 'feedback.started', {})))).toBeUndefined()
  })
})

describe('what is told of a feedback', () => {
  it('names it as a feedback, with what is to be done: first the answer, then its publication', () => {
    const [first] = told(fresh, '2026-12-04 08:00')
    expect(first).toMatchObject({ type: 'reminder.due', data: { feedback: '7K3M9QX2VA', toDo: 'ANSWER' } })
    expect(first?.data).not.toHaveProperty('dossier')
    expect(told(answered, '2026-11-20 08:00').map(({ data }) => data)).toMatchObject([
      { kind: 'DUE_SOON', toDo: 'PUBLISH', to: 'LEADER' },
      { kind: 'DUE', toDo: 'PUBLISH', to: 'LEADER' },
      { toDo: 'PUBLISH', dueAt: publishBy },
      { kind: 'OVERDUE', toDo: 'PUBLISH', to: 'LEADER' },
    ])
  })

  it('goes to the leader at every rung, and says so, where it is a denunciation', () => {
    const data = told(restricted, '2026-12-08 08:00').map((one) => one.data as { kind?: string; to?: string })
    expect(data.map(({ kind, to }) => [kind, to])).toEqual([
      ['DUE_SOON', 'LEADER'],
      ['DUE', 'LEADER'],
      [undefined, undefined],
      ['OVERDUE', 'LEADER'],
    ])
    for (const one of data) expect(one).toMatchObject({ restricted: true })
  })

  it('goes to the officer until somebody else has to act: only leaders publish, and give what is in nobody’s hand', () => {
    const to = (deadline: Deadline) =>
      told(deadline, '2026-12-04 08:00').map(({ data }) => (data as { to?: string }).to)
    const nobodys = takenIn({ ...received, data: { ...received.data, by: undefined } })
    expect([to(fresh), to(nobodys)]).toEqual([['OFFICER'], ['LEADER']])
    const given = takenIn(at(2, 'feedback.started', { assignee: { person: 'specialist-1' } }), nobodys)
    expect(to(given)).toEqual(['OFFICER'])
  })

  it('is listed as it was told, whoever has to act now', () => {
    const past = { kind: 'DUE_SOON' as const, number: 1, at: local('2026-11-16 08:00'), deadlineVersion: 1 }
    const [first] = remindersOf(answered, [{ ...past, to: 'OFFICER', toldAt: past.at }])
    expect(first?.to).toBe('OFFICER')
  })

  it('of a denunciation goes to the leader even when he has given it to somebody', () => {
    const given = {
      restricted: true,
      kind: 'TO_CAO',
      status: 'IN_PROGRESS',
      assignee: { person: 'specialist-1' },
    } as const
    const deadline = takenIn(at(2, 'feedback.started', given), restricted)
    expect(told(deadline, '2026-12-04 08:00')).toMatchObject([{ data: { kind: 'DUE_SOON', to: 'LEADER' } }])
    expect(remindersOf(deadline, []).map(({ to }) => to)).toEqual(['LEADER', 'LEADER', 'LEADER'])
  })

  it('is planned for the leader in its list too', () => {
    const to = (deadline: Deadline) => remindersOf(deadline, []).map((row) => row.to)
    expect(to(fresh)).toEqual(['OFFICER', 'OFFICER', 'LEADER'])
    expect(to(restricted)).toEqual(['LEADER', 'LEADER', 'LEADER'])
  })
})

describe('a calendar', () => {
  const time = local('2026-11-17 10:00')
  const rows = (before: Deadline | undefined, after: Deadline) => feedChanges(before, after, time)

  it('has a feedback under a title of its own, which leads to its page', () => {
    const [[of, row] = []] = rows(undefined, fresh)
    expect(of).toEqual({ agency: 'H26.125' })
    expect(row && entryOf(row, 'https://desk.example.vn')).toMatchObject({
      ...{ uid: '7K3M9QX2VA@motcua', summary: 'Hạn trả lời ý kiến 7K3M9QX2VA' },
      url: 'https://desk.example.vn/feedback/7K3M9QX2VA',
    })
  })

  it.each(['RECEIVED', 'NEED_INFO', 'INFO_ADDED', 'IN_PROGRESS'])(
    'does not call the date of a complaint in %s that of an answer: it may be that of taking it up',
    (status) => {
      const complaint = takenIn(at(2, 'feedback.started', { kind: 'KHIEU_NAI', status }))
      const [[, row] = []] = rows(undefined, complaint)
      expect(row && entryOf(row, '').summary).toBe('Hạn xem xét ý kiến 7K3M9QX2VA')
    },
  )

  it('changes the title with what is to be done, even where the date stays the same', () => {
    const sameDate = takenIn(at(2, 'feedback.answered', { status: 'ANSWERED' }), fresh)
    const [[, row] = []] = rows(fresh, sameDate)
    expect(row && entryOf(row, '').summary).toBe('Hạn công khai trả lời ý kiến 7K3M9QX2VA')
  })

  it('takes out what is over, at the date that it showed, and has it again when it is reopened', () => {
    const over = takenIn(
      at(2, 'feedback.rejected', { status: 'REJECTED', dueAt: undefined, deadlineVersion: 2 }),
      fresh,
    )
    const gone = { code: '7K3M9QX2VA', dueAt: fresh.dueAt, state: 'CANCELLED', sequence: 2 }
    expect(rows(fresh, over)).toMatchObject([
      [{ agency: 'H26.125' }, gone],
      [{ agency: 'H26.125', officer: 'clerk-1' }, gone],
    ])
    const again = takenIn(at(3, 'feedback.reopened', { status: 'IN_PROGRESS', deadlineVersion: 3 }), over)
    expect(rows(over, again).map(([, { state, sequence }]) => [state, sequence])).toEqual([
      ['CONFIRMED', 3],
      ['CONFIRMED', 3],
    ])
    expect(rows(over, over)).toEqual([])
  })

  it('has nothing of a denunciation, whatever becomes of it', () => {
    const over = takenIn(
      at(2, 'feedback.rejected', { restricted: true, status: 'REJECTED', dueAt: undefined }),
      restricted,
    )
    expect([rows(undefined, restricted), rows(restricted, over)]).toEqual([[], []])
  })
})
