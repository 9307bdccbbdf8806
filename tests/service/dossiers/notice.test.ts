import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { DossierSnapshot } from '../../../functions/dossiers/events.ts'
import type { QueueEvent, QueueResult } from '../../../shared/events/consumer.ts'
import { eventOf } from '../../../shared/events/envelope.ts'
import { type Desk, marriage, message, openDesk } from './desk.ts'

let desk: Desk
let onNotification: (event: QueueEvent) => Promise<QueueResult>
beforeAll(async () => {
  desk = await openDesk()
  onNotification = (await import('../../../functions/dossiers/on-notification.ts')).handler
})

const bounced = (subject: string, id: string = randomUUID(), more: object = {}) => ({
  id,
  subject,
  agency: 'H26.125',
  to: 'APPLICANT',
  channel: 'EMAIL',
  template: { name: 'accepted', version: 1 },
  status: 'PERMANENT_FAILURE',
  reason: 'BOUNCED',
  ...more,
})
const tell = async (...data: object[]) =>
  (await onNotification({ Records: data.map((row, n) => message('notification.failed', n, row)) })).batchItemFailures
const filed = async () => (await desk.file('clerk-1', marriage())).body.code as string
const tasksOf = async (code: string) => (await desk.read('clerk-1', code)).body.tasks
type Row = { code: string; tasks?: object[] }
const rows = async (who: string, view: string): Promise<Row[]> =>
  (await desk.as(who, `GET /v1/dossiers?view=${view}&limit=100`)).body.items

describe('a notice that reached nobody', () => {
  it('raises one task on its dossier, however often it is told', async () => {
    const code = await filed()
    const data = bounced(code)
    expect(await tell(data, data)).toEqual([])
    expect(await tell(data)).toEqual([])
    expect(await tasksOf(code)).toEqual([
      { kind: 'NOTICE_FAILED', notification: data.id, to: 'APPLICANT', reason: 'BOUNCED' },
    ])
    const [, noted, ...more] = await desk.journal(code)
    expect(more).toEqual([])
    expect(noted).toMatchObject({ type: 'dossier.noted', by: { id: 'notifications', role: 'system' } })
    const event = noted && eventOf('dossiers', noted)
    expect(DossierSnapshot.strict().parse(event?.data)).toEqual(event?.data)
  })

  it.each(['FEEDBACK', 'WEBHOOK'])('is none of its business when it told of a %s', async (about) => {
    expect(await tell(bounced('0123456789', randomUUID(), { about }))).toEqual([])
  })

  it('raises none again once newer ones have taken its place', async () => {
    const code = await filed()
    const all = Array.from({ length: 5 }, () => bounced(code))
    expect(await tell(...all)).toEqual([])
    expect(await tell(...all)).toEqual([])
    expect(await tasksOf(code)).toHaveLength(3)
    expect(await desk.journal(code)).toHaveLength(6)
  })

  it('is told by its status when it has no reason', async () => {
    const code = await filed()
    await tell(bounced(code, 'm', { reason: undefined, status: 'TECHNICAL_FAILURE', to: 'LEADER' }))
    expect(await tasksOf(code)).toMatchObject([{ to: 'LEADER', reason: 'TECHNICAL_FAILURE' }])
  })

  it('raises a task on a closed dossier, which stays closed', async () => {
    const code = await filed()
    await desk.act('leader-1', 'stop', code, 1, { ground: 'Quyết định' })
    expect(await tell(bounced(code))).toEqual([])
    const { body } = await desk.read('clerk-1', code)
    expect(body).toMatchObject({ status: { code: 8 }, version: 3, tasks: [{ kind: 'NOTICE_FAILED' }] })
    expect((await rows('clerk-1', 'inbox')).map((row) => row.code)).not.toContain(code)
  })

  it('stands in the inbox and in the list of the officer, and in no other row', async () => {
    const [code, other] = [await desk.inProgress(), await filed()]
    await tell(bounced(code))
    for (const list of [await rows('clerk-1', 'inbox'), await rows('specialist-1', 'mine')]) {
      const row = list.find((one) => one.code === code)
      expect(row?.tasks).toMatchObject([{ kind: 'NOTICE_FAILED', reason: 'BOUNCED' }])
    }
    const untouched = (await rows('clerk-1', 'inbox')).find((row) => row.code === other)
    expect(untouched).toBeDefined()
    expect(untouched).not.toHaveProperty('tasks')
  })

  it('of an unknown dossier, or one that can’t be read, fails alone', async () => {
    const code = await filed()
    const failed = await tell(bounced('H26.125-200101-0001'), { id: 'x' }, bounced(code))
    expect(failed).toHaveLength(2)
    expect(await tasksOf(code)).toHaveLength(1)
  })
})
