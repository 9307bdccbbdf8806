import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type QueueAttributeName,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { beforeAll, describe, expect, it } from 'vitest'
import { FeedbackSnapshot } from '../../../functions/feedback/events.ts'
import type { Calendar } from '../../../shared/calendar/calendar.ts'
import type { QueueEvent, QueueResult } from '../../../shared/events/consumer.ts'
import { eventOf } from '../../../shared/events/envelope.ts'
import { complaint, type Desk, denunciation, message, note, openDesk } from './desk.ts'

type Consumer = (event: QueueEvent) => Promise<QueueResult>
const seed = JSON.parse(
  readFileSync(new URL('../../../functions/procedures/seed/calendar.json', import.meta.url), 'utf8'),
) as Calendar
/** Monday: 15 working days end on Tuesday 8 December, 7 on Thursday 26 November. */
const monday = '2026-11-16T02:00:00.000Z'

let desk: Desk
let onReference: Consumer
let onReplan: Consumer
beforeAll(async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'motcua-clock-')), 'clock.json')
  writeFileSync(file, JSON.stringify({ offsetMs: Date.parse(monday) - Date.now() }))
  process.env.CLOCK_FILE = file
  desk = await openDesk()
  onReference = (await import('../../../functions/feedback/on-reference.ts')).handler
  onReplan = (await import('../../../functions/feedback/on-replan.ts')).handler
  await hear(message('agency.changed', 2, ward()), message('agency.changed', 2, ward([], 'H26.999', 'another')))
  await settle()
})

const usual = [
  { from: '08:00', to: '12:00' },
  { from: '13:00', to: '17:00' },
]
function ward(hours: object[] = usual, id = 'H26.125', calendar = 'vn-civil-service') {
  const point = { id: `${id}-01`, name: 'Một cửa', hours, calendar, saturdayDesk: false }
  return {
    agency: { id, name: `Phường ${id}`, validFrom: '2025-07-01' },
    receivingPoints: [point],
    policy: { saturdayDesk: false, dueTimePolicy: 'CLOSE_OF_DAY', dueSoonWd: 1 },
    lineage: ['H26'],
  }
}
const decreed = (version: number, ...off: string[]) => ({
  ...seed,
  version,
  days: [
    ...seed.days.filter(({ on }) => !off.includes(on)),
    ...off.map((on) => ({ on, kind: 'OFF', name: 'Nghỉ hoán đổi', basis: 'Thử', status: 'CONFIRMED' })),
  ],
})

const hear = async (...records: ReturnType<typeof message>[]) =>
  expect((await onReference({ Records: records })).batchItemFailures).toEqual([])

const counts = ['Messages', 'MessagesDelayed', 'MessagesNotVisible'].map(
  (what) => `ApproximateNumberOf${what}` as const,
)
/** Works off the service's own queue until it is empty; a message that fails is told and taken away. */
async function settle() {
  const done: { body: Record<string, unknown>; failed: boolean }[] = []
  const [client, QueueUrl] = [new SQSClient({}), process.env.REPLAN_QUEUE]
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: counts as QueueAttributeName[] })
  const left = async () => Object.values((await client.send(asked)).Attributes ?? {}).some((count) => count !== '0')
  while (await left()) {
    const { Messages: messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
    )
    for (const { Body: body = '', ReceiptHandle } of messages) {
      const { batchItemFailures: failures } = await onReplan({ Records: [{ messageId: 'm', body }] })
      done.push({ body: JSON.parse(body), failed: failures.length > 0 })
      await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))
    }
  }
  return done
}

const stands = async (id: string) => {
  const { dueAt, deadlineVersion, version } = (await desk.read('leader-1', id)).body
  return { dueAt, deadlineVersion, version }
}
const allStand = async (ids: string[]) =>
  Object.fromEntries(await Promise.all(ids.map(async (id) => [id, await stands(id)])))

describe('a calendar that is published anew', () => {
  const notes: string[] = []
  const apart: string[] = []
  const staying: string[] = []
  beforeAll(async () => {
    for (let n = 0; n < 31; n += 1) notes.push((await desk.sent(note(), 'clerk-1')).id)
    apart.push((await desk.sent(complaint())).id, (await desk.sent(denunciation())).id)
    const [answered, rejected] = [(await desk.sent()).id, (await desk.sent()).id]
    await desk.act('clerk-1', 'answer', answered, 1, { text: 'Đã kê thêm ghế.' })
    await desk.act('clerk-1', 'reject', rejected, 1, { reason: 'Trùng.' })
    staying.push(answered, rejected)
  }, 60_000)

  it('moves exactly the due dates that it moves, in every list and over all pages, each by one event', async () => {
    for (const id of notes) expect((await stands(id)).dueAt).toBe('2026-12-08T17:00:00.000+07:00')
    const before = await allStand(staying)
    await hear(message('calendar.published', 2, decreed(2, '2026-11-23')))
    const done = await settle()
    expect(done.every(({ failed }) => !failed)).toBe(true)
    expect([...new Set(done.map(({ body }) => `${body.agency} ${body.list}`))].sort()).toEqual([
      'H26.125 complaints',
      'H26.125 denunciations',
      'H26.125 open',
    ])
    for (const id of notes) {
      expect(await stands(id)).toEqual({ dueAt: '2026-12-09T17:00:00.000+07:00', deadlineVersion: 2, version: 2 })
    }
    for (const id of apart) {
      expect(await stands(id)).toEqual({ dueAt: '2026-11-27T17:00:00.000+07:00', deadlineVersion: 2, version: 2 })
    }
    expect(await allStand(staying)).toEqual(before)
  })

  it('is told by an event of the service itself, with no word of what was written, and of a denunciation as one', async () => {
    const [complained = '', denounced = ''] = apart
    const told = async (id: string) => {
      const [, entry] = await desk.journal(id)
      expect(entry).toMatchObject({ type: 'feedback.deadline-changed', by: { id: 'feedback', role: 'system' } })
      return eventOf('feedback', entry as NonNullable<typeof entry>).data
    }
    const data = await told(complained)
    expect(FeedbackSnapshot.strict().parse(data)).toEqual(data)
    expect(data).toMatchObject({ dueAt: '2026-11-27T10:00:00.000Z', deadlineVersion: 2, kind: 'KHIEU_NAI' })
    expect(data).not.toHaveProperty('restricted')
    expect(await told(denounced)).toMatchObject({ restricted: true })
  })

  it('moves it in the list of who waits for what', async () => {
    const { items } = (await desk.as('clerk-1', 'GET /v1/feedback?limit=100')).body
    const due = new Map(items.map((row: { id: string; dueAt: string }) => [row.id, row.dueAt]))
    for (const id of notes) expect(due.get(id)).toBe('2026-12-09T17:00:00.000+07:00')
  })

  it('changes nothing when it is told again, or late', async () => {
    const ids = [...notes, ...apart, ...staying]
    const before = await allStand(ids)
    const again = message('calendar.published', 2, decreed(2, '2026-11-23'))
    await hear(again, message('calendar.published', 1, seed as never), again)
    expect((await settle()).length).toBeGreaterThanOrEqual(9)
    expect(await allStand(ids)).toEqual(before)
  })

  it('moves a clock that began with an act, from that act', async () => {
    const { id } = await desk.sent(complaint())
    await desk.act('clerk-1', 'start', id, 1, {})
    expect((await stands(id)).dueAt).toBe('2026-12-16T17:00:00.000+07:00')
    await hear(message('calendar.published', 3, decreed(3, '2026-11-23', '2026-12-16')))
    await settle()
    expect(await stands(id)).toEqual({ dueAt: '2026-12-17T17:00:00.000+07:00', deadlineVersion: 3, version: 3 })
  })

  it('is worked off once by two that do it at the same time', async () => {
    const body = JSON.stringify({ agency: 'H26.125', list: 'open' })
    await desk.store.keep('CALENDAR', seed.id, 4, decreed(4, '2026-11-23', '2026-11-25', '2026-12-16'))
    await Promise.all([1, 2].map(() => onReplan({ Records: [{ messageId: 'm', body }] })))
    await settle()
    for (const id of notes) {
      expect(await stands(id)).toEqual({ dueAt: '2026-12-10T17:00:00.000+07:00', deadlineVersion: 3, version: 3 })
    }
  })
})

describe('an agency that has changed', () => {
  it('has its due dates counted anew only for its hours', async () => {
    const { id } = await desk.sent()
    await hear(message('agency.changed', 3, { ...ward(), agency: { ...ward().agency, name: 'Phường đổi tên' } }))
    expect(await settle()).toEqual([])
    await hear(message('agency.changed', 4, ward([{ from: '07:30', to: '16:30' }])))
    expect((await settle()).every(({ failed }) => !failed)).toBe(true)
    expect((await stands(id)).dueAt).toMatch(/T16:30:00/)
  })

  it('keeps what was promised where its receiving point is gone: each of them comes back alone', async () => {
    const { id } = await desk.sent(denunciation())
    const before = await stands(id)
    await hear(message('agency.changed', 5, { ...ward(), receivingPoints: [] }))
    const failed = (await settle()).filter((row) => row.failed)
    expect(failed.map(({ body }) => body)).toContainEqual({ feedback: id })
    expect(await stands(id)).toEqual(before)
  })
})

describe('work that nobody asked for', () => {
  it('is refused and comes back', async () => {
    for (const body of [{}, { feedback: '0000000000' }, { agency: 'H26.125', cursor: 'none' }]) {
      const { batchItemFailures: failed } = await onReplan({
        Records: [{ messageId: 'm', body: JSON.stringify(body) }],
      })
      expect(failed).toHaveLength(1)
    }
  })
})
