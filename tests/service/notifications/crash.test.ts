import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, newCode, newFeedback, openDesk } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk({ sms: true })
})
afterAll(() => desk.wire.close())
beforeEach(() => desk.wire.ses(() => 'take'))

/** The calls that a piece of work makes, by number: each is a place to cut it off. */
async function callsOf(work: () => Promise<unknown>): Promise<number[]> {
  desk.wire.cut(Number.POSITIVE_INFINITY, false)
  await work()
  return desk.wire.log().map((_, index) => index + 1)
}

/** Gives an event to the consumer of what it is about. */
const hear = (event: object) =>
  (event as { type: string }).type.startsWith('feedback.') ? desk.hearFeedback(event) : desk.hear(event)

/** What follows a crash: the queue brings its message again, the provider tells of what it took, sweeps go on. */
async function afterwards(code: string, event?: object) {
  if (event) expect(await hear(event)).toBe(true)
  // Longer than the lease of the killed one, shorter than what is waited for the provider's word.
  await desk.live(8)
  for (const { id, messageId, to } of desk.mailsAbout(code)) await desk.provider('Delivery', { id, messageId, to })
  if (!(await desk.waits())) return
  await desk.live(40)
  for (const { id, messageId, to } of desk.mailsAbout(code)) await desk.provider('Delivery', { id, messageId, to })
}

/** Everything that must hold in the end, wherever it was cut. */
async function holds(code: string, where: string) {
  const messages = await desk.messages(code)
  const types = (await desk.journal(messages[0]?.id)).map(({ type }) => type)
  const left = (await desk.scan()).filter(({ pk }) => String(pk).startsWith('DUE#'))
  expect([where, messages.map(({ status }) => status)]).toEqual([where, ['DELIVERED']])
  const texts = desk.smsSent().filter(({ id }) => id === messages[0]?.id)
  expect([where, desk.mailsAbout(code).length + texts.length]).toEqual([where, 1])
  expect([where, types, left]).toEqual([where, ['notification.delivered'], []])
}

const byMail = { email: 'binh@example.com' }
const bySms = { phone: '+84912345678' }

async function filed(by: object = byMail) {
  const code = newCode()
  const contact = await desk.seal({ dossier: code }, by)
  return { code, event: desk.dossierEvent(code, 'dossier.accepted', 1, { contact }) }
}

/** A feedback whose author left his address; of a denunciation a leader is told too. */
async function handedIn(data: object = {}) {
  const id = newFeedback()
  const contact = await desk.seal({ feedback: id }, byMail)
  return { code: id, event: desk.feedbackEvent(id, 'feedback.received', 1, { contact, ...data }) }
}

/** A message that waits for its second try, which is due. */
async function waiting() {
  const { code, event } = await filed()
  desk.wire.ses((call) => (call === 1 ? { status: 429, error: 'TooManyRequestsException' } : 'take'))
  await desk.hear(event)
  desk.pass(2)
  return code
}

describe.each([
  ['before', false],
  ['after', true],
] as const)('A function that is killed %s any call is done', (_, after) => {
  it.each([
    ['mail', () => filed(byMail)],
    ['SMS', () => filed(bySms)],
    ['mail to the author of a feedback', () => handedIn()],
  ])('while an event is told leaves one %s, one end, and nothing that waits', { timeout: 120_000 }, async (_, made) => {
    const calls = await callsOf(async () => hear((await made()).event))
    expect(calls.length).toBeGreaterThan(9)
    for (const n of calls) {
      const { code, event } = await made()
      desk.pass(1)
      desk.wire.cut(n, after)
      const taken = await hear(event)
      desk.wire.mend()
      // The queue brings again what was not taken away.
      await afterwards(code, taken ? undefined : event)
      await holds(code, `call ${n}: ${desk.wire.log()[n - 1]}`)
    }
  })

  it('while a denunciation comes in tells its leader once and its author once', { timeout: 120_000 }, async () => {
    const made = () => handedIn({ kind: 'TO_CAO', restricted: true })
    const calls = await callsOf(async () => hear((await made()).event))
    for (const n of calls.filter((call) => call % 3 === 0)) {
      const { code, event } = await made()
      desk.pass(1)
      desk.wire.cut(n, after)
      const taken = await hear(event)
      desk.wire.mend()
      await afterwards(code, taken ? undefined : event)
      const told = desk.mailsAbout(code).map(({ to }) => to)
      expect([n, told.toSorted()]).toEqual([n, [byMail.email, 'huong@example.org']])
    }
  })

  it('while a sweep tries again leaves one mail, one end, and nothing that waits', { timeout: 120_000 }, async () => {
    await waiting()
    const calls = await callsOf(desk.sweep)
    expect(calls.length).toBeGreaterThan(6)
    for (const n of calls) {
      const code = await waiting()
      desk.wire.cut(n, after)
      await desk.sweep().catch(() => undefined)
      desk.wire.mend()
      await afterwards(code)
      await holds(code, `call ${n}: ${desk.wire.log()[n - 1]}`)
    }
  })
})
