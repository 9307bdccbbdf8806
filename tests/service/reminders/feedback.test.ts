import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { beforeAll, describe, expect, it } from 'vitest'
import { city, type Desk, local, openDesk, otherWard, setClock, ward } from './api-desk.ts'

let desk: Desk
const [open, answered, hidden, refused] = ['7K3M9QX2VA', '7K3M9QX2VB', '7K3M9QX2VC', '7K3M9QX2VD'] as const
const denunciation = { kind: 'TO_CAO', restricted: true }
const list = (who: string | undefined, query: string) => desk.as(who, `GET /v1/reminders?${query}`)
type Row = { kind: string; to: string; status: string; plannedFor: string }
const rows = async (who: string, id: string) =>
  ((await list(who, `feedback=${id}`)).body.items as Row[]).map(({ kind, to, status, plannedFor }) =>
    [kind, to, status, plannedFor.slice(0, 16)].join(' '),
  )
const items = async () =>
  (await desk.table.client.send(new ScanCommand({ TableName: desk.table.name, ConsistentRead: true }))).Items ?? []
/** The events that were told of a feedback. */
const told = async (id: string) =>
  (await items())
    .filter(({ pk, sk }) => pk === `DEADLINE#${id}` && sk !== 'HEAD')
    .map(({ type, data }) => ({ type, ...data }))
const bytes = async (who: string, id: string) => {
  const { status, headers, body } = await list(who, `feedback=${id}`)
  return JSON.stringify({ status, headers, body: { ...body, instance: '' } })
}
const calendar = async (who: string, of: 'MINE' | 'AGENCY') => {
  const { body } = await desk.as(who, 'POST /v1/feeds', { body: { of, agency: ward } })
  return (await desk.as(undefined, `GET ${body.url}`)).body as string
}

beforeAll(async () => {
  desk = await openDesk()
  for (const [person, at, role] of [
    ['clerk-1', ward, 'clerk'],
    ['leader-1', ward, 'leader'],
    ['city-leader', city, 'leader'],
    ['clerk-9', otherWard, 'clerk'],
  ] as const) {
    await desk.staff(person, at, role)
  }
  for (const id of [open, answered, refused]) await desk.feedback(id, 1, 'received')
  await desk.feedback(hidden, 1, 'received', denunciation)
  await desk.feedback(refused, 2, 'rejected', { status: 'REJECTED', dueAt: undefined, deadlineVersion: 2 })
})

describe('the reminders of a feedback', () => {
  it('are planned as those of a dossier, and none once nothing is waited for', async () => {
    expect(await rows('clerk-1', open)).toEqual([
      'DUE_SOON OFFICER PLANNED 2026-11-18T08:00',
      'DUE OFFICER PLANNED 2026-11-19T17:00',
      'OVERDUE LEADER PLANNED 2026-11-20T08:00',
    ])
    expect(await rows('clerk-1', refused)).toEqual([])
  })

  it('follow the due date when the answer makes the publication due', async () => {
    const publication = { status: 'ANSWERED', dueAt: local('2026-11-18 17:00'), deadlineVersion: 2 }
    await desk.feedback(answered, 2, 'answered', publication)
    expect((await rows('clerk-1', answered))[0]).toBe('DUE_SOON LEADER PLANNED 2026-11-17T08:00')
  })

  it('are not in a calendar any more once nothing is waited for', async () => {
    const over = { status: 'REJECTED', dueAt: undefined, deadlineVersion: 2 }
    const entry = async () =>
      (await calendar('clerk-1', 'AGENCY')).split('BEGIN:VEVENT').find((one) => one.includes(done))
    const done = '7K3M9QX2VE'
    await desk.feedback(done, 1, 'received')
    expect(await entry()).toContain('STATUS:CONFIRMED')
    await desk.feedback(done, 2, 'rejected', over)
    expect(await entry()).toContain('STATUS:CANCELLED')
  })

  it('are told once, with what is to be done', async () => {
    setClock(local('2026-11-18 08:00'))
    await desk.sweep()
    await desk.sweep()
    expect(await told(open)).toMatchObject([
      { type: 'reminder.due', feedback: open, toDo: 'ANSWER', kind: 'DUE_SOON', to: 'OFFICER', officer: 'clerk-1' },
    ])
    setClock(local('2026-11-18 17:00'))
    await desk.sweep()
    expect(await told(answered)).toMatchObject([
      { feedback: answered, toDo: 'PUBLISH', kind: 'DUE_SOON' },
      { feedback: answered, toDo: 'PUBLISH', kind: 'DUE' },
    ])
  })

  it('of another agency are answered like those of what is not there, byte for byte', async () => {
    expect(await bytes('clerk-9', open)).toContain('/problems/feedback-not-found')
    expect(await bytes('clerk-9', open)).toBe(await bytes('clerk-9', '7K3M9QX2ZZ'))
    expect((await list(undefined, `feedback=${open}`)).status).toBe(401)
  })
})

describe('the reminders of a denunciation', () => {
  it('are for leaders, of the agency and of the one above it, at every rung', async () => {
    for (const leader of ['leader-1', 'city-leader']) {
      expect((await rows(leader, hidden)).map((row) => row.split(' ')[1])).toEqual(['LEADER', 'LEADER', 'LEADER'])
    }
    expect(await told(hidden)).toMatchObject([{ feedback: hidden, kind: 'DUE_SOON', to: 'LEADER', restricted: true }])
  })

  it('are not there for a clerk, who took it down himself, byte for byte', async () => {
    expect(await bytes('clerk-1', hidden)).toContain('/problems/feedback-not-found')
    expect(await bytes('clerk-1', hidden)).toBe(await bytes('clerk-1', '7K3M9QX2ZZ'))
  })

  it('are in nobody’s calendar, in which the others are', async () => {
    for (const [who, of] of [
      ['clerk-1', 'MINE'],
      ['clerk-1', 'AGENCY'],
      ['leader-1', 'AGENCY'],
    ] as const) {
      const feed = await calendar(who, of)
      expect(feed).toContain(`Hạn trả lời ý kiến ${open}`)
      expect(feed).toContain(`Hạn công khai trả lời ý kiến ${answered}`)
      expect(feed).not.toContain(hidden)
    }
    expect((await items()).filter(({ pk, sk }) => String(pk).startsWith('FEED#') && sk === hidden)).toEqual([])
  })
})
