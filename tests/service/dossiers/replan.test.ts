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
import { DossierSnapshot } from '../../../functions/dossiers/events.ts'
import type { AgencyCopy } from '../../../functions/dossiers/reference.ts'
import type { Calendar } from '../../../shared/calendar/calendar.ts'
import type { QueueEvent, QueueResult } from '../../../shared/events/consumer.ts'
import { eventOf } from '../../../shared/events/envelope.ts'
import { type Desk, marriage, message, openDesk } from './desk.ts'

type Consumer = (event: QueueEvent) => Promise<QueueResult>
const seed = JSON.parse(
  readFileSync(new URL('../../../functions/procedures/seed/calendar.json', import.meta.url), 'utf8'),
) as Calendar
/** Monday: five working days end on Monday 23, of which one proposes to make it a day off. */
const monday = '2026-11-16T02:10:00.000Z'

let desk: Desk
let onReference: Consumer
let onReplan: Consumer
const settingClock = (to: string) => {
  const file = join(mkdtempSync(join(tmpdir(), 'motcua-clock-')), 'clock.json')
  writeFileSync(file, JSON.stringify({ offsetMs: Date.parse(to) - Date.now() }))
  process.env.CLOCK_FILE = file
}
beforeAll(async () => {
  settingClock(monday)
  desk = await openDesk()
  onReference = (await import('../../../functions/dossiers/on-reference.ts')).handler
  onReplan = (await import('../../../functions/dossiers/on-replan.ts')).handler
  await hear(message('agency.changed', 2, ward()), message('agency.changed', 2, ward({}, 'H26.999')))
  await settle()
})

const point = (id: string, more: object = {}) => ({
  id,
  name: 'Một cửa',
  hours: [
    { from: '08:00', to: '12:00' },
    { from: '13:00', to: '17:00' },
  ],
  calendar: 'vn-civil-service',
  saturdayDesk: false,
  ...more,
})
const policy = {
  supplementMax: 1,
  supplementClock: 'PAUSE',
  supplementStageCounted: 'EXAMINATION',
  extensionMax: 1,
  dueTimePolicy: 'CLOSE_OF_DAY',
  saturdayDesk: true,
  onlineAcceptanceWh: 8,
  feePausesClock: false,
  dueSoonWd: 1,
  sameDayCutoff: '15:00',
}
function ward(more: Partial<AgencyCopy> = {}, id = 'H26.125') {
  const agency = { id, name: `Phường ${id}`, validFrom: '2025-07-01' }
  const calendar = id === 'H26.125' ? 'vn-civil-service' : 'another'
  const receivingPoints = ['01', '02'].map((suffix) => point(`${id}-${suffix}`, { calendar }))
  return { agency, receivingPoints, policy, lineage: ['H26'], ...more }
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
/** What the API remembers of the copies is over. */
const forgotten = () => new Promise((resume) => setTimeout(resume, 10_000))

const fiveDays = (more: object = {}) => marriage({ case: 'VERIFICATION', ...more })
const filed = async (body: object) => {
  const answer = await desk.file('clerk-1', body)
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  return answer.body.code as string
}
const stands = async (code: string) => {
  const { dueAt, deadlineVersion, version } = (await desk.read('clerk-1', code)).body
  return { dueAt, deadlineVersion, version }
}
const allStand = async (codes: string[]) =>
  Object.fromEntries(await Promise.all(codes.map(async (code) => [code, await stands(code)])))

describe('a calendar that is published anew', () => {
  const moving: string[] = []
  const staying: string[] = []
  beforeAll(async () => {
    for (let n = 0; n < 62; n += 1) moving.push(await filed(fiveDays()))
    for (let n = 0; n < 3; n += 1) staying.push(await filed(marriage()))
    const [paused, extended, stopped] = [await filed(fiveDays()), await filed(fiveDays()), await filed(fiveDays())]
    const items = [{ paper: 'GIAY_TO_TUY_THAN', reason: 'Mờ' }]
    await desk.act('clerk-1', 'request-supplement', paused, 1, { items })
    await desk.act('leader-1', 'extend', extended, 1, { reason: 'Chờ', newDueAt: '2026-11-27T03:00:00.000Z' })
    await desk.act('leader-1', 'stop', stopped, 1, { ground: 'Quyết định' })
    staying.push(paused, extended, stopped)
  }, 60_000)

  it('moves exactly the deadlines that it moves, over all pages, each by one event', async () => {
    const before = await allStand(staying)
    await hear(message('calendar.published', 2, decreed(2, '2026-11-23')))
    // The API still counts by the calendar that it remembers, so nothing is handed out yet.
    const atOnce = new ReceiveMessageCommand({ QueueUrl: process.env.REPLAN_QUEUE })
    expect((await new SQSClient({}).send(atOnce)).Messages ?? []).toEqual([])
    const late = await filed(fiveDays())
    expect(await stands(late)).toMatchObject({ dueAt: '2026-11-23T17:00:00.000+07:00' })
    const done = await settle()
    expect([...new Set(done.map(({ body }) => body.agency))]).toEqual(['H26.125'])
    expect(done.length).toBeGreaterThanOrEqual(3)
    for (const code of [...moving, late]) {
      expect(await stands(code)).toEqual({ dueAt: '2026-11-25T17:00:00.000+07:00', deadlineVersion: 2, version: 2 })
    }
    expect(await allStand(staying)).toEqual(before)
    const [, entry] = await desk.journal(late)
    expect(entry).toMatchObject({ type: 'dossier.deadline-changed', by: { id: 'dossiers', role: 'system' } })
    const { data } = eventOf('dossiers', entry as NonNullable<typeof entry>)
    expect(DossierSnapshot.strict().parse(data)).toEqual(data)
    expect(data).toMatchObject({ dueAt: '2026-11-25T10:00:00.000Z', originalDueAt: '2026-11-23T10:00:00.000Z' })
  })

  it('changes nothing when it is told again, or late', async () => {
    const codes = [...moving, ...staying]
    const before = await allStand(codes)
    const again = message('calendar.published', 2, decreed(2, '2026-11-23'))
    await hear(again, message('calendar.published', 1, seed as never), again)
    expect((await settle()).length).toBeGreaterThanOrEqual(9)
    expect(await allStand(codes)).toEqual(before)
  })

  it('is counted for a clock that stood when it goes on', async () => {
    const [, , , paused = ''] = staying
    const papers = [{ paper: 'GIAY_TO_TUY_THAN', kind: 'ORIGINAL', copies: 1 }]
    await forgotten()
    const { body } = await desk.act('clerk-1', 'supplement', paused, 2, { papers })
    expect(body).toMatchObject({ dueAt: '2026-11-25T17:00:00.000+07:00', deadlineVersion: 2 })
    await hear(message('calendar.published', 2, decreed(2, '2026-11-23')))
    await settle()
    expect(await stands(paused)).toMatchObject({ deadlineVersion: 2, version: 3 })
  })

  it('is worked off once by two that do it at the same time', async () => {
    const body = JSON.stringify({ agency: 'H26.125' })
    await desk.store.keep('CALENDAR', seed.id, 3, decreed(3, '2026-11-23', '2026-11-25'))
    await Promise.all([1, 2].map(() => onReplan({ Records: [{ messageId: 'm', body }] })))
    await settle()
    for (const code of moving) {
      expect(await stands(code)).toEqual({ dueAt: '2026-11-26T17:00:00.000+07:00', deadlineVersion: 3, version: 3 })
    }
  })
})

describe('an agency that has changed', () => {
  it('has its deadlines counted anew only for what they are counted by', async () => {
    const named = ward({ agency: { id: 'H26.125', name: 'Phường đổi tên', validFrom: '2025-07-01' } })
    await hear(message('agency.changed', 3, named))
    expect(await settle()).toEqual([])
    // Told again, it may be what this function died over after it had kept the copy.
    await hear(message('agency.changed', 3, named), message('agency.changed', 2, ward()))
    expect((await settle()).filter(({ body }) => body.cursor === undefined)).toHaveLength(2)
    const code = await filed(fiveDays())
    const hours = [{ from: '08:00', to: '16:00' }]
    const receivingPoints = [point('H26.125-01', { hours }), point('H26.125-02')]
    await hear(message('agency.changed', 4, ward({ receivingPoints })))
    expect((await settle()).length).toBeGreaterThan(0)
    expect((await stands(code)).dueAt).toMatch(/T16:00:00/)
  })

  it('stops nobody else when one of its dossiers can’t be counted: that one comes back alone', async () => {
    const [lost, kept] = [await filed(fiveDays({ receivingPoint: 'H26.125-02' })), await filed(fiveDays())]
    const before = await desk.journal(lost)
    const without = ward({ receivingPoints: [point('H26.125-01', { hours: [{ from: '08:00', to: '16:30' }] })] })
    await hear(message('agency.changed', 5, without))
    const failed = (await settle()).filter((row) => row.failed)
    expect(failed.map(({ body }) => body)).toEqual([{ dossier: lost }])
    expect(await desk.journal(lost)).toEqual(before)
    expect((await stands(kept)).dueAt).toMatch(/T16:30:00/)
  })
})

describe('work that nobody asked for', () => {
  it('is refused and comes back', async () => {
    for (const body of [{}, { dossier: 'H26.125-200101-0001' }, { agency: 'H26.125', cursor: 'none' }]) {
      const { batchItemFailures: failed } = await onReplan({
        Records: [{ messageId: 'm', body: JSON.stringify(body) }],
      })
      expect(failed).toHaveLength(1)
    }
  })
})
