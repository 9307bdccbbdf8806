import { beforeAll, describe, expect, it } from 'vitest'
import { calendarSeed, desk } from './desk.ts'

let service: Awaited<ReturnType<typeof desk>>
beforeAll(async () => {
  service = await desk()
  const { id, body } = calendarSeed()
  expect((await service.asAdministrator(`POST /v1/calendars/${id}/versions`, body)).status).toBe(201)
})

const wd = (value: number) => ({ unit: 'WORKING_DAY', value })
const hours = (value: number) => ({ unit: 'WORKING_HOUR', value })
const calculate = (body: object) => service.ask('POST /v1/deadlines', { body })
const due = async (limit: object, acceptedAt: string, more: object = {}) => {
  const { status, body } = await calculate({ limit, acceptedAt: `${acceptedAt}:00+07:00`, ...more })
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

describe('the worked examples (domain.md §3.5)', () => {
  it.each([
    ['1', wd(3), '2026-11-16T09:10', '2026-11-19T17:00'],
    ['2 over Culture Day', wd(3), '2026-11-20T16:30', '2026-11-26T17:00'],
    ['3 same day at the cut-off', { unit: 'SAME_DAY' }, '2026-11-25T15:00', '2026-11-25T17:00'],
    ['4 same day after the cut-off', { unit: 'SAME_DAY' }, '2026-11-23T15:01', '2026-11-25T17:00'],
    ['4 at once after the cut-off', { unit: 'IMMEDIATE' }, '2026-11-23T15:01', '2026-11-25T17:00'],
    ['5 over Tết', wd(7), '2026-02-11T10:00', '2026-02-27T17:00'],
    ['6 with a worked Saturday', wd(5), '2026-08-20T09:00', '2026-08-26T17:00'],
    ['7 after close', wd(3), '2026-11-26T17:05', '2026-12-02T17:00'],
    ['8 at the Saturday desk', wd(3), '2026-11-21T09:00', '2026-11-26T17:00'],
    ['8c same day at the Saturday desk', { unit: 'SAME_DAY' }, '2026-11-21T09:00', '2026-11-23T17:00'],
    ['9 in hours', hours(8), '2026-11-26T15:30', '2026-11-27T15:30'],
    ['10 over Hùng Kings and 30 April', wd(3), '2026-04-24T09:00', '2026-05-04T17:00'],
    ['11 over New Year', wd(10), '2026-12-24T09:00', '2027-01-08T17:00'],
    ['12 in calendar days', { unit: 'CALENDAR_DAY', value: 15 }, '2026-04-12T09:00', '2026-04-28T17:00'],
    ['12b in calendar days after close', { unit: 'CALENDAR_DAY', value: 5 }, '2026-11-20T20:00', '2026-11-30T17:00'],
    ['13 with a worked Saturday', wd(2), '2026-01-09T09:00', '2026-01-12T17:00'],
    ['14 over Tết 2027', wd(5), '2027-02-02T09:00', '2027-02-16T17:00'],
    ['15 of feedback', wd(15), '2026-11-16T09:00', '2026-12-08T17:00'],
    ['16 urgent', hours(4), '2026-11-20T16:00', '2026-11-23T11:00'],
  ])('%s', async (_, limit, acceptedAt, expected) => {
    const { dueAt, calendar } = await due(limit, acceptedAt)
    expect(dueAt).toBe(`${expected}:00.000+07:00`)
    expect(calendar).toEqual({ id: 'vn-civil-service', version: 1 })
  })

  it('8b an online filing on a Saturday counts from the next working day', async () => {
    const answer = await due(wd(3), '2026-11-21T20:00', { channel: 'ONLINE' })
    expect(answer).toMatchObject({ dueAt: '2026-11-27T17:00:00.000+07:00', effectiveOn: '2026-11-23' })
  })

  it('17 a supplement pauses the clock by its working minutes', async () => {
    const pause = { from: '2026-11-04T10:00:00+07:00', to: '2026-11-10T14:00:00+07:00' }
    const answer = await due(wd(5), '2026-11-02T09:00', { pauses: [pause] })
    expect(answer.dueAt).toBe('2026-11-16T17:00:00.000+07:00')
    expect(answer.pauses).toEqual([
      { from: '2026-11-04T10:00:00.000+07:00', to: '2026-11-10T14:00:00.000+07:00', workingMinutes: 35 * 60 },
    ])
    expect(answer.days).toContainEqual({ on: '2026-11-05', counted: false, reason: 'PAUSED' })
  })
})

describe('the answer', () => {
  it('says of every day why it counts or does not', async () => {
    const { days, effectiveOn } = await due(wd(3), '2026-11-20T16:30')
    expect(effectiveOn).toBe('2026-11-20')
    expect(days).toEqual([
      { on: '2026-11-20', counted: false, reason: 'RECEIPT_DAY' },
      { on: '2026-11-21', counted: false, reason: 'WEEKEND' },
      { on: '2026-11-22', counted: false, reason: 'WEEKEND' },
      { on: '2026-11-23', counted: true, reason: 'WORKING_DAY' },
      { on: '2026-11-24', counted: false, reason: 'HOLIDAY', name: 'Ngày Văn hóa Việt Nam' },
      { on: '2026-11-25', counted: true, reason: 'WORKING_DAY' },
      { on: '2026-11-26', counted: true, reason: 'WORKING_DAY' },
    ])
  })

  it('is provisional over days that are not yet decreed, and only over those', async () => {
    expect((await due(wd(5), '2027-02-02T09:00')).provisional).toBe(true)
    expect((await due(wd(3), '2026-11-16T09:10')).provisional).toBe(false)
    expect((await due(wd(3), '2028-03-01T09:00')).provisional).toBe(true)
  })

  it('is the same for the same instant with any offset', async () => {
    const answers = ['2026-11-16T09:10:00+07:00', '2026-11-16T02:10:00Z', '2026-11-15T21:10:00.000-05:00'].map(
      async (acceptedAt) => (await calculate({ limit: wd(3), acceptedAt })).body,
    )
    const [first, second, third] = await Promise.all(answers)
    expect(second).toEqual(first)
    expect(third).toEqual(first)
  })

  it('follows a calendar of one’s own, and its newest version', async () => {
    const { body } = calendarSeed()
    const swap = [
      { on: '2026-11-23', kind: 'OFF', name: 'Nghỉ hoán đổi', basis: 'Đề xuất', status: 'CONFIRMED' },
      { on: '2026-11-28', kind: 'WORKED', name: 'Làm bù', basis: 'Đề xuất', status: 'CONFIRMED' },
    ]
    const others = body.days.filter(({ on }: { on: string }) => !swap.some((row) => row.on === on))
    await service.asAdministrator('POST /v1/calendars/swapped/versions', body)
    await service.asAdministrator('POST /v1/calendars/swapped/versions', { ...body, days: [...others, ...swap] })
    const answer = await due(wd(3), '2026-11-20T16:30', { calendar: 'swapped' })
    expect(answer).toMatchObject({ dueAt: '2026-11-27T17:00:00.000+07:00', calendar: { id: 'swapped', version: 2 } })
  })

  it('says that there is no such calendar', async () => {
    const asked = { limit: wd(3), acceptedAt: '2026-11-16T09:10:00+07:00', calendar: 'nowhere' }
    expect(await calculate(asked)).toMatchObject({ status: 404, body: { type: '/problems/calendar-not-found' } })
  })
})

describe('a question without sense', () => {
  const acceptedAt = '2026-11-16T09:10:00+07:00'
  const pause = (from: string, to: string) => ({ from: `${from}T09:00:00+07:00`, to: `${to}T09:00:00+07:00` })
  it.each([
    ['/limit', {}],
    ['/limit/unit', { limit: { unit: 'WEEK', value: 1 } }],
    ['/limit/value', { limit: { unit: 'WORKING_DAY' } }],
    ['/limit/value', { limit: wd(0) }],
    ['/limit/value', { limit: wd(1001) }],
    ['/limit/value', { limit: wd(1.5) }],
    ['/limit/value', { limit: { unit: 'SAME_DAY', value: 1 } }],
    ['/acceptedAt', { limit: wd(3), acceptedAt: '2026-11-16' }],
    ['/acceptedAt', { limit: wd(3), acceptedAt: '2026-11-16T09:10:00' }],
    ['/acceptedAt', { limit: wd(3), acceptedAt: '2026-02-30T09:10:00Z' }],
    ['/acceptedAt', { limit: wd(3), acceptedAt: '1999-12-31T09:10:00Z' }],
    ['/acceptedAt', { limit: wd(3), acceptedAt: '2026-11-16T09:10:00.0000000001Z' }],
    ['/channel', { limit: wd(3), channel: 'POST' }],
    ['/calendar', { limit: wd(3), calendar: 'A B' }],
    ['/saturday', { limit: wd(3), saturday: true }],
    ['/pauses', { limit: wd(3), pauses: Array.from({ length: 11 }, () => pause('2026-11-18', '2026-11-20')) }],
    ['/pauses/0/to', { limit: wd(3), pauses: [pause('2026-11-18', '2026-11-18')] }],
    [
      '/pauses/1/from',
      { limit: wd(3), pauses: [pause('2026-11-18', '2026-11-20'), pause('2026-11-19', '2026-11-23')] },
    ],
    ['/pauses/0/to', { limit: wd(3), pauses: [pause('2026-11-18', '2031-11-30')] }],
  ])('is refused at %s', async (pointer, asked) => {
    const refused = await calculate({ acceptedAt, ...asked })
    expect(refused.status).toBe(422)
    expect(refused.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer)
  })
})
