import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Desk, newCode, openDesk } from './desk.ts'
import type { Behaviour } from './wire.ts'

const throttled: Behaviour = { status: 429, error: 'TooManyRequestsException' }
const broken: Behaviour = { status: 500, error: 'InternalServerErrorException' }

// Before the functions are loaded: they keep hold of where they write.
const log = vi.spyOn(console, 'log')
let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.wire.close())
// What waits of the test before is worked off, and the provider has rested.
beforeEach(async () => {
  desk.wire.ses(() => 'take')
  desk.pass(1)
  if (await desk.waits()) await desk.live(30)
})

/** A message to an applicant of a new dossier, at its first try. */
async function told(behave: (n: number) => Behaviour) {
  const code = newCode()
  desk.wire.ses(behave)
  expect(await desk.accepted(code, { email: `${code.toLowerCase()}@example.com` })).toBe(true)
  const [message] = await desk.messages(code)
  return { code, id: message.id as string, show: async () => (await desk.messages(code))[0] }
}
const outcomes = ({ attempts }: { attempts: { outcome: string }[] }) => attempts.map(({ outcome }) => outcome)

describe('A provider', () => {
  it.each([
    ['throttles', throttled, 'TooManyRequestsException'],
    ['has a fault of its own', broken, 'InternalServerErrorException'],
    ['has paused sending', { status: 400, error: 'SendingPausedException' }, 'SendingPausedException'],
    ['does not know our role yet', { status: 403, error: 'AccessDeniedException' }, 'AccessDeniedException'],
  ] as const)('that %s is asked again a minute later', async (_, behaviour, error) => {
    const { code, show } = await told((n) => (n === 1 ? behaviour : 'take'))
    expect(await show()).toMatchObject({ status: 'TEMPORARY_FAILURE', attempts: [{ outcome: 'TEMPORARY', error }] })
    await desk.live(1)
    await desk.live(1)
    expect(outcomes(await show())).toEqual(['TEMPORARY', 'ACCEPTED'])
    expect(desk.mailsAbout(code)).toHaveLength(1)
  })

  it('that is down for an hour gets each mail once when it is back', async () => {
    desk.wire.ses(() => broken)
    const codes = [newCode(), newCode(), newCode()]
    for (const code of codes) {
      await desk.accepted(code, { email: 'binh@example.com' })
      await desk.live(20)
    }
    expect(codes.flatMap((code) => desk.mailsAbout(code))).toEqual([])
    desk.wire.ses(() => 'take')
    await desk.live(120)
    expect(codes.map((code) => desk.mailsAbout(code).length)).toEqual([1, 1, 1])
    for (const code of codes) expect((await desk.messages(code))[0].status).toBe('SENDING')
  })

  it('is not asked for every new message while it fails: those wait for the sweep', async () => {
    desk.wire.ses(() => throttled)
    const codes = [newCode(), newCode(), newCode()]
    for (const code of codes) await desk.accepted(code, { email: 'binh@example.com' })
    expect(desk.wire.tries()).toBe(1)
    desk.wire.ses(() => 'take')
    await desk.live(4)
    expect(codes.map((code) => desk.mailsAbout(code).length)).toEqual([1, 1, 1])
  })

  it('that takes nothing is asked by a sweep for the first few alone; the others wait untried for the next', async () => {
    desk.wire.ses(() => throttled)
    const codes = Array.from({ length: 18 }, () => newCode())
    for (const code of codes) await desk.accepted(code, { email: 'binh@example.com' })
    desk.pass(3)
    desk.wire.ses(() => throttled)
    await desk.sweep()
    expect(desk.wire.tries()).toBeGreaterThan(0)
    // As many as a sweep has in hand at once.
    expect(desk.wire.tries()).toBeLessThanOrEqual(16)
    desk.wire.ses(() => 'take')
    await desk.live(8)
    expect(codes.map((code) => desk.mailsAbout(code).length)).toEqual(codes.map(() => 1))
    const untried = await Promise.all(codes.map(async (code) => outcomes((await desk.messages(code))[0]).length === 1))
    expect(untried.filter(Boolean).length).toBeGreaterThanOrEqual(2)
  })

  it('that never takes it is asked nine times within a day; then the message ends, and says so once', async () => {
    log.mockClear()
    const { id, show, code } = await told(() => throttled)
    await desk.live(24 * 60)
    expect(desk.wire.tries()).toBe(9)
    // The line by which an alarm rings.
    const rang = log.mock.calls.map(([line]) => JSON.parse(line)).filter(({ failedFinally }) => failedFinally > 0)
    expect(rang).toEqual([{ failedFinally: 1, message: id, subject: code, reason: 'GAVE_UP' }])
    const message = await show()
    expect(message).toMatchObject({ status: 'TECHNICAL_FAILURE', reason: 'GAVE_UP' })
    expect(outcomes(message)).toEqual(Array(8).fill('TEMPORARY'))
    expect((await desk.journal(id)).map(({ data }) => data.reason)).toEqual(['GAVE_UP'])
    expect((await desk.scan()).filter(({ pk }) => String(pk).startsWith('DUE#'))).toEqual([])
  })

  it.each([
    ['rejects the message', { status: 400, error: 'MessageRejected' }, 'PERMANENT_FAILURE', 'REJECTED'],
    ['finds the request bad', { status: 400, error: 'BadRequestException' }, 'PERMANENT_FAILURE', 'REJECTED'],
    [
      'does not know the sender',
      { status: 400, error: 'MessageRejected', message: 'Email address is not verified.' },
      'TECHNICAL_FAILURE',
      'NOT_CONFIGURED',
    ],
    ['has closed our account', { status: 400, error: 'AccountSuspendedException' }, 'TECHNICAL_FAILURE', 'SUSPENDED'],
  ] as const)('that %s is not asked again, and the end is told once', async (_, behaviour, status, reason) => {
    const { id, show } = await told(() => behaviour)
    await desk.live(60)
    expect(desk.wire.tries()).toBe(1)
    expect(await show()).toMatchObject({ status, reason, attempts: [{ error: behaviour.error }] })
    expect((await desk.journal(id)).map(({ type, data }) => [type, data.status])).toEqual([
      ['notification.failed', status],
    ])
  })
})

describe('A provider that took a mail and could not say so', () => {
  it.each(['take and hang up', 'take and hang'] as const)(
    '(%s) is waited for, and its word keeps the mail from going twice',
    async (behaviour) => {
      const { code, id, show } = await told(() => behaviour)
      expect(await show()).toMatchObject({ status: 'SENDING', attempts: [{ outcome: 'UNKNOWN' }] })
      await desk.live(8)
      expect(desk.wire.tries()).toBe(1)
      const [mail] = desk.mailsAbout(code)
      expect(await desk.provider('Send', { id, messageId: mail?.messageId, to: mail?.to ?? '' })).toBe(true)
      await desk.live(60)
      expect(outcomes(await show())).toEqual(['ACCEPTED'])
      expect(desk.mailsAbout(code)).toHaveLength(1)
    },
  )

  it('is asked again after ten minutes without its word', async () => {
    const { code, id, show } = await told((n) => (n === 1 ? 'hang up' : 'take'))
    await desk.live(9)
    expect(desk.wire.tries()).toBe(1)
    await desk.live(2)
    expect(outcomes(await show())).toEqual(['UNKNOWN', 'ACCEPTED'])
    expect(desk.mailsAbout(code)).toHaveLength(1)
    expect(desk.wire.mails.at(-1)?.id).toBe(id)
  })

  it('and hangs for a day is asked ever more seldom, and given up at last', async () => {
    const { show } = await told(() => 'hang up')
    await desk.live(24 * 60)
    expect(desk.wire.tries()).toBe(9)
    expect(await show()).toMatchObject({ status: 'TECHNICAL_FAILURE', reason: 'GAVE_UP' })
  })
})

describe('Two sweeps at once', () => {
  it('send what is due once', async () => {
    desk.wire.ses(() => throttled)
    const codes = Array.from({ length: 6 }, () => newCode())
    await Promise.all(codes.map((code) => desk.accepted(code, { email: 'binh@example.com' })))
    desk.wire.ses(() => 'take')
    desk.pass(3)
    await Promise.all([desk.sweep(), desk.sweep(), desk.sweep()])
    expect(codes.map((code) => desk.mailsAbout(code).length)).toEqual(codes.map(() => 1))
  })
})

describe('Sweeps that stood still for six hours', () => {
  it('send what waited, each once', async () => {
    desk.wire.ses(() => broken)
    const codes = Array.from({ length: 5 }, () => newCode())
    for (const code of codes) await desk.accepted(code, { email: 'binh@example.com' })
    desk.wire.ses(() => 'take')
    desk.pass(360)
    await desk.sweep()
    expect(codes.map((code) => desk.mailsAbout(code).length)).toEqual(codes.map(() => 1))
    await desk.live(3)
    expect(codes.map((code) => desk.mailsAbout(code).length)).toEqual(codes.map(() => 1))
  })
})

describe('A notice that waited', () => {
  it('does not ask for what was handed in meanwhile, and is no task for anybody', async () => {
    const code = newCode()
    await desk.accepted(code, { email: 'binh@example.com' })
    desk.wire.ses(() => throttled)
    await desk.hear(desk.dossierEvent(code, 'dossier.supplement-requested', 2, { status: 5, pausedAt: desk.now() }))
    await desk.hear(desk.dossierEvent(code, 'dossier.supplemented', 3, { status: 4, deadlineVersion: 2 }))
    desk.wire.ses(() => 'take')
    await desk.live(5)
    const asked = (await desk.messages(code)).find(({ template }) => template.name === 'supplement-requested')
    expect(asked).toMatchObject({ reason: 'SUPERSEDED' })
    expect(await desk.journal(asked.id)).toEqual([])
    const subjects = desk.mailsAbout(code).map(({ subject }) => subject.replace(` ${code}`, ''))
    expect(subjects).toEqual([expect.stringContaining('đã được tiếp nhận'), 'Hồ sơ: đã nhận giấy tờ bổ sung'])
  })

  it('of a date that has moved leaves the word to the one of the new date', async () => {
    const code = newCode()
    desk.wire.ses(() => throttled)
    await desk.accepted(code, { email: 'binh@example.com' })
    desk.wire.ses(() => 'take')
    desk.pass(1)
    const moved = { deadlineVersion: 2, dueAt: '2026-12-10T10:00:00.000Z' }
    await desk.hear(desk.dossierEvent(code, 'dossier.extended', 2, moved))
    await desk.live(5)
    expect((await desk.messages(code)).map(({ reason, status }) => reason ?? status)).toEqual(['SENDING', 'SUPERSEDED'])
    expect(desk.mailsAbout(code).map(({ subject }) => subject.includes('hẹn lại'))).toEqual([true])
  })

  it('and then goes to the address as it is by then', async () => {
    const code = newCode()
    desk.wire.ses(() => throttled)
    await desk.accepted(code, { email: 'old@example.com' })
    const contact = await desk.seal({ dossier: code }, { email: 'new@example.com' })
    await desk.hear(desk.dossierEvent(code, 'dossier.corrected', 2, { contact }))
    desk.wire.ses(() => 'take')
    await desk.live(5)
    expect(desk.mailsAbout(code).map(({ to }) => to)).toEqual(['new@example.com'])
  })
})

describe('A message that cannot be made ready', () => {
  it('is tried again when what it needs is there, and the record names the fault', async () => {
    const code = newCode()
    desk.wire.ses(() => throttled)
    await desk.accepted(code, { email: 'binh@example.com' })
    // The cipher is out of reach for a while.
    desk.wire.ses(() => 'take')
    desk.pass(2)
    desk.wire.refuse('TrentService')
    await desk.sweep()
    const [waiting] = await desk.messages(code)
    expect(waiting.status).toBe('TEMPORARY_FAILURE')
    expect(outcomes(waiting)).toEqual(['TEMPORARY', 'TEMPORARY'])
    expect(desk.mailsAbout(code)).toEqual([])
    desk.wire.refuse(undefined)
    await desk.live(15)
    expect(desk.mailsAbout(code)).toHaveLength(1)
  })
})
