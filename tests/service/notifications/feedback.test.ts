import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { city, type Desk, newFeedback, openDesk, otherWard, ward } from './desk.ts'

// Before the functions are loaded: they keep hold of where they write.
const log = vi.spyOn(console, 'log')
let desk: Desk
beforeAll(async () => {
  desk = await openDesk({ sms: true })
  await desk.staff('quan', city, 'leader')
})
afterAll(() => desk.wire.close())
beforeEach(() => {
  desk.wire.ses(() => 'take')
  desk.pass(1)
})

const email = 'chim.hoang.yen@example.com'
const denunciation = { kind: 'TO_CAO', restricted: true }
const templates = async (id: string, who = 'lan') =>
  (await desk.messages(id, who)).map(({ template }) => template.name as string)
const contact = async (id: string) => (await desk.items(`CONTACT#${id}`))[0]

describe('An author who left an address', () => {
  it('is told that it came, with its number and the look-up, and nothing of what it is about', async () => {
    const id = newFeedback()
    expect(await desk.received(id, { email })).toBe(true)
    const [mail, ...more] = desk.mailsAbout(id)
    expect([mail?.to, more]).toEqual([email, []])
    expect(mail?.text).toContain(`https://desk.example.vn/feedback-lookup?id=${id}`)
    expect(mail?.text).toContain('17:00, thứ Năm 17/12/2026')
    const [message] = await desk.messages(id)
    expect(message).toMatchObject({ id: mail?.id, subject: id, to: 'AUTHOR', channel: 'EMAIL', status: 'SENDING' })
  })

  it.each([
    ['info-requested', 'NEED_INFO'],
    ['answered', 'ANSWERED'],
    ['rejected', 'REJECTED'],
    ['forwarded', 'FORWARDED'],
  ])('is told when it was %s', async (what, status) => {
    const id = newFeedback()
    await desk.received(id, { email })
    await desk.hearFeedback(desk.feedbackEvent(id, `feedback.${what}`, 2, { status }))
    expect((await templates(id))[0]).toBe(`feedback-${what}`)
  })

  it.each(['info-added', 'started', 'published', 'reopened', 'deadline-changed'])(
    'hears nothing after it was %s',
    async (what) => {
      const id = newFeedback()
      await desk.received(id, { email })
      expect(await desk.hearFeedback(desk.feedbackEvent(id, `feedback.${what}`, 2, { status: 'IN_PROGRESS' }))).toBe(
        true,
      )
      expect(desk.mailsAbout(id)).toHaveLength(1)
    },
  )

  it('is told once, however often the event comes', async () => {
    const id = newFeedback()
    const event = desk.feedbackEvent(id, 'feedback.received', 1, {
      contact: await desk.seal({ feedback: id }, { email }),
    })
    for (let times = 0; times < 3; times += 1) await desk.hearFeedback(event)
    expect(desk.mailsAbout(id)).toHaveLength(1)
  })

  it('is told by SMS where a telephone is all that he left, and not at all where he left nothing', async () => {
    const [called, silent] = [newFeedback(), newFeedback()]
    await desk.received(called, { phone: '+84912345678' })
    expect(desk.smsSent().filter(({ text }) => text.includes(called))).toHaveLength(1)
    await desk.received(silent)
    expect([await desk.messages(silent), desk.mailsAbout(silent)]).toEqual([[], []])
  })

  it('is asked for pardon when the answer is late, and not when its publication is', async () => {
    const [late, published] = [newFeedback(), newFeedback()]
    for (const id of [late, published]) await desk.received(id, { email })
    await desk.remind(desk.feedbackDue(late, 1, {}, 'deadline.missed'))
    await desk.remind(desk.feedbackDue(published, 1, { toDo: 'PUBLISH' }, 'deadline.missed'))
    expect((await templates(late))[0]).toBe('feedback-late')
    expect(desk.mailsAbout(published)).toHaveLength(1)
  })

  it('whose receipt comes after a later event is told when that comes again', async () => {
    const id = newFeedback()
    const answered = desk.feedbackEvent(id, 'feedback.answered', 2, { status: 'ANSWERED' })
    expect(await desk.hearFeedback(answered)).toBe(false)
    await desk.received(id, { email })
    expect(await desk.hearFeedback(answered)).toBe(true)
    expect(await templates(id)).toContain('feedback-answered')
  })
})

describe('A receipt that comes late', () => {
  it('is told without the date that another one has replaced meanwhile', async () => {
    const id = newFeedback()
    const contact = await desk.seal({ feedback: id }, { email })
    const received = desk.feedbackEvent(id, 'feedback.received', 1, { contact })
    desk.pass(5)
    const moved = { dueAt: '2026-12-18T10:00:00.000Z', deadlineVersion: 2 }
    await desk.hearFeedback(desk.feedbackEvent(id, 'feedback.deadline-changed', 2, moved))
    await desk.hearFeedback(received)
    await desk.live(2)
    const [mail] = desk.mailsAbout(id)
    expect(mail?.text).toContain('Ý kiến của ông/bà đã được nhận.')
    expect(mail?.text).not.toContain('Hẹn trả lời')
  })

  it('is not told of what was answered meanwhile: that is told itself', async () => {
    const id = newFeedback()
    const contact = await desk.seal({ feedback: id }, { email })
    const received = desk.feedbackEvent(id, 'feedback.received', 1, { contact })
    desk.pass(5)
    const answered = desk.feedbackEvent(id, 'feedback.answered', 2, { status: 'ANSWERED', deadlineVersion: 2 })
    expect(await desk.hearFeedback(answered)).toBe(false)
    await desk.hearFeedback(received)
    await desk.hearFeedback(answered)
    await desk.live(2)
    expect(desk.mailsAbout(id).map(({ subject }) => subject)).toEqual([`Ý kiến ${id} đã có trả lời`])
  })
})

describe('The address of an author', () => {
  it('is kept sealed, and goes a month after nothing is waited for any more', async () => {
    const id = newFeedback()
    await desk.received(id, { email })
    expect((await contact(id))?.expiresAt).toBeUndefined()
    expect(JSON.stringify(await desk.scan())).not.toContain('chim.hoang.yen')
    await desk.hearFeedback(desk.feedbackEvent(id, 'feedback.rejected', 2, { status: 'REJECTED', dueAt: undefined }))
    const days = (Number((await contact(id))?.expiresAt) - Date.now() / 1000) / 86_400
    expect(days).toBeCloseTo(30, 1)
  })

  it('goes too where the end was heard before the address', async () => {
    const id = newFeedback()
    await desk.hearFeedback(desk.feedbackEvent(id, 'feedback.published', 3, { status: 'PUBLISHED', dueAt: undefined }))
    await desk.received(id, { email })
    expect((await contact(id))?.expiresAt).toBeGreaterThan(0)
  })

  it('stays after all when it is reopened', async () => {
    const id = newFeedback()
    await desk.received(id, { email })
    await desk.hearFeedback(desk.feedbackEvent(id, 'feedback.published', 3, { status: 'PUBLISHED', dueAt: undefined }))
    await desk.hearFeedback(desk.feedbackEvent(id, 'feedback.reopened', 4, { status: 'IN_PROGRESS' }))
    expect(await contact(id)).not.toHaveProperty('expiresAt')
    // What comes late of the time before changes nothing.
    await desk.hearFeedback(desk.feedbackEvent(id, 'feedback.published', 3, { status: 'PUBLISHED', dueAt: undefined }))
    expect(await contact(id)).not.toHaveProperty('expiresAt')
  })

  it('stays too where its end was read before the reopening was heard, and is written after it', async () => {
    const id = newFeedback()
    await desk.received(id, { email })
    const { open } = await import('../../../functions/notifications/store.ts')
    const store = open(desk.table)
    await store.settleContact(id, 4, false)
    await store.settleContact(id, 3, true)
    expect(await contact(id)).not.toHaveProperty('expiresAt')
    await store.settleContact(id, 5, true)
    expect((await contact(id))?.expiresAt).toBeGreaterThan(0)
  })

  it('is not made by its end, where there was none', async () => {
    const id = newFeedback()
    await desk.hearFeedback(desk.feedbackEvent(id, 'feedback.published', 3, { status: 'PUBLISHED', dueAt: undefined }))
    expect(await contact(id)).toBeUndefined()
  })
})

describe('A reminder of a feedback', () => {
  it('goes to the officer with its page and what is to be done', async () => {
    const id = newFeedback()
    await desk.received(id)
    expect(await desk.remind(desk.feedbackDue(id))).toBe(true)
    const [mail] = desk.mailsAbout(id)
    expect(mail?.to).toBe('lan@example.org')
    expect(mail?.text).toContain(`https://desk.example.vn/feedback/${id}`)
    expect(mail?.text).toContain('Việc phải làm: xem xét và trả lời')
  })

  it('is not sent of what was answered meanwhile, so that its publication is due on the very same day', async () => {
    const id = newFeedback()
    await desk.received(id)
    await desk.hearFeedback(desk.feedbackEvent(id, 'feedback.answered', 2, { status: 'ANSWERED' }))
    await desk.remind(desk.feedbackDue(id))
    const [message] = await desk.messages(id)
    expect([message?.reason, desk.mailsAbout(id)]).toEqual(['SUPERSEDED', []])
  })

  it('is not sent of what was answered meanwhile', async () => {
    const id = newFeedback()
    await desk.received(id)
    const publication = { status: 'ANSWERED', deadlineVersion: 2, dueAt: '2026-11-30T10:00:00.000Z' }
    await desk.hearFeedback(desk.feedbackEvent(id, 'feedback.info-added', 2, publication))
    await desk.remind(desk.feedbackDue(id))
    const [message] = await desk.messages(id)
    expect([message?.reason, desk.mailsAbout(id)]).toEqual(['SUPERSEDED', []])
  })
})

describe('A denunciation', () => {
  it('is told to the leaders, without a word of what it is', async () => {
    const id = newFeedback()
    await desk.received(id, undefined, denunciation)
    const [mail, ...more] = desk.mailsAbout(id)
    expect([mail?.to, more]).toEqual(['huong@example.org', []])
    expect(`${mail?.subject}${mail?.text}`).not.toMatch(/tố cáo|khiếu nại/i)
    expect(await templates(id, 'huong')).toEqual(['denunciation-received'])
  })

  it('is told to the leaders above where the agency has none, and never to an administrator', async () => {
    const id = newFeedback()
    const there = { agency: otherWard, receivingPoint: `${otherWard}-01` }
    await desk.received(id, undefined, { ...denunciation, ...there })
    const due = { ...there, to: 'LEADER', officer: 'tuan', restricted: true }
    await desk.remind(desk.feedbackDue(id, 1, due))
    expect(desk.mailsAbout(id).map(({ to }) => to)).toEqual(['quan@example.org', 'quan@example.org'])
    expect(desk.mailsAbout(id)[0]?.text).toContain('chưa có lãnh đạo nào nhận được thư')
  })

  it('is not told to who is no leader any more by the time that the mail goes out', async () => {
    const id = newFeedback()
    const there = { agency: 'H97', receivingPoint: 'H97-01' }
    await desk.agency('H97', [])
    await desk.staff('dung', 'H97', 'leader')
    desk.wire.ses(() => ({ status: 429, error: 'TooManyRequestsException' }))
    await desk.received(id, undefined, { ...denunciation, ...there })
    desk.wire.ses(() => 'take')
    await desk.staff('dung', 'H97', 'clerk', {}, 2)
    // What an instance remembers of the staff it forgets within seconds; another one knows it at once.
    await desk.sweepAnew(3)
    const [message] = (await desk.scan()).filter(({ subject, template }) => subject === id && template)
    expect([message?.reason, desk.mailsAbout(id)]).toEqual(['NO_ADDRESS', []])
  })

  it('sends its author nowhere where the desk would hear of it', async () => {
    const [id, usual] = [newFeedback(), newFeedback()]
    await desk.received(id, { email }, denunciation)
    await desk.received(usual, { email })
    const written = (about: string) => desk.mailsAbout(about).find(({ to }) => to === email)?.text
    expect(written(usual)).toContain('Nơi tiếp nhận')
    expect(written(id)).toContain(id)
    expect(written(id)).not.toContain('Nơi tiếp nhận')
  })

  it('says at each of its dates that it is for leaders alone', async () => {
    const id = newFeedback()
    await desk.received(id, undefined, denunciation)
    await desk.remind(desk.feedbackDue(id, 1, { to: 'LEADER', restricted: true, toDo: 'HANDLE' }))
    expect(desk.mailsAbout(id)[1]?.text).toContain('Chỉ lãnh đạo được xem nội dung này')
  })

  it('that reaches nobody rings', async () => {
    log.mockClear()
    await desk.agency('H98', [])
    await desk.staff('admin', 'H98', 'administrator')
    const id = newFeedback()
    await desk.received(id, undefined, { ...denunciation, agency: 'H98', receivingPoint: 'H98-01' })
    const rang = log.mock.calls.map(([line]) => JSON.parse(line)).filter(({ unaddressed }) => unaddressed > 0)
    expect(rang).toEqual([{ unaddressed: 1, agency: 'H98', subject: id }])
    expect(desk.mailsAbout(id)).toEqual([])
  })
})

describe('The messages about a feedback', () => {
  const same = ({ status, headers, body: { instance: _, ...body } }: Awaited<ReturnType<typeof desk.about>>) =>
    JSON.stringify({ status, headers, body })

  it('are for the desk of the agency and of the one above, and not there for anybody else', async () => {
    const id = newFeedback()
    await desk.received(id, { email })
    for (const who of ['lan', 'huong', 'quan']) expect((await desk.about(id, who)).body.items).toHaveLength(1)
    const absent = await desk.about('7K3M9QX2ZZ', 'tuan')
    expect(absent).toMatchObject({ status: 404, body: { type: '/problems/feedback-not-found' } })
    expect(same(await desk.about(id, 'tuan'))).toBe(same(absent))
  })

  it('are for leaders alone where it is a denunciation: for a clerk there is none', async () => {
    const id = newFeedback()
    await desk.received(id, { email }, denunciation)
    for (const who of ['huong', 'quan']) expect((await desk.about(id, who)).body.items).toHaveLength(2)
    expect(same(await desk.about(id, 'lan'))).toBe(same(await desk.about('7K3M9QX2ZZ', 'lan')))
  })
})

describe('A webhook that was disabled', () => {
  const webhook = (n: number) => `01KB0W3B00K000000000000${String(n).padStart(3, '0')}`

  it('is told to the administrators of the nearest agency that has any', async () => {
    expect(await desk.hearWebhook(desk.webhookDisabled(webhook(1), ward))).toBe(true)
    const [mail, ...more] = desk.mailsAbout(webhook(1))
    expect([mail?.to, more]).toEqual(['minh@example.org', []])
    expect(mail?.text).toContain('city.example.org')
    expect(await desk.head(mail?.id ?? '')).toMatchObject({ to: 'ADMINISTRATOR', person: { id: 'minh', agency: city } })
  })

  it('is told once, of an agency without a receiving point too', async () => {
    const event = desk.webhookDisabled(webhook(2), city, { reason: 'GONE', failingSince: undefined })
    for (let times = 0; times < 2; times += 1) expect(await desk.hearWebhook(event)).toBe(true)
    expect(desk.mailsAbout(webhook(2))).toHaveLength(1)
    expect(desk.mailsAbout(webhook(2))[0]?.text).toContain('(410)')
  })

  it('of which nobody can be told ends with an event that says so, and rings', async () => {
    log.mockClear()
    await desk.agency('H97', [])
    await desk.hearWebhook(desk.webhookDisabled(webhook(3), 'H97'))
    const [row] = await desk.items(`SUBJECT#${webhook(3)}`)
    const [entry] = await desk.journal(String(row?.sk).split('#')[1] ?? '')
    expect(entry).toMatchObject({ type: 'notification.failed', data: { about: 'WEBHOOK', reason: 'NO_RECIPIENT' } })
    const rang = log.mock.calls.map(([line]) => JSON.parse(line)).filter(({ unaddressed }) => unaddressed > 0)
    expect(rang).toEqual([{ unaddressed: 1, agency: 'H97', subject: webhook(3) }])
  })
})
