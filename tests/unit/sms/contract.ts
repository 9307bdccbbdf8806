import { describe, expect, it } from 'vitest'
import { type ShortMessage, SmsFailure, type SmsPort } from '../../../shared/sms/port.ts'

/** An adapter on the bench: what it sent, by whatever way its provider can be looked into. */
export interface OnBench {
  port: SmsPort
  sent: () => Promise<ShortMessage[]>
}

const message: ShortMessage = { id: '7Q2M4N8V0C1ZK5T3YB6XW9RHJD', to: '+84912345678', text: 'Ho so da co ket qua.' }

/** What every adapter of the port must pass. */
export function smsContract(name: string, open: () => Promise<OnBench>): void {
  const refused = async (change: Partial<ShortMessage>) => {
    const { port, sent } = await open()
    const error = await port.send({ ...message, ...change }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(SmsFailure)
    expect((error as SmsFailure).failure).toMatchObject({ outcome: 'PERMANENT', reason: 'REJECTED' })
    expect(await sent()).toEqual([])
    return error as SmsFailure
  }

  describe(`An SMS by ${name}`, () => {
    it('goes out as it is, with a name that the provider gave it', async () => {
      const { port, sent } = await open()
      const { providerId, final } = await port.send(message)
      expect([providerId.length > 0, typeof final]).toEqual([true, 'boolean'])
      expect(await sent()).toMatchObject([message])
    })

    it('goes out once, however often it is sent, at once or one after another', async () => {
      const { port, sent } = await open()
      const [first] = await Promise.all([1, 2, 3].map(() => port.send(message)))
      expect(await port.send(message)).toEqual(first)
      expect(await port.send({ ...message, text: 'Another text under the same id' })).toEqual(first)
      expect(await sent()).toMatchObject([message])
    })

    it.each(['0912345678', '+842438252525', '+84812', '+14155550100', '', '+84912345678 '])(
      'to what is no Vietnamese mobile number is refused before it goes: %j',
      async (to) => {
        await refused({ to })
      },
    )

    it.each([
      ['longer than one message', 'x'.repeat(161)],
      ['with Vietnamese marks', 'Hồ sơ'],
      ['with a character that counts twice', 'a[b]'],
      ['empty', ''],
    ])('%s is refused before it goes', async (_, text) => {
      await refused({ text })
    })

    it('of exactly 160 characters goes', async () => {
      const { port, sent } = await open()
      await port.send({ ...message, text: 'x'.repeat(160) })
      expect(await sent()).toHaveLength(1)
    })

    it('that is refused says neither number nor text', async () => {
      const error = await refused({ to: '0912345678', text: 'Hồ sơ mật' })
      expect(`${error.message} ${error.stack} ${JSON.stringify(error.failure)}`).not.toMatch(/0912345678|mật/)
    })
  })
}
