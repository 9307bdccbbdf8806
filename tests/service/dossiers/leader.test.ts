import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { localDate, plusDays, workingDaysAfter } from '../../../shared/calendar/instant.ts'
import { type Desk, openDesk } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const calendar = JSON.parse(
  readFileSync(new URL('../../../functions/procedures/seed/calendar.json', import.meta.url), 'utf8'),
)
/** Nine in the morning of a working day some days from now. */
const workingDay = (days: number): string => {
  const on = workingDaysAfter(plusDays(localDate(new Date().toISOString()), days), 1, calendar)
  return `${on}T09:00:00+07:00`
}
const nextSunday = () => {
  const day = new Date(Date.now() + 90 * 86_400_000)
  day.setUTCDate(day.getUTCDate() + ((7 - day.getUTCDay()) % 7))
  return day.toISOString().slice(0, 10)
}
const reason = 'Chờ kết quả xác minh của phường khác'

describe('the extension of a deadline', () => {
  it('is the leader’s, once, and keeps the first due date for ever', async () => {
    const code = await desk.inProgress()
    const before = (await desk.read('clerk-1', code)).body
    const newDueAt = workingDay(60)
    expect((await desk.act('specialist-1', 'extend', code, 2, { reason, newDueAt })).status).toBe(403)
    const { status, body } = await desk.act('leader-1', 'extend', code, 2, { reason, newDueAt })
    expect(status).toBe(200)
    expect(Date.parse(body.dueAt)).toBe(Date.parse(newDueAt))
    expect(body).toMatchObject({ originalDueAt: before.dueAt, deadlineVersion: 2, extensions: 1, status: { code: 4 } })
    const again = await desk.act('leader-1', 'extend', code, 3, { reason, newDueAt: workingDay(90) })
    expect({ status: again.status, type: again.body.type }).toEqual({ status: 409, type: '/problems/extension-used' })
  })

  it.each([
    ['earlier than the due date', () => '2020-01-06T09:00:00+07:00'],
    ['a Sunday', () => `${nextSunday()}T09:00:00+07:00`],
    ['the middle of the night', () => workingDay(60).replace('T09', 'T03')],
    ['years away', () => '2099-06-01T09:00:00+07:00'],
    ['no instant', () => 'tomorrow'],
    ['a date without time', () => '2027-01-05'],
    ['a moment finer than any clock', () => '2027-01-05T09:00:00.0000000000001+07:00'],
  ])('refuses %s as the new date and changes nothing', async (_name, newDueAt) => {
    const code = await desk.inProgress()
    const { status, body } = await desk.act('leader-1', 'extend', code, 2, { reason, newDueAt: newDueAt() })
    expect({ status, pointer: body.errors[0].pointer }).toEqual({ status: 422, pointer: '/newDueAt' })
    expect((await desk.read('clerk-1', code)).body).toMatchObject({ version: 2, extensions: 0 })
  })
})

describe('stopping', () => {
  it('is the leader’s, on a ground, and takes the dossier off the inbox', async () => {
    const code = await desk.inProgress()
    expect((await desk.act('specialist-1', 'stop', code, 2, { ground: 'x' })).status).toBe(403)
    expect((await desk.act('leader-1', 'stop', code, 2, {})).status).toBe(422)
    const { status, body } = await desk.act('leader-1', 'stop', code, 2, { ground: 'Người nộp qua đời' })
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: { code: 8 }, deadlineState: 'CLOSED' })
    expect(body.endedAt).toBeDefined()
    const inbox = await desk.as('clerk-1', 'GET /v1/dossiers?limit=100')
    expect(inbox.body.items.map((row: { code: string }) => row.code)).not.toContain(code)
  })
})

describe('giving the work to somebody else', () => {
  it('is the leader’s, to staff of the agency, and moves it into his list', async () => {
    const code = await desk.inProgress()
    expect((await desk.act('clerk-1', 'assign', code, 2, { to: { person: 'leader-1' } })).status).toBe(403)
    const stranger = await desk.act('leader-1', 'assign', code, 2, { to: { person: 'clerk-9' } })
    expect({ status: stranger.status, pointer: stranger.body.errors[0].pointer }).toEqual({
      status: 422,
      pointer: '/to/person',
    })
    expect((await desk.act('leader-1', 'assign', code, 2, {})).status).toBe(422)
    const machine = await desk.act('leader-1', 'assign', code, 2, { to: { person: 'portal-1' } })
    expect(machine.status).toBe(422)
    const { status, body } = await desk.act('leader-1', 'assign', code, 2, { to: { person: 'leader-1' } })
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: { code: 4 }, assignee: { person: 'leader-1' } })
    const mine = async (who: string) =>
      (await desk.as(who, 'GET /v1/dossiers?view=mine&limit=100')).body.items.map((row: { code: string }) => row.code)
    expect(await mine('leader-1')).toContain(code)
    expect(await mine('specialist-1')).not.toContain(code)
  })
})
