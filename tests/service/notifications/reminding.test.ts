import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { city, type Desk, newCode, openDesk, otherWard, ward } from './desk.ts'

// Before the functions are loaded: they keep hold of where they write.
const log = vi.spyOn(console, 'log')
let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.wire.close())
beforeEach(() => {
  desk.wire.ses(() => 'take')
  desk.pass(1)
})

describe('A reminder', () => {
  it('goes to the officer with the page of the dossier and what is due', async () => {
    const code = newCode()
    expect(await desk.remind(desk.reminderEvent(code))).toBe(true)
    const [mail] = desk.mailsAbout(code)
    expect(mail).toMatchObject({ to: 'lan@example.org' })
    expect(mail?.text).toContain(`https://desk.example.vn/dossiers/${code}`)
    const [message] = desk.wire.mails.filter(({ id }) => id === mail?.id)
    expect(await desk.head(message?.id ?? '')).toMatchObject({ to: 'OFFICER', person: { id: 'lan', agency: ward } })
  })

  it('without an officer goes to the leader and says why', async () => {
    const code = newCode()
    await desk.remind(desk.reminderEvent(code, 1, { officer: undefined }))
    const [mail] = desk.mailsAbout(code)
    expect(mail?.to).toBe('huong@example.org')
    expect(await desk.head(mail?.id ?? '')).toMatchObject({ to: 'LEADER', facts: { remark: 'NO_OFFICER' } })
  })

  it('to the leader of an agency without one goes to the administrator above it', async () => {
    const code = newCode(otherWard)
    await desk.remind(desk.reminderEvent(code, 1, { to: 'LEADER', kind: 'OVERDUE', overdueDays: 1 }))
    const [mail] = desk.mailsAbout(code)
    expect(mail?.to).toBe('minh@example.org')
    expect(await desk.head(mail?.id ?? '')).toMatchObject({
      to: 'ADMINISTRATOR',
      person: { id: 'minh', agency: city },
      facts: { remark: 'NO_LEADER' },
    })
  })

  it('goes to each of several leaders, once', async () => {
    await desk.agency('H26.200', [city])
    for (const leader of ['ha', 'hai', 'hieu']) await desk.staff(leader, 'H26.200', 'leader')
    const code = newCode('H26.200')
    const event = desk.reminderEvent(code, 1, { to: 'LEADER', kind: 'OVERDUE', overdueDays: 1 })
    await desk.remind(event)
    await desk.remind(event)
    expect(
      desk
        .mailsAbout(code)
        .map(({ to }) => to)
        .sort(),
    ).toEqual(['ha', 'hai', 'hieu'].map((leader) => `${leader}@example.org`))
  })

  it('that comes again after the register has changed reaches nobody else', async () => {
    await desk.agency('H26.300', [city])
    await desk.staff('kim', 'H26.300', 'leader')
    const code = newCode('H26.300')
    const event = desk.reminderEvent(code, 1, { to: 'LEADER', kind: 'OVERDUE', overdueDays: 1 })
    await desk.remind(event)
    await desk.staff('kim', 'H26.300', 'leader', { active: false }, 2)
    for (const leader of ['anh', 'loan']) await desk.staff(leader, 'H26.300', 'leader')
    expect(await desk.remindAnew(event)).toBe(true)
    expect(desk.mailsAbout(code).map(({ to }) => to)).toEqual(['kim@example.org'])
    // It knows the register as it is now: the next event reaches the new ones.
    await desk.remindAnew({ ...event, version: 2 })
    expect(desk.mailsAbout(code).map(({ to }) => to)).toEqual(
      ['kim', 'anh', 'loan'].map((leader) => `${leader}@example.org`),
    )
  })

  it('for which nobody is there ends with an event that says so', async () => {
    await desk.agency('H99', [])
    const code = newCode('H99')
    expect(await desk.remind(desk.reminderEvent(code))).toBe(true)
    const [row] = await desk.items(`SUBJECT#${code}`)
    const id = String(row?.sk).split('#')[1] ?? ''
    expect(await desk.head(id)).toMatchObject({ status: 'PERMANENT_FAILURE', reason: 'NO_RECIPIENT', to: 'OFFICER' })
    expect((await desk.journal(id)).map(({ type }) => type)).toEqual(['notification.failed'])
    expect((await desk.journal(id))[0]?.data).toEqual({
      ...{ id, about: 'DOSSIER', subject: code, agency: 'H99', to: 'OFFICER', channel: 'EMAIL' },
      status: 'PERMANENT_FAILURE',
      ...{ template: { name: 'due-soon', version: 1 }, reason: 'NO_RECIPIENT' },
    })
  })

  it('that did not find the one it was meant for writes the line by which an alarm rings, and no other does', async () => {
    log.mockClear()
    const [found, missed] = [newCode(), newCode()]
    await desk.remind(desk.reminderEvent(found))
    await desk.remind(desk.reminderEvent(missed, 1, { officer: 'ghost' }))
    const rang = log.mock.calls.map(([line]) => JSON.parse(line)).filter(({ unaddressed }) => unaddressed > 0)
    expect(rang).toEqual([{ unaddressed: 1, agency: ward, subject: missed }])
  })

  it.each([
    ['has ended', { status: 9 }],
    ['stands', { status: 5, pausedAt: '2026-11-26T01:00:00.000Z' }],
    ['has another due date', { status: 4, deadlineVersion: 2 }],
  ])('of a dossier that %s meanwhile is not sent, and says so without an event', async (_, data) => {
    const code = newCode()
    await desk.accepted(code)
    await desk.hear(desk.dossierEvent(code, 'dossier.noted', 3, data))
    expect(await desk.remind(desk.reminderEvent(code))).toBe(true)
    const [message] = await desk.messages(code)
    expect(message).toMatchObject({ status: 'PERMANENT_FAILURE', reason: 'SUPERSEDED', attempts: [] })
    expect(await desk.journal(message.id)).toEqual([])
    expect(desk.mailsAbout(code)).toEqual([])
  })

  it('that knows more of the deadline than the copy does is sent', async () => {
    const code = newCode()
    await desk.accepted(code)
    await desk.hear(desk.dossierEvent(code, 'dossier.supplement-requested', 2, { status: 5, pausedAt: desk.now() }))
    await desk.remind(desk.reminderEvent(code, 1, { deadlineVersion: 2 }))
    expect(desk.mailsAbout(code)).toHaveLength(1)
  })
})
