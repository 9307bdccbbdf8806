import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, mailFrom, newCode, openDesk } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.wire.close())
beforeEach(() => {
  desk.wire.ses(() => 'take')
  desk.pass(1)
})

const person = (name: string) => ({ email: `${name}@example.com` })

describe('An applicant who left an address', () => {
  it('is told by one mail what happened, with the code and the link to the look-up', async () => {
    const code = newCode()
    expect(await desk.accepted(code, person('binh'))).toBe(true)
    const [mail, ...more] = desk.mailsAbout(code)
    expect(more).toEqual([])
    expect(mail).toMatchObject({ to: 'binh@example.com', from: mailFrom, configurationSet: 'motcua' })
    expect(mail?.text).toContain(`https://desk.example.vn/lookup?code=${code}`)
    expect(mail?.text).toContain('Cán bộ lan')
    const [message] = await desk.messages(code)
    expect(message).toMatchObject({ id: mail?.id, to: 'APPLICANT', channel: 'EMAIL', status: 'SENDING' })
    expect(message.template).toEqual({ name: 'accepted', version: 1 })
  })

  it.each([
    ['dossier.supplement-requested', 'supplement-requested', 5],
    ['dossier.supplemented', 'supplement-received', 4],
    ['dossier.fee-requested', 'fee-requested', 6],
    ['dossier.completed', 'result-ready', 9],
    ['dossier.refused', 'refused', 3],
    ['dossier.stopped', 'stopped', 8],
    ['dossier.extended', 'deadline-changed', 4],
    ['dossier.deadline-changed', 'deadline-changed', 4],
  ])('is told after %s by the template %s', async (type, template, status) => {
    const code = newCode()
    await desk.accepted(code, person('binh'))
    expect(await desk.hear(desk.dossierEvent(code, type, 2, { status }))).toBe(true)
    expect((await desk.messages(code))[0]).toMatchObject({ template: { name: template }, status: 'SENDING' })
  })

  it.each([
    ['dossier.withdrawn', 7],
    ['dossier.returned', 10],
    ['dossier.handed-over', 4],
    ['dossier.noted', 4],
    ['dossier.corrected', 4],
  ])('hears nothing after %s', async (type, status) => {
    const code = newCode()
    await desk.accepted(code, person('binh'))
    expect(await desk.hear(desk.dossierEvent(code, type, 2, { status }))).toBe(true)
    expect(desk.mailsAbout(code)).toHaveLength(1)
  })

  it('is asked for pardon when it is late', async () => {
    const code = newCode()
    await desk.accepted(code, person('binh'))
    expect(await desk.remind(desk.reminderEvent(code, 1, {}, 'deadline.missed'))).toBe(true)
    expect((await desk.messages(code))[0]).toMatchObject({ template: { name: 'late' }, to: 'APPLICANT' })
  })

  it('is written to at the address as it was corrected', async () => {
    const code = newCode()
    await desk.accepted(code, person('old'))
    const contact = await desk.seal({ dossier: code }, person('new'))
    await desk.hear(desk.dossierEvent(code, 'dossier.corrected', 2, { contact }))
    await desk.hear(desk.dossierEvent(code, 'dossier.completed', 3, { status: 9 }))
    expect(desk.mailsAbout(code).map(({ to }) => to)).toEqual(['old@example.com', 'new@example.com'])
  })

  it('is not told news of a fortnight ago, which only a replay brings', async () => {
    const code = newCode()
    const contact = await desk.seal({ dossier: code }, person('binh'))
    const old = new Date(Date.parse(desk.now()) - 16 * 86_400_000).toISOString()
    expect(await desk.hear(desk.dossierEvent(code, 'dossier.accepted', 1, { contact }, old))).toBe(true)
    expect(await desk.messages(code)).toEqual([])
  })
})

describe('A table that was made anew', () => {
  it('keeps what a replay brings and tells nobody what happened before, however new it is', async () => {
    const code = newCode()
    const contact = await desk.seal({ dossier: code }, person('binh'))
    const dayBefore = new Date(Date.parse(desk.now()) - 86_400_000).toISOString()
    expect(await desk.hear(desk.dossierEvent(code, 'dossier.accepted', 1, { contact }, dayBefore))).toBe(true)
    expect(await desk.remind({ ...desk.reminderEvent(code), time: dayBefore })).toBe(true)
    expect(await desk.messages(code)).toEqual([])
    await desk.hear(desk.dossierEvent(code, 'dossier.completed', 2, { status: 9 }))
    expect(desk.mailsAbout(code).map(({ to }) => to)).toEqual(['binh@example.com'])
  })
})

describe('A service that stood still for two days', () => {
  it('still tells what happened, but not of what will be due when it is by then', async () => {
    const code = newCode()
    const contact = await desk.seal({ dossier: code }, person('binh'))
    const dueAt = new Date(Date.parse(desk.now()) + 86_400_000).toISOString()
    const [accepted, soon, due] = [
      desk.dossierEvent(code, 'dossier.accepted', 1, { contact, dueAt }),
      desk.reminderEvent(code, 1, { dueAt }),
      desk.reminderEvent(code, 2, { dueAt, kind: 'DUE' }),
    ]
    desk.pass(2 * 24 * 60)
    for (const event of [soon, due]) await desk.remind(event)
    await desk.hear(accepted)
    await desk.sweep()
    const told = (await desk.messages(code)).map(({ template, reason, status }) => [template.name, reason ?? status])
    expect(Object.fromEntries(told)).toEqual({ accepted: 'SENDING', 'due-soon': 'SUPERSEDED', due: 'SENDING' })
  })

  it('asks nobody for a fee that was paid meanwhile, though the payment lies behind it in the queue', async () => {
    const code = newCode()
    await desk.accepted(code, person('binh'))
    const before = desk.mailsAbout(code).length
    const [asked, paid] = [
      desk.dossierEvent(code, 'dossier.fee-requested', 2, { status: 6 }),
      desk.dossierEvent(code, 'dossier.fee-paid', 3, { status: 2 }),
    ]
    desk.pass(2 * 24 * 60)
    for (const event of [asked, paid]) await desk.hear(event)
    await desk.sweep()
    expect(desk.mailsAbout(code)).toHaveLength(before)
    const fee = (await desk.messages(code)).find(({ template }) => template.name === 'fee-requested')
    expect(fee).toMatchObject({ status: 'PERMANENT_FAILURE', reason: 'SUPERSEDED' })
  })
})

describe('An applicant without an address', () => {
  it('gets no message, and none is recorded', async () => {
    const code = newCode()
    expect(await desk.accepted(code)).toBe(true)
    expect(await desk.messages(code)).toEqual([])
  })

  it('gets none with a telephone alone where there is no provider of SMS', async () => {
    const code = newCode()
    expect(await desk.accepted(code, { phone: '+84912345678' })).toBe(true)
    expect(await desk.messages(code)).toEqual([])
  })

  it('gets none any more after the address was taken out', async () => {
    const code = newCode()
    await desk.accepted(code, person('binh'))
    await desk.hear(desk.dossierEvent(code, 'dossier.corrected', 2, { contact: '' }))
    expect(await desk.hear(desk.dossierEvent(code, 'dossier.completed', 3, { status: 9 }))).toBe(true)
    expect(await desk.messages(code)).toHaveLength(1)
  })
})

describe('An event', () => {
  it('makes one message however often it comes', async () => {
    const code = newCode()
    const contact = await desk.seal({ dossier: code }, person('binh'))
    const event = desk.dossierEvent(code, 'dossier.accepted', 1, { contact })
    const reminder = desk.reminderEvent(code)
    await Promise.all([1, 2, 3].map(() => desk.hear(event)))
    await Promise.all([1, 2, 3].map(() => desk.remind(reminder)))
    await desk.live(20)
    await desk.hear(event)
    await desk.remind(reminder)
    expect(desk.mailsAbout(code)).toHaveLength(2)
    expect(await desk.messages(code)).toHaveLength(2)
  })

  it('that comes before the one that files the dossier waits for it, and is told then', async () => {
    const code = newCode()
    const asked = desk.dossierEvent(code, 'dossier.supplement-requested', 2, { status: 5 })
    expect(await desk.hear(asked)).toBe(false)
    expect(await desk.remind(desk.reminderEvent(code, 1, {}, 'deadline.missed'))).toBe(false)
    await desk.accepted(code, person('binh'))
    expect(await desk.hear(asked)).toBe(true)
    expect(desk.mailsAbout(code)).toHaveLength(2)
  })

  it('that is no event goes to the dead letters alone', async () => {
    const code = newCode()
    const contact = await desk.seal({ dossier: code }, person('binh'))
    const records = [
      desk.message({ detail: { type: 'dossier.accepted', subject: newCode(), version: 1 } }, 'poison'),
      desk.message({ detail: desk.dossierEvent(code, 'dossier.accepted', 1, { contact }) }, 'sound'),
    ]
    expect(await desk.onDossier({ Records: records })).toEqual({ batchItemFailures: [{ itemIdentifier: 'poison' }] })
    expect(desk.mailsAbout(code)).toHaveLength(1)
    for (const detail of [{}, { type: 'reminder.due', subject: code, version: 1, data: { to: 'NOBODY' } }]) {
      expect(await desk.remind(detail)).toBe(false)
    }
  })

  it('of an agency that is not known yet comes again', async () => {
    const code = newCode('H26.555')
    expect(await desk.remind(desk.reminderEvent(code))).toBe(false)
  })
})
