import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Desk, newCode, newFeedback, openDesk } from './desk.ts'

const canaries = ['chim.hoang.yen', '912345678', 'Hoàng Yến']
const email = 'chim.hoang.yen@example.com'

let desk: Desk
const lines: string[] = []
const [mailed, bounced, failed, texted] = [newCode(), newCode(), newCode(), newCode()]
const [note, denunciation] = [newFeedback(), newFeedback()]

beforeAll(async () => {
  for (const name of ['log', 'error', 'warn', 'info'] as const) {
    vi.spyOn(console, name).mockImplementation((...parts: unknown[]) => void lines.push(parts.map(String).join(' ')))
  }
  desk = await openDesk({ sms: true })
  desk.wire.ses(() => 'take')
  await desk.accepted(mailed, { email, phone: '+84912345678' })
  await desk.accepted(texted, { phone: '+84912345678' })
  await desk.accepted(bounced, { email })
  const [mail] = desk.mailsAbout(bounced)
  await desk.provider(
    'Bounce',
    { id: mail?.id, to: email },
    { bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: email }] } },
  )
  await desk.received(note, { email, phone: '+84912345678' })
  await desk.received(denunciation, { email }, { kind: 'TO_CAO', restricted: true })
  const refusal = { status: 400, error: 'MessageRejected', message: `Bad address ${email}` } as const
  desk.wire.ses(() => refusal)
  await desk.accepted(failed, { email: `x.${email}` })
  await desk.hear(desk.dossierEvent(failed, 'dossier.completed', 2, { contact: 'no ciphertext', status: 9 }))
  await desk.remind(desk.reminderEvent(mailed))
  await desk.live(3)
})
afterAll(() => {
  vi.restoreAllMocks()
  desk.wire.close()
})

/** A value as text, binary both as it is and decoded: what is only encoded is in clear. */
const clear = (value: unknown): string => {
  const text = JSON.stringify(value)
  const encoded = text.match(/[A-Za-z0-9+/_-]{16,}={0,2}/g) ?? []
  return text + encoded.map((part) => Buffer.from(part, 'base64').toString('utf8')).join('\n')
}

describe('The address of an applicant or an author', () => {
  it('is in the mail and nowhere in the table, neither in messages nor in journals nor in marks', async () => {
    expect(desk.mailsTo(email).length).toBeGreaterThan(0)
    const rows = await desk.scan()
    expect(rows.filter(({ pk }) => String(pk).startsWith('ADDRESS#'))).toHaveLength(1)
    expect(rows.length).toBeGreaterThan(15)
    for (const row of rows) for (const canary of canaries) expect(clear(row)).not.toContain(canary)
  })

  it('is in no line of a log, also where the provider or the cipher fails', () => {
    expect(lines.length).toBeGreaterThan(8)
    for (const line of lines) for (const canary of canaries) expect(line).not.toContain(canary)
  })

  it('is not shown to staff', async () => {
    for (const code of [mailed, bounced, failed, texted, note, denunciation]) {
      const { body } = await desk.about(code, 'huong')
      expect(body.items.length).toBeGreaterThan(0)
      for (const canary of canaries) expect(JSON.stringify(body)).not.toContain(canary)
    }
  })

  it('goes thirty days after the end of the dossier', async () => {
    const rowOf = async (code: string) => (await desk.items(`CONTACT#${code}`))[0]
    const [ended, late] = [newCode(), newCode()]
    await desk.accepted(ended, { email })
    expect(await rowOf(ended)).not.toHaveProperty('expiresAt')
    await desk.hear(desk.dossierEvent(ended, 'dossier.returned', 5, { status: 10 }))
    const inDays = ((await rowOf(ended))?.expiresAt as number) / 86_400 - Date.now() / 86_400_000
    expect(inDays).toBeCloseTo(30, 1)
    // A replay tells of the end once more, a second later.
    const before = await rowOf(ended)
    await new Promise((resume) => setTimeout(resume, 1_100))
    await desk.accepted(ended, { email })
    await desk.hear(desk.dossierEvent(ended, 'dossier.returned', 5, { status: 10 }))
    expect(await rowOf(ended)).toEqual(before)
    // The end overtakes the event that files the dossier.
    await desk.hear(desk.dossierEvent(late, 'dossier.withdrawn', 2, { status: 7 }))
    await desk.accepted(late, { email })
    expect(await rowOf(late)).toHaveProperty('expiresAt')
  })

  it('goes at once when the dossier is erased, and does not come back with an old event', async () => {
    const code = newCode()
    await desk.accepted(code, { email })
    expect(await desk.hear({ type: 'dossier.erased', subject: code, version: 9, time: desk.now(), data: {} })).toBe(
      true,
    )
    await desk.accepted(code, { email })
    expect((await desk.items(`CONTACT#${code}`))[0]).toMatchObject({ contact: '', version: 9 })
  })
})

describe('An SMS', () => {
  it('goes to who left a mobile number alone, and is delivered when it is taken', async () => {
    const [message] = await desk.messages(texted)
    expect(message).toMatchObject({ channel: 'SMS', status: 'DELIVERED', to: 'APPLICANT' })
    const sent = desk.smsSent()
    expect(sent).toMatchObject([{ id: message.id, to: '+84912345678' }])
    expect(sent[0].text).toContain(texted)
    expect((await desk.journal(message.id)).map(({ type }) => type)).toEqual(['notification.delivered'])
  })

  it('does not go to who left a mail address too, nor to a telephone on a line', async () => {
    expect((await desk.messages(mailed)).filter(({ channel }) => channel === 'SMS')).toEqual([])
    const code = newCode()
    await desk.accepted(code, { phone: '+842438252525' })
    expect(await desk.messages(code)).toEqual([])
  })
})
