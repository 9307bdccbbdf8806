import { describe, expect, it } from 'vitest'
import { authorOf, type Feedback, listed, received } from '../../../functions/feedback/feedback.ts'
import { placeOf, shown } from '../../../functions/feedback/lists.ts'
import { contactOf, snapshot } from '../../../functions/feedback/snapshot.ts'
import { fileRejected } from '../../../functions/feedback/tasks.ts'
import { authorView, recordView, rowView } from '../../../functions/feedback/view.ts'
import { fresh, monday } from './sample.ts'

const submitter = { name: 'Nguyễn Thị Ví Dụ', phone: '+84912345678', address: 'Số 7' }
const sealed = { content: 'Ghế ít', dossier: 'H26.125-261116-0042', submitter, secret: 'ABCDEFGHJKMN' }
const head = (more: Partial<Feedback> = {}) => ({ ...fresh(more), version: 3 })
const acted = (type: string, more: object, role = 'clerk') => ({ type: `feedback.${type}`, at: monday, role, ...more })
const written = [
  acted('info-requested', { question: 'Ở đâu?' }),
  acted('info-added', { text: 'Tầng 1', attachments: [{ id: 'f', sha256: 'a' }] }, 'holder'),
  acted('answered', { text: 'Đã thêm' }),
  acted('published', { content: 'Ghế ít', answer: 'Đã thêm ghế' }, 'leader'),
  acted('reopened', { reason: 'Vẫn ít' }, 'holder'),
  acted('answered', { text: 'Thêm nữa' }),
]

describe('the record', () => {
  it('has everything for who may know its author, and neither him nor his dossier for who may not', () => {
    const [all, some] = [recordView(head(), sealed, [], true), recordView(head(), sealed, [], false)]
    expect(all).toMatchObject({ submitter, dossier: sealed.dossier, content: 'Ghế ít', anonymous: false })
    expect(some).toEqual({ ...all, submitter: undefined, dossier: undefined })
    expect(recordView(head(), { ...sealed, submitter: undefined }, [], true)).toMatchObject({ anonymous: true })
    for (const view of [all, some]) expect(JSON.stringify(view)).not.toContain(sealed.secret)
  })

  it('shows the newest answer, the newest published text, and what was written in its order', () => {
    const { answer, publicVersion, messages } = recordView(head(), sealed, written, false)
    expect(recordView(head(), sealed, [acted('unheard-of', { text: 'x' })], false).messages).toEqual([])
    expect([answer, publicVersion]).toEqual(['Thêm nữa', { content: 'Ghế ít', answer: 'Đã thêm ghế' }])
    expect(messages.map(({ act, from, text }) => `${from} ${act}: ${text}`)).toEqual([
      'OFFICE request-info: Ở đâu?',
      'AUTHOR add-info: Tầng 1',
      'OFFICE answer: Đã thêm',
      'AUTHOR reopen: Vẫn ít',
      'OFFICE answer: Thêm nữa',
    ])
  })

  it('says of each file that can’t be used why', () => {
    const files = [{ id: 'f', sha256: 'a' }]
    const bad = head(fileRejected(fresh(), 'f', 'EMPTY'))
    const view = recordView(bad, { ...sealed, attachments: [...files, { id: 'g', sha256: 'b' }] }, written, false)
    expect(view.attachments?.map(({ unusable }) => unusable)).toEqual(['EMPTY', undefined])
    expect(view.messages[1]?.attachments).toEqual([{ ...files[0], unusable: 'EMPTY' }])
  })

  it('tells instants with the offset of the office', () => {
    const view = recordView(head({ answeredAt: monday }), sealed, [], false)
    expect([view.receivedAt, view.answeredAt, view.dueAt]).toEqual([
      '2026-11-16T09:00:00.000+07:00',
      '2026-11-16T09:00:00.000+07:00',
      '2026-12-08T17:00:00.000+07:00',
    ])
    expect(rowView(head()).dueAt).toBe(view.dueAt)
  })
})

describe('what its author sees', () => {
  const seen = (more: Partial<Feedback>) => authorView(head(more), written, 72)

  it('has the question only while it waits for him, and until when he may have it opened again', () => {
    expect(seen({ status: 'NEED_INFO' }).question).toBe('Ở đâu?')
    expect(seen({ status: 'INFO_ADDED' }).question).toBeUndefined()
    expect(seen({ status: 'ANSWERED', answeredAt: monday }).reopenUntil).toBe('2026-11-19T09:00:00.000+07:00')
    expect(seen({ status: 'IN_PROGRESS', answeredAt: monday }).reopenUntil).toBeUndefined()
  })

  it('has the reason why it ended, and to whom it went', () => {
    const ended = (status: 'REJECTED' | 'FORWARDED', entry: object) =>
      authorView(head({ status }), [acted(status.toLowerCase(), entry)], 72)
    expect(ended('REJECTED', { reason: 'Lý do' })).toMatchObject({ reason: 'Lý do', forwardedTo: undefined })
    expect(ended('FORWARDED', { reason: 'Lý do', to: 'Nơi khác' })).toMatchObject({
      reason: 'Lý do',
      forwardedTo: 'Nơi khác',
    })
    expect(seen({ status: 'ANSWERED' }).reason).toBeUndefined()
  })

  it('has no more of the head than he needs', () => {
    const view = authorView(head({ assignee: { person: 'clerk-1' }, late: ['answer'], status: 'ANSWERED' }), [], 72)
    const known = Object.entries(view).flatMap(([name, value]) => (value === undefined ? [] : [name]))
    expect(known.sort()).toEqual(['channel', 'dueAt', 'id', 'kind', 'messages', 'receivedAt', 'status', 'version'])
  })
})

describe('an event', () => {
  const leader = { id: 'leader-1', role: 'leader', name: 'Cán bộ', agency: 'H26.125' }
  const author = authorOf('7K3M9QX2VA')

  it('names who acted of the staff, and nobody else; never keys, hashes and names', () => {
    const acted = { feedback: fresh({ assignee: { person: 'p' }, request: 'r' }), event: 'feedback.started' }
    expect(snapshot(acted, leader).by).toEqual({ id: 'leader-1', agency: 'H26.125' })
    expect(author).toEqual({ id: 'holder:feedback:7K3M9QX2VA', role: 'holder' })
    const data = snapshot(acted, author)
    expect(Object.keys(data).sort()).toEqual([
      ...['agency', 'assignee', 'channel', 'deadlineVersion', 'dueAt', 'id', 'kind'],
      ...['receivedAt', 'receivingPoint', 'status'],
    ])
  })

  it('is marked when it is of a denunciation, as the head is', () => {
    expect(snapshot({ feedback: fresh({ kind: 'TO_CAO' }), event: 'x' }, leader).restricted).toBe(true)
    expect(snapshot({ feedback: fresh({ kind: 'KHIEU_NAI' }), event: 'x' }, leader)).not.toHaveProperty('restricted')
  })

  it('has files, the mark of who named them and the sealed address where there are any', () => {
    const files = [{ id: 'f', sha256: 'a' }]
    const { status: _status, ...known } = fresh()
    expect(received(known, files, 'mark').event).toBe('feedback.received')
    const data = snapshot(received(known, files, 'mark'), author, 'sealed')
    expect(data).toMatchObject({ attachments: files, uploader: 'mark', contact: 'sealed' })
    expect(snapshot(received(known, [], undefined), author)).not.toHaveProperty('attachments')
  })

  it('goes to an author who left e-mail or telephone', () => {
    expect(contactOf({ name: 'x', email: 'a@example.vn' })).toEqual({ email: 'a@example.vn' })
    expect(contactOf({ name: 'x', phone: '+84912345678' })).toEqual({ phone: '+84912345678' })
    for (const left of [{ name: 'x', address: 'y' }, undefined]) expect(contactOf(left)).toBeUndefined()
  })
})

describe('the lists', () => {
  it('are those of the agency, and of the officer at it', () => {
    expect(placeOf('open', 'H26.125', 'p')).toMatchObject({ index: { name: 'inbox' }, partition: 'H26.125#open' })
    expect(placeOf('complaints', 'H26.125', 'p').partition).toBe('H26.125#complaints')
    expect(placeOf('denunciations', 'H26.125', 'p').partition).toBe('H26.125#denunciations')
    expect(placeOf('mine', 'H26.125', 'p')).toMatchObject({ index: { name: 'mine' }, partition: 'H26.125#p' })
  })

  it('show denunciations only to who may know of them, whatever else is asked for', () => {
    expect(shown(undefined, true)).toEqual({})
    expect(shown('RECEIVED', true).filter?.FilterExpression).toBe('#status = :status')
    expect(shown(undefined, false).filter).toEqual({
      FilterExpression: '#kind <> :kind',
      ExpressionAttributeNames: { '#kind': 'kind' },
      ExpressionAttributeValues: { ':kind': 'TO_CAO' },
    })
    expect(shown('RECEIVED', false).filter?.FilterExpression).toBe('#status = :status AND #kind <> :kind')
  })

  it('are left by what has no due date, also by the hand in which it was', () => {
    const held = listed(fresh({ assignee: { person: 'p' } }))
    expect([held.inbox, held.assigneeId]).toEqual(['H26.125#open', 'H26.125#p'])
    const done = listed({ ...held, dueAt: undefined })
    for (const key of ['inbox', 'assigneeId']) expect(done).not.toHaveProperty(key)
  })
})

it('the newest five tasks stay in the head', () => {
  const many = Array.from({ length: 7 }, (_, n) => `f-${n}`)
  const { tasks = [] } = many.reduce((head, id) => fileRejected(head, id, 'EMPTY'), fresh())
  expect(tasks.map(({ attachment }) => attachment)).toEqual(many.slice(2))
})
