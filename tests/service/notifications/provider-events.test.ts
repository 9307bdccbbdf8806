import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, newCode, openDesk } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.wire.close())
beforeEach(() => desk.pass(1))

/** A mail to an applicant that SES took. */
async function sent(to = `${newCode().toLowerCase()}@example.com`) {
  const code = newCode()
  await desk.accepted(code, { email: to })
  const [message] = await desk.messages(code)
  const mail = desk.wire.mails.find(({ id }) => id === message.id)
  const about = { id: message.id as string, messageId: mail?.messageId, to }
  return { code, to, about, show: async () => (await desk.messages(code))[0] }
}
const told = async (id: string) => (await desk.journal(id)).map(({ type, data }) => [type, data.reason])

const hard = { bounce: { bounceType: 'Permanent' } }
const soft = { bounce: { bounceType: 'Transient' } }

describe('The word of the provider', () => {
  it('that a mail was delivered ends the message, with one event however often it comes', async () => {
    const { about, code, show } = await sent()
    for (const word of ['Send', 'Delivery', 'Delivery', 'Send']) expect(await desk.provider(word, about)).toBe(true)
    expect(await show()).toMatchObject({ status: 'DELIVERED', attempts: [{ outcome: 'ACCEPTED' }] })
    expect((await show()).endedAt).toMatch(/\+07:00$/)
    const [entry, ...more] = await desk.journal(about.id)
    expect(more).toEqual([])
    expect(entry).toMatchObject({ type: 'notification.delivered', agency: 'H26.125', version: 1 })
    expect(entry?.data).toEqual({
      ...{
        id: about.id,
        about: 'DOSSIER',
        subject: code,
        agency: 'H26.125',
        to: 'APPLICANT',
        channel: 'EMAIL',
        status: 'DELIVERED',
      },
      template: { name: 'accepted', version: 1 },
    })
  })

  it('that comes before our own record of the call is kept', async () => {
    const code = newCode()
    desk.wire.ses(
      () => 'take',
      ({ id, to, messageId }) => desk.provider('Delivery', { id, to, messageId }),
    )
    expect(await desk.accepted(code, { email: 'quick@example.com' })).toBe(true)
    desk.wire.ses(() => 'take')
    const [message] = await desk.messages(code)
    expect(message).toMatchObject({ status: 'DELIVERED', attempts: [{ outcome: 'ACCEPTED' }] })
    expect(await told(message.id)).toEqual([['notification.delivered', undefined]])
  })

  it('that a mail is late changes nothing', async () => {
    const { about, show } = await sent()
    const before = await show()
    expect(await desk.provider('DeliveryDelay', about)).toBe(true)
    expect(await show()).toEqual(before)
  })

  it('that a mail was refused ends the message', async () => {
    for (const word of ['Reject', 'Rendering Failure']) {
      const { about, show } = await sent()
      await desk.provider(word, about)
      expect(await show()).toMatchObject({ status: 'PERMANENT_FAILURE', reason: 'REJECTED' })
    }
  })

  it('about what we did not send, or not from this table, says nothing', async () => {
    const rows = await desk.scan()
    expect(await desk.provider('Bounce', { to: 'foreign@example.com' }, hard)).toBe(true)
    expect(await desk.provider('Bounce', { id: 'Z'.repeat(26), to: 'foreign@example.com' }, hard)).toBe(true)
    expect(await desk.scan()).toEqual(rows)
  })

  it('that cannot be understood goes to the dead letters alone', async () => {
    const { about, show } = await sent()
    const records = [
      desk.message({ detail: { eventType: 'Delivery' } }, 'poison'),
      desk.message({ detail: { eventType: 'Invented', mail: { messageId: 'm', destination: [] } } }, 'unknown'),
      desk.message(
        {
          detail: {
            eventType: 'Delivery',
            mail: { messageId: 'm', destination: [], tags: { 'motcua-message': [about.id] } },
          },
        },
        'sound',
      ),
    ]
    const { batchItemFailures: failed } = await desk.onProvider({ Records: records })
    expect(failed.map(({ itemIdentifier: id }) => id)).toEqual(['poison', 'unknown'])
    expect(await show()).toMatchObject({ status: 'DELIVERED' })
  })
})

describe('An address that bounces', () => {
  it('ends the message, also after it was delivered, and gets no other mail', async () => {
    const { about, to, show } = await sent()
    await desk.provider('Delivery', about)
    await desk.provider('Bounce', about, hard)
    await desk.provider('Bounce', about, hard)
    expect(await show()).toMatchObject({ status: 'PERMANENT_FAILURE', reason: 'BOUNCED' })
    expect(await told(about.id)).toEqual([
      ['notification.delivered', undefined],
      ['notification.failed', 'BOUNCED'],
    ])
    const next = await sent(to.toUpperCase())
    expect(await next.show()).toMatchObject({ status: 'PERMANENT_FAILURE', reason: 'SUPPRESSED', attempts: [] })
    expect(await told(next.about.id)).toEqual([['notification.failed', 'SUPPRESSED']])
    expect(desk.mailsAbout(next.code)).toEqual([])
  })

  it('stays bounced when the word of the delivery comes late', async () => {
    const { about, show } = await sent()
    await desk.provider('Bounce', about, hard)
    await desk.provider('Delivery', about)
    expect(await show()).toMatchObject({ status: 'PERMANENT_FAILURE', reason: 'BOUNCED' })
    expect(await told(about.id)).toEqual([['notification.failed', 'BOUNCED']])
  })

  it('for a while after the delivery, as with an automatic answer, has got it all the same', async () => {
    const { about, show } = await sent()
    await desk.provider('Delivery', about)
    for (const bounceType of ['Transient', 'Undetermined']) {
      expect(await desk.provider('Bounce', about, { bounce: { bounceType } })).toBe(true)
    }
    expect(await show()).toMatchObject({ status: 'DELIVERED' })
    expect(await told(about.id)).toEqual([['notification.delivered', undefined]])
  })

  it('for a while only, as with a full box, gets the next mail', async () => {
    const { about, to, show } = await sent()
    await desk.provider('Bounce', about, soft)
    expect(await show()).toMatchObject({ status: 'PERMANENT_FAILURE', reason: 'BOUNCED' })
    expect(await (await sent(to)).show()).toMatchObject({ status: 'SENDING' })
  })
})

describe('A reader who calls a mail spam', () => {
  it('has got it, and gets no other', async () => {
    const { about, to, show } = await sent()
    await desk.provider('Complaint', about)
    expect(await show()).toMatchObject({ status: 'DELIVERED' })
    expect(await (await sent(to)).show()).toMatchObject({ reason: 'SUPPRESSED' })
  })
})

describe('A message that was given up', () => {
  it('counts as delivered when the provider says so after all', async () => {
    desk.wire.ses(() => 'take and hang up')
    const { about, show } = await sent()
    await desk.live(20 * 60)
    expect(await show()).toMatchObject({ status: 'TECHNICAL_FAILURE', reason: 'GAVE_UP' })
    await desk.provider('Delivery', about)
    expect(await show()).toMatchObject({ status: 'DELIVERED' })
    expect(await show()).not.toHaveProperty('reason')
    desk.wire.ses(() => 'take')
  })
})
