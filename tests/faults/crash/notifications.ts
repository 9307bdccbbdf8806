import { type Desk, newCode, newFeedback, openDesk, ward } from '../../service/notifications/desk.ts'
import type { Mail } from '../../service/notifications/wire.ts'
import { called, heard, queued } from './asking.ts'
import { freeClock } from './clock.ts'
import { published } from './published.ts'
import { agencyOf, newAgency } from './reference.ts'
import { staffHeard } from './staff-heard.ts'
import type { Item } from './stored.ts'
import type { Service, Try, UseCase } from './use-case.ts'

type Handed = Pick<Try, 'ask'> & { about: string; to: string[] }

const byMail = { email: 'binh@example.com' }
const bySms = { phone: '+84912345678' }
const binh = byMail.email

/** What the provider says of every mail that it took. */
async function word(desk: Desk, mails: Mail[]): Promise<void> {
  for (const { id, messageId, to } of mails) await desk.provider('Delivery', { id, messageId, to })
}

/** What goes on when nobody is killed any more: sweeps, longer than the lease of the dead, and word of the provider. */
async function goOn(desk: Desk, about: string): Promise<void> {
  await desk.live(8)
  await word(desk, desk.mailsAbout(about))
  if (!(await desk.waits())) return
  await desk.live(40)
  await word(desk, desk.mailsAbout(about))
}

/** Whether everybody was told once, each message came to its end, and nothing waits. */
async function toldOnce(desk: Desk, { about, to }: Pick<Handed, 'about' | 'to'>, items: Item[]): Promise<string[]> {
  const heads = items.filter(({ pk, sk }) => pk.startsWith('MESSAGE#') && sk === 'HEAD')
  const texts = desk.smsSent().filter(({ id }) => heads.some(({ pk }) => pk === `MESSAGE#${id}`))
  const told = [...desk.mailsAbout(about).map((mail) => mail.to), ...texts.map(() => 'by SMS')]
  const ended = items.filter(({ sk, type }) => sk.startsWith('JOURNAL#') && type === 'notification.delivered')
  return [
    ...(String(told.sort()) === String(to.toSorted()) ? [] : [`it told ${told}, should be ${to}`]),
    ...(ended.length === to.length ? [] : [`${ended.length} messages were delivered, should be ${to.length}`]),
    ...((await desk.waits()) ? ['something waits'] : []),
  ]
}

/** Somebody is told of something by a function that is killed. */
const telling = (does: string, by: UseCase<Desk>['by'], hand: (desk: Desk) => Promise<Handed>): UseCase<Desk> => ({
  does,
  by,
  promise: 3,
  async prepare(desk) {
    desk.wire.ses(() => 'take')
    desk.pass(1)
    const handed = await hand(desk)
    return {
      ask: handed.ask,
      afterwards: () => goOn(desk, handed.about),
      broken: (_, items) => toldOnce(desk, handed, items),
    }
  },
})

/** A dossier comes in whose applicant left this address. */
async function filed(desk: Desk, by: object) {
  const code = newCode()
  const contact = await desk.seal({ dossier: code }, by)
  return { code, event: desk.dossierEvent(code, 'dossier.accepted', 1, { contact }) }
}

/** Feedback comes in whose author left his address. */
async function handedIn(desk: Desk, data: object) {
  const id = newFeedback()
  const contact = await desk.seal({ feedback: id }, byMail)
  return { id, event: desk.feedbackEvent(id, 'feedback.received', 1, { contact, ...data }) }
}

let number = 0

const tellings: UseCase<Desk>[] = [
  telling('tell an applicant by mail', 'on-dossier.ts', async (desk) => {
    const { code, event } = await filed(desk, byMail)
    return { ask: heard(event), about: code, to: [binh] }
  }),
  telling('tell an applicant by SMS', 'on-dossier.ts', async (desk) => {
    const { code, event } = await filed(desk, bySms)
    return { ask: heard(event), about: code, to: ['by SMS'] }
  }),
  telling('tell the author of feedback', 'on-feedback.ts', async (desk) => {
    const { id, event } = await handedIn(desk, {})
    return { ask: heard(event), about: id, to: [binh] }
  }),
  telling('tell of a denunciation', 'on-feedback.ts', async (desk) => {
    const { id, event } = await handedIn(desk, { kind: 'TO_CAO', restricted: true })
    return { ask: heard(event), about: id, to: [binh, 'huong@example.org'] }
  }),
  telling('tell an officer of what is due', 'on-reminder.ts', async (desk) => {
    const code = newCode()
    return { ask: heard(desk.reminderEvent(code)), about: code, to: ['lan@example.org'] }
  }),
  telling('tell the administrators of a webhook', 'on-webhook.ts', async (desk) => {
    number += 1
    const id = `01KB0W3B00K000000000${String(number).padStart(6, '0')}`
    return { ask: heard(desk.webhookDisabled(id, ward)), about: id, to: ['minh@example.org'] }
  }),
  telling('try a mail again', 'on-due.ts', async (desk) => {
    const { code, event } = await filed(desk, byMail)
    desk.wire.ses((call) => (call === 1 ? { status: 429, error: 'TooManyRequestsException' } : 'take'))
    await desk.hear(event)
    desk.pass(2)
    return { ask: called(), about: code, to: [binh] }
  }),
  telling('hear from the provider that a mail arrived', 'on-provider.ts', async (desk) => {
    const { code, event } = await filed(desk, byMail)
    await desk.hear(event)
    const [mail] = desk.mailsAbout(code)
    if (!mail) throw new Error('no mail went out')
    const told = { messageId: mail.messageId, destination: [mail.to], tags: { 'motcua-message': [mail.id] } }
    const detail = { eventType: 'Delivery', mail: told }
    return { ask: queued({ 'detail-type': 'Email Delivered', source: 'aws.ses', detail }), about: code, to: [binh] }
  }),
]

/** The provider says that a mail came back: its dossier hears of it once, and its address is marked. */
const bounce: UseCase<Desk> = {
  does: 'hear from the provider that a mail came back',
  by: 'on-provider.ts',
  promise: 3,
  async prepare(desk) {
    desk.wire.ses(() => 'take')
    number += 1
    const { code, event } = await filed(desk, { email: `vang-${number}@example.com` })
    await desk.hear(event)
    const [mail] = desk.mailsAbout(code)
    if (!mail) throw new Error('no mail went out')
    const told = { messageId: mail.messageId, destination: [mail.to], tags: { 'motcua-message': [mail.id] } }
    const detail = { eventType: 'Bounce', bounce: { bounceType: 'Permanent' }, mail: told }
    return { ask: queued({ 'detail-type': 'Email Bounced', source: 'aws.ses', detail }) }
  },
}

export const notifications: Service<Desk> = {
  service: 'notifications',
  async open() {
    const desk = await openDesk({ sms: true })
    const { cut, mend, calls, close } = desk.wire
    return {
      desk,
      wire: { cut, mend, calls },
      close() {
        close()
        freeClock()
      },
    }
  },
  useCases: [
    ...tellings,
    bounce,
    {
      does: 'hear of an agency',
      by: 'on-reference.ts',
      async prepare() {
        const id = newAgency()
        return { ask: heard({ type: 'agency.changed', subject: id, version: 1, data: agencyWithHotline(id) }) }
      },
    },
    staffHeard(),
    published(),
  ],
}

function agencyWithHotline(id: string) {
  const { receivingPoints, ...agency } = agencyOf(id, 'vn-civil-service')
  const more = { address: 'Số 1 phố Ví Dụ', hotline: '0240000000' }
  return { ...agency, receivingPoints: receivingPoints.map((point) => ({ ...point, ...more })) }
}
