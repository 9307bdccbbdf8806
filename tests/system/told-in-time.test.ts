import { beforeAll, describe, expect, it } from 'vitest'
import { act, type Filed, file } from '../../infra/local/first-dossier/dossiers.ts'
import {
  type LeftUntilLate,
  leftUntilLate,
  type Mail,
  mailTo,
} from '../../infra/local/first-dossier/left-until-late.ts'
import type { Stage } from '../../infra/local/first-dossier/steps.ts'
import { until, whenHeard } from '../../infra/local/first-dossier/until.ts'
import { asking } from './asking.ts'

const { desk, call, refusal, list } = asking()
interface Inboxed {
  code: string
  tasks?: object[]
}
const stage: Stage = {
  call,
  step: (_title, work) => work(),
  agency: desk.agency,
  receivingPoint: desk.receivingPoint,
  specialist: desk.signIns.specialist?.person ?? '',
}
const manyCopies = { procedure: '2.000815', case: 'MANY_COPIES', channel: 'DESK', files: [] } as const
const { receivingPoint } = desk
const applicant = { kind: 'CITIZEN', name: 'Nguyễn Thị Thử', idNumber: '001199000123', email: 'citizen@example.com' }

const mailbox = async () => (await call<{ messages: Mail[] }>('GET /_local/mailbox', 200)).body.messages
const mailsAbout = async ({ code }: Filed) => (await mailbox()).filter(({ text }) => text.includes(code))
/** A list of the desk; what was filed a moment ago is still on its way to the other services. */
const shown = (path: string, persona = 'clerk') =>
  whenHeard(`${path} is known`, ['dossier-not-found'], async () => {
    const { body } = await call<{ items: Record<string, unknown>[] }>(`GET ${path}`, 200, { persona })
    return body.items
  })
const fileOne = (more: object = {}) =>
  file(call, 'clerk', { ...manyCopies, files: [], receivingPoint, applicant: { ...applicant, ...more } })
const open = (): Promise<{ body: { version: number } & Record<string, unknown> }> =>
  call('GET /v1/calendars/vn-civil-service', 200)

let told: LeftUntilLate
let returned: Filed
beforeAll(async () => {
  const filed = await file(call, 'clerk', { ...manyCopies, case: 'STANDARD', files: [], receivingPoint, applicant })
  const given = await act(call, 'clerk', 'hand-over', filed, { to: { person: stage.specialist } })
  const denial = {
    outcome: 'DENIED',
    denial: { reasons: [{ ground: 'Thủ tục 2.000815', text: 'Bản chính không đọc được.' }] },
  }
  const done = await act(call, 'specialist', 'complete', given, denial)
  returned = await act(call, 'clerk', 'return', done, { method: 'DESK', to: applicant.name })
  told = await leftUntilLate(stage, returned)
}, 120_000)

describe('a dossier that is left until it is late', () => {
  it('brings the officer, the leader and the applicant each mail once, as text and as HTML', async () => {
    const mails = await mailsAbout(told.left)
    const said = mails.map(
      ({ to, subject }) => `${to.split('@')[0]}: ${subject.replace(told.left.code, '…').slice(0, 27)}`,
    )
    expect(said.sort()).toEqual(
      [
        'citizen: Hồ sơ … đã được tiếp nhận, ',
        'citizen: Xin lỗi ông/bà: hồ sơ … chưa',
        'leader: Quá hạn 1 ngày làm việc: hồ',
        'specialist: Sắp đến hạn: hồ sơ …, hẹn t',
        'specialist: Đến hạn: hồ sơ …, hẹn trả 1',
      ].map((line) => expect.stringContaining(line.slice(0, -2))),
    )
    for (const { text, html } of mails) {
      expect(text).toContain(told.left.code)
      expect(html).toContain('lang="vi"')
      expect(html).toContain(`/${text.includes('/lookup?code=') ? 'lookup?code=' : 'dossiers/'}${told.left.code}`)
    }
  })

  it('says nothing of the applicant in them but where to look', async () => {
    const everything = (await mailbox()).map(({ subject, text, html }) => subject + text + html).join('\n')
    expect(everything).not.toMatch(/Nguyễn Thị Thử|001199000123|0901234678/)
    expect(everything).not.toContain(told.left.secret)
  })

  it('has a link in each mail that leads somewhere', async () => {
    const links = (await mailsAbout(told.left)).map(({ text }) => /http:\S+/.exec(text)?.[0] ?? '')
    for (const link of new Set(links)) expect([link, (await fetch(link)).status]).toEqual([link, 200])
  })

  it('is shown with what was told, and what is planned next', async () => {
    const reminders = await shown(`/v1/reminders?dossier=${told.left.code}`)
    expect(reminders.map(({ kind, to, status, number }) => [kind, to, status, number])).toEqual([
      ['DUE_SOON', 'OFFICER', 'SENT', 1],
      ['DUE', 'OFFICER', 'SENT', 1],
      ['OVERDUE', 'LEADER', 'SENT', 1],
      ['OVERDUE', 'LEADER', 'PLANNED', 2],
    ])
  })

  it('has a record of each message, with its delivery', async () => {
    const records = await until('all five are delivered', async () => {
      const items = await shown(`/v1/notifications?subject=${told.left.code}`)
      return items.filter(({ status }) => status === 'DELIVERED').length === 5 ? items : undefined
    })
    expect(records.map(({ to, channel }) => [to, channel]).sort()).toEqual([
      ['APPLICANT', 'EMAIL'],
      ['APPLICANT', 'EMAIL'],
      ['LEADER', 'EMAIL'],
      ['OFFICER', 'EMAIL'],
      ['OFFICER', 'EMAIL'],
    ])
    expect(JSON.stringify(records)).not.toMatch(/citizen@example|Nguyễn Thị Thử/)
  })

  it.each(['clerk-2', 'leader-2', 'citizen-2'])('%s sees neither its reminders nor its messages', async (persona) => {
    const wanted = persona === 'citizen-2' ? 403 : 404
    for (const path of [`/v1/reminders?dossier=${told.left.code}`, `/v1/notifications?subject=${told.left.code}`])
      await refusal(`GET ${path}`, wanted, { persona })
  })
})

describe('a dossier that ended', () => {
  it('stays silent to the staff when it was withdrawn or returned', async () => {
    for (const dossier of [told.withdrawn, returned]) {
      expect((await mailsAbout(dossier)).filter(({ to }) => to.endsWith('@example.org'))).toEqual([])
      expect(
        (await shown(`/v1/reminders?dossier=${dossier.code}`)).filter(({ status }) => status !== 'SKIPPED'),
      ).toEqual([])
    }
  })

  it('told its applicant of the acceptance and the result, and no more', async () => {
    const records = await shown(`/v1/notifications?subject=${returned.code}`)
    // Events come in any order: which message was made first says nothing.
    const outcomes = records.map(({ template, reason, status }) => [
      (template as { name: string }).name,
      reason ?? status,
    ])
    expect(Object.fromEntries(outcomes)).toEqual({ accepted: 'DELIVERED', 'result-ready': 'DELIVERED' })
    expect(records).toHaveLength(2)
    expect((await mailsAbout(told.withdrawn)).map(({ to }) => to)).toEqual([applicant.email])
  })
})

describe('an address that bounces', () => {
  it('leaves a failed message, and a task in the inbox of the desk', async () => {
    const filed = await fileOne({ email: `bounce+${Date.now()}@example.com` })
    const failed = await until('the message has failed', async () =>
      (await shown(`/v1/notifications?subject=${filed.code}`)).find(({ status }) => status === 'PERMANENT_FAILURE'),
    )
    expect(failed).toMatchObject({ to: 'APPLICANT', reason: 'BOUNCED' })
    const row = await until('the task stands in the inbox', async () =>
      (await list<Inboxed>('/v1/dossiers?view=inbox', 'clerk')).find(({ code, tasks }) => code === filed.code && tasks),
    )
    expect(row.tasks).toMatchObject([{ kind: 'NOTICE_FAILED', notification: failed.id }])
  })
})

describe('a calendar that is published anew', () => {
  it('moves exactly the deadlines that it moves, under a new version, and their reminders with them', async () => {
    const moved = await fileOne()
    const { zone, sessions, days, from, to } = (await open()).body
    const plannedBefore = await until('the reminder is planned', async () =>
      (await shown(`/v1/reminders?dossier=${moved.code}`)).find(({ kind }) => kind === 'DUE'),
    )
    const dueDay = String(moved.dueAt).slice(0, 10)
    const off = { on: dueDay, kind: 'OFF', name: 'Nghỉ thử nghiệm', basis: 'Diễn tập', status: 'CONFIRMED' }
    const body = { zone, sessions, days: [...(days as object[]), off], from, to }
    await call('POST /v1/calendars/vn-civil-service/versions', 201, { persona: 'administrator', body })
    const after = await until(
      'the dossier has another due date',
      async () => {
        const { body } = await call<Filed & { deadlineVersion: number }>(`GET /v1/dossiers/${moved.code}`, 200, {
          persona: 'clerk',
        })
        return body.dueAt === moved.dueAt ? undefined : body
      },
      40_000,
    )
    expect(after.deadlineVersion).toBe(2)
    expect(String(after.dueAt) > String(moved.dueAt)).toBe(true)
    const planned = await until('its reminders are planned anew', async () => {
      const items = await shown(`/v1/reminders?dossier=${moved.code}`)
      return items.find(({ kind, deadlineVersion }) => kind === 'DUE' && deadlineVersion === 2)
    })
    expect([plannedBefore.plannedFor, planned.plannedFor]).toEqual([moved.dueAt, after.dueAt])
    // What is late already had its date before, and keeps it.
    const { body: late } = await call<{ deadlineVersion: number }>(`GET /v1/dossiers/${told.left.code}`, 200, {
      persona: 'clerk',
    })
    expect(late.deadlineVersion).toBe(1)
    await mailTo(stage, 'citizen', moved, 'accepted')
    await until('the applicant is told of the new date', async () =>
      (await mailsAbout(moved)).find(({ subject }) => /hẹn lại ngày/.test(subject)),
    )
  })
})

describe('a clock that is moved by ten days at once', () => {
  it('tells on the way what falls due, each in its turn and with its date', async () => {
    const filed = await fileOne()
    const planned = await shown(`/v1/reminders?dossier=${filed.code}`)
    await call('POST /_local/clock', 200, { body: { advance: 'P10D' } })
    const sent = await until('the leader was reminded for days', async () => {
      const items = (await shown(`/v1/reminders?dossier=${filed.code}`)).filter(({ status }) => status === 'SENT')
      return items.length >= 4 ? items : undefined
    })
    expect(sent.map(({ kind }) => kind).slice(0, 4)).toEqual(['DUE_SOON', 'DUE', 'OVERDUE', 'OVERDUE'])
    expect(sent.slice(0, 3).map(({ plannedFor }) => plannedFor)).toEqual(planned.map(({ plannedFor }) => plannedFor))
    for (const { at, plannedFor } of sent) {
      expect(Date.parse(String(at)) - Date.parse(String(plannedFor))).toBeLessThan(60_000)
    }
    const mails = await until('all of it was mailed', async () => {
      const found = (await mailsAbout(filed)).filter(({ to }) => to.endsWith('@example.org'))
      return found.length === sent.length ? found : undefined
    })
    expect(new Set(mails.map(({ subject }) => subject)).size).toBe(mails.length)
  })
})
