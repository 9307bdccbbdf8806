import { beforeAll, describe, expect, it } from 'vitest'
import { token } from '../harness.ts'
import { calendarSeed, desk } from './desk.ts'

let service: Awaited<ReturnType<typeof desk>>
const { id, body: seed } = calendarSeed()
const publish = (name: string, body: object, key?: string) =>
  service.asAdministrator(`POST /v1/calendars/${name}/versions`, body, key)

beforeAll(async () => {
  service = await desk()
})

describe('publishing a calendar', () => {
  it('that the service brings along answers it whole, basis and status on each row', async () => {
    const published = await publish(id, seed)
    expect(published).toMatchObject({ status: 201, headers: { location: `/v1/calendars/${id}/versions/1` } })
    const { body } = await service.ask(`GET /v1/calendars/${id}`)
    expect(body).toEqual({ id, version: 1, ...seed })
    for (const day of body.days) expect(day).toMatchObject({ basis: expect.any(String), status: expect.any(String) })
    expect((await service.ask(`GET /v1/calendars/${id}/versions/1`)).body).toEqual(body)
  })

  it('keeps each version, and sorts its rows by date', async () => {
    const [first, ...rest] = seed.days
    await publish('kept', { ...seed, days: rest })
    await publish('kept', { ...seed, days: [...rest, first] })
    const version = async (n: number) => (await service.ask(`GET /v1/calendars/kept/versions/${n}`)).body
    expect(await version(1)).toEqual({ id: 'kept', version: 1, ...seed, days: rest })
    expect(await version(2)).toEqual({ id: 'kept', version: 2, ...seed })
    expect((await service.ask('GET /v1/calendars/kept')).body.version).toBe(2)
  })

  it('twice with the same key makes one version, and finds that one later', async () => {
    await publish('again', { ...seed, days: [] }, 'one')
    const second = await publish('again', seed, 'two')
    await publish('again', { ...seed, days: seed.days.slice(1) })
    for (const [key, body, version] of [
      ['one', { ...seed, days: [] }, 1],
      ['two', seed, 2],
    ] as const) {
      const replayed = await publish('again', body, key)
      expect(replayed).toMatchObject({ status: 201, body: { version }, headers: { 'idempotent-replayed': 'true' } })
      expect(replayed.headers.location).toBe(`/v1/calendars/again/versions/${version}`)
    }
    expect(second.body.version).toBe(2)
    expect(await publish('again', { ...seed, to: '2028-12-31' }, 'two')).toMatchObject({ status: 422 })
    expect((await service.ask('GET /v1/calendars/again')).body.version).toBe(3)
  })

  it('is for administrators alone', async () => {
    const path = 'POST /v1/calendars/mine/versions'
    expect(await service.ask(path, { body: seed })).toMatchObject({ status: 401 })
    expect(await service.ask(path, { body: seed, token: token('clerk') })).toMatchObject({ status: 403 })
    expect(await service.ask('GET /v1/calendars/mine')).toMatchObject({ status: 404 })
  })

  const row = { on: '2026-11-28', kind: 'WORKED', name: 'Làm bù', basis: 'Thông báo', status: 'CONFIRMED' }
  it.each([
    ['/days/1/on', { days: [row, row] }],
    ['/days/0/on', { days: [{ ...row, on: '2030-01-05' }] }],
    ['/days/0/on', { days: [{ ...row, on: '2026-11-27' }] }],
    ['/days/0/basis', { days: [{ ...row, basis: undefined }] }],
    ['/days/0/status', { days: [{ ...row, status: 'SURE' }] }],
    ['/days/0/date', { days: [{ ...row, date: '2026-11-28' }] }],
    ['/sessions/0/to', { sessions: [{ from: '12:00', to: '08:00' }] }],
    [
      '/sessions/1/from',
      {
        sessions: [
          { from: '08:00', to: '12:00' },
          { from: '11:00', to: '17:00' },
        ],
      },
    ],
    ['/sessions', { sessions: [] }],
    ['/zone', { zone: 'Europe/Paris' }],
    ['/to', { to: '2024-01-01' }],
    ['/version', { version: 2 }],
  ])('is refused at %s', async (pointer, changes) => {
    const refused = await publish('bad', { ...seed, ...changes })
    expect(refused.status).toBe(422)
    expect(refused.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer)
    expect(await service.ask('GET /v1/calendars/bad')).toMatchObject({ status: 404 })
  })
})

describe('looking up a calendar', () => {
  it.each(['nowhere', 'VN', 'nowhere/versions/1', 'vn-civil-service/versions/99', 'vn-civil-service/versions/0'])(
    'says that there is no %s',
    async (path) => {
      const answered = await service.ask(`GET /v1/calendars/${path}`)
      expect(answered).toMatchObject({ status: 404, body: { type: '/problems/calendar-not-found' } })
    },
  )

  it('has the newest version as the data of its event', async () => {
    const { readItem } = await import('../../../shared/dynamodb/projection.ts')
    const { events } = await import('../../../functions/procedures/events.ts')
    // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever was stored
    const entry: any = await readItem(service.table, `CALENDAR#${id}`, 'JOURNAL#000001')
    expect(entry).toMatchObject({ type: 'calendar.published', data: { id, version: 1, ...seed } })
    expect(events['calendar.published'].parse(entry.data)).toEqual(entry.data)
  })
})
