import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deployStack, destroyStack } from '../../infra/local/deploy.ts'
import { act, type Filed, file } from '../../infra/local/first-dossier/dossiers.ts'
import { disorder, readFeed } from '../../infra/local/first-dossier/feed.ts'
import type { Mail } from '../../infra/local/first-dossier/left-until-late.ts'
import { until, whenHeard } from '../../infra/local/first-dossier/until.ts'
import { drained, operate, whileAsking } from './alone.ts'
import { asking } from './asking.ts'

const { desk, call, refusal } = asking()
const { endpoint, folder, receivingPoint } = desk
const applicant = { kind: 'CITIZEN', name: 'Nguyễn Thị Thử', idNumber: '001199000123', email: 'citizen@example.com' }
const collecting = {
  reminders: ['motcua-reminders-dossier'],
  notifications: ['motcua-notifications-dossier', 'motcua-notifications-reminder'],
  integrations: ['motcua-integrations-event'],
}
type Service = keyof typeof collecting

interface Reminder {
  kind: string
  status: string
  plannedFor: string
}
type Noted = Mail & { id?: string }

const away = new Set<Service>()
async function goes(service: Service): Promise<void> {
  away.add(service)
  await destroyStack({ endpoint, folder }, `motcua-${service}`)
}
async function comesBack(service: Service): Promise<void> {
  await deployStack({ endpoint, folder }, `motcua-${service}`)
  away.delete(service)
  await drained(endpoint, ...collecting[service])
}

/** Certified copies in such a number that they take two working days, in the hand of the specialist. */
async function given(): Promise<Filed> {
  const copies = { procedure: '2.000815', case: 'MANY_COPIES', channel: 'DESK' } as const
  const filed = await file(call, 'clerk', { ...copies, receivingPoint, applicant, files: [] })
  return act(call, 'clerk', 'hand-over', filed, { to: { person: desk.signIns.specialist?.person ?? '' } })
}
const reminders = ({ code }: Filed) =>
  whenHeard(`the reminders of ${code}`, ['dossier-not-found', 'unavailable'], async () => {
    const asked = `GET /v1/reminders?dossier=${code}`
    return (await call<{ items: Reminder[] }>(asked, 200, { persona: 'clerk' })).body.items
  })
const planned = async (dossier: Filed, kind: string) =>
  until(`${kind} of ${dossier.code} is planned`, async () =>
    (await reminders(dossier)).find((one) => one.kind === kind),
  )
const clock = (body: object) => call('POST /_local/clock', 200, { body })

const mailbox = async () => (await call<{ messages: Noted[] }>('GET /_local/mailbox', 200)).body.messages
/** Who got which mail about a dossier. */
const told = async ({ code }: Filed) =>
  (await mailbox())
    .filter(({ text }) => text.includes(code))
    .map(({ to, subject }) => `${to.split('@')[0]}: ${/^[^:,]+/.exec(subject.replace(` ${code}`, ''))?.[0]}`)
    .sort()
const toldAtLast = (dossier: Filed, count: number) =>
  until(`${count} mails about ${dossier.code}`, async () => {
    const mails = await told(dossier)
    return mails.length >= count ? mails : undefined
  })
const accepted = 'citizen: Hồ sơ đã được tiếp nhận'

describe('the services that tell, alone', () => {
  let before: Filed
  let meanwhile: Filed
  beforeAll(async () => {
    before = await given()
    await planned(before, 'DUE_SOON')
  })
  afterAll(async () => {
    for (const service of away) await comesBack(service)
  })

  const neighbours = () => [
    () => call(`GET /v1/dossiers/${before.code}`, 200, { persona: 'clerk' }),
    () => call('GET /v1/dossiers?view=inbox', 200, { persona: 'clerk' }),
  ]

  it('miss nothing of what is filed and falls due while the reminders are away', async () => {
    const list = () => call(`GET /v1/notifications?subject=${before.code}`, 200, { persona: 'clerk' })
    await whenHeard('the dossier is known', ['dossier-not-found'], list)
    const [soon] = await reminders(before)
    const { failed } = await whileAsking([...neighbours(), list], () => goes('reminders'))
    expect(failed).toEqual([])
    expect((await refusal(`GET /v1/reminders?dossier=${before.code}`, 503)).name).toBe('unavailable')

    meanwhile = await given()
    await clock({ at: soon?.plannedFor })
    expect(await toldAtLast(meanwhile, 1)).toEqual([accepted])
    await comesBack('reminders')
    await planned(meanwhile, 'DUE_SOON')
    await clock({ advance: 'PT1M' })
    for (const dossier of [before, meanwhile])
      expect(await toldAtLast(dossier, 2)).toEqual([accepted, 'specialist: Sắp đến hạn'])
  })

  it('miss nothing of what is to be told while the notifications are away', async () => {
    const list = () => reminders(before)
    const { failed } = await whileAsking([...neighbours(), list], () => goes('notifications'))
    expect(failed).toEqual([])
    expect((await refusal(`GET /v1/notifications?subject=${before.code}`, 503)).name).toBe('unavailable')

    const last = await given()
    const { plannedFor } = await planned(before, 'DUE')
    await clock({ at: plannedFor })
    await until('it fell due', async () => (await planned(before, 'DUE')).status === 'SENT' || undefined)
    expect(await told(before)).toHaveLength(2)
    await comesBack('notifications')
    expect(await toldAtLast(before, 3)).toEqual([accepted, 'specialist: Sắp đến hạn', 'specialist: Đến hạn'].sort())
    // What comes late waits for a sweep.
    await clock({ advance: 'PT1M' })
    await toldAtLast(last, 1)
    expect((await told(last)).filter((mail) => mail.startsWith('citizen'))).toEqual([accepted])
  })

  it('miss nothing of what happens while the city is told of nothing', async () => {
    const { failed } = await whileAsking(neighbours(), () => goes('integrations'))
    expect(failed).toEqual([])
    const city = { persona: 'integration' }
    expect((await refusal(`GET /v1/events?agency=${desk.agency}`, 503, city)).name).toBe('unavailable')
    const { code } = await given()
    await comesBack('integrations')
    const { events } = await whenHeard('the API is back', ['unavailable'], () =>
      readFeed(call, { agency: desk.agency }),
    )
    expect(events.filter(({ subject }) => subject === code).map(({ version }) => version)).toEqual([1, 2])
    expect(disorder(events)).toEqual([])
  })

  it('tell nothing twice when everything is replayed to them', async () => {
    const mails = await Promise.all([before, meanwhile].map(told))
    for (const [publisher, subscriber] of [
      ['dossiers', 'reminders'],
      ['dossiers', 'notifications'],
      ['reminders', 'notifications'],
    ] as const) {
      const { code, said } = await operate(endpoint, 'replay', publisher, subscriber)
      expect(said).toMatch(/[1-9]\d* sent to motcua-/)
      expect(code).toBe(0)
    }
    await drained(endpoint, ...collecting.reminders, ...collecting.notifications)
    await clock({ advance: 'PT1M' })
    expect(await Promise.all([before, meanwhile].map(told))).toEqual(mails)
    const ids = (await mailbox()).map(({ id }) => id)
    expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([])
  })
})
