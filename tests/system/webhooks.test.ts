import { Webhook as Verifier } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MadeWebhook, makeWebhook } from '../../infra/local/first-dossier/city.ts'
import { act, type Filed, file } from '../../infra/local/first-dossier/dossiers.ts'
import { type FeedEvent, readFeed } from '../../infra/local/first-dossier/feed.ts'
import type { Mail } from '../../infra/local/first-dossier/left-until-late.ts'
import { type Arrived, openReceiver, type Receiver } from '../../infra/local/first-dossier/receiver.ts'
import { until } from '../../infra/local/first-dossier/until.ts'
import { userPersonas } from '../../infra/local/people.ts'
import { asking } from './asking.ts'
import { judged, judgeFound } from './python-judge.ts'

const { desk, call, refusal } = asking()
const { agency, receivingPoint } = desk
const persona = 'integration'

interface Shown extends MadeWebhook {
  url: string
  position: string
  lastSuccess?: { at: string }
  lastFailure?: { at: string; reason: string; status?: number }
}
const show = async ({ id }: MadeWebhook) => (await call<Shown>(`GET /v1/webhooks/${id}`, 200, { persona })).body
const actOn = async ({ id }: MadeWebhook, name: string, body: object = {}) =>
  (await call<Shown>(`POST /v1/webhooks/${id}/${name}`, 200, { persona, body })).body

const eventOf = ({ body }: Arrived) => JSON.parse(body) as FeedEvent
const about = ({ arrived }: Receiver, { code }: Filed) => arrived.filter((one) => eventOf(one).subject === code)
const versionsAt = (receiver: Receiver, dossier: Filed) => about(receiver, dossier).map((one) => eventOf(one).version)
const sent = (arrived: Arrived, secret: string) => ({
  ...{ secret, body: arrived.body },
  headers: arrived.headers as Record<string, string>,
})
function verifies(arrived: Arrived, secret: string): boolean {
  try {
    new Verifier(secret).verify(arrived.body, arrived.headers as Record<string, string>)
    return true
  } catch {
    return false
  }
}

const receivers: Receiver[] = []
const webhooks: MadeWebhook[] = []
async function hooked(): Promise<{ receiver: Receiver; webhook: MadeWebhook }> {
  const receiver = await openReceiver()
  receivers.push(receiver)
  const webhook = await makeWebhook({ call, agency }, receiver.url)
  webhooks.push(webhook)
  return { receiver, webhook }
}

const applicant = { kind: 'CITIZEN', name: 'Nguyễn Thị Thử', idNumber: '001199000123', email: 'citizen@example.com' }
async function worked(): Promise<Filed> {
  const filed = await file(call, 'clerk', {
    ...{ procedure: '2.000815', channel: 'DESK' as const, receivingPoint },
    ...{ applicant, files: [] },
  })
  const noted = await act(call, 'clerk', 'note', filed, { note: 'Ghi chú' })
  return act(call, 'clerk', 'hand-over', noted, { to: { person: desk.signIns.specialist?.person ?? '' } })
}

type Hooked = Awaited<ReturnType<typeof hooked>>
let good: Hooked
let failing: Hooked
let redirecting: Hooked
let elsewhere: Receiver
let gone: Hooked
let dossier: Filed

// All of them are tried by the same dossier, so that what each has to wait for is waited for once.
beforeAll(async () => {
  elsewhere = await openReceiver()
  receivers.push(elsewhere)
  ;[good, failing, redirecting, gone] = await Promise.all([hooked(), hooked(), hooked(), hooked()])
  failing.receiver.answer({ status: 500 })
  redirecting.receiver.answer({ status: 307, headers: { location: elsewhere.url } })
  gone.receiver.answer({ status: 410 })
  dossier = await worked()
})
afterAll(async () => {
  for (const { id } of webhooks) await call(`DELETE /v1/webhooks/${id}`, 204, { persona })
  for (const receiver of receivers) await receiver.close()
})

const allAt = (receiver: Receiver, wanted: Filed) =>
  until(
    `all of ${wanted.code} at the receiver`,
    async () => versionsAt(receiver, wanted).includes(wanted.version) || undefined,
    30_000,
  )

describe('a webhook', () => {
  it('is told each version of a dossier in its order, at once, whatever becomes of others', async () => {
    await allAt(good.receiver, dossier)
    expect(versionsAt(good.receiver, dossier)).toEqual([1, 2, 3])
    await until('the first failure', async () => (await show(failing.webhook)).lastFailure)
    expect(about(failing.receiver, dossier).map((one) => eventOf(one).version)).not.toContain(2)
  })

  it('gets what stands in the feed, with the id of the event, and nobody in it', async () => {
    const { events } = await readFeed(call, { agency })
    for (const one of about(good.receiver, dossier)) {
      expect(one.headers['content-type']).toBe('application/cloudevents+json')
      expect(events.find(({ id }) => id === one.headers['webhook-id'])).toEqual(eventOf(one))
      expect(one.body).not.toMatch(/Nguyễn Thị Thử|001199000123|citizen@example/)
    }
  })

  it('is signed, which the verifier of JavaScript finds good for its own secret alone', () => {
    for (const one of about(good.receiver, dossier)) {
      expect(verifies(one, good.webhook.secret)).toBe(true)
      expect(verifies(one, failing.webhook.secret)).toBe(false)
      expect(verifies({ ...one, body: one.body.replace('dossier.', 'dossier,') }, good.webhook.secret)).toBe(false)
    }
  })

  it.skipIf(!judgeFound)('is signed, which the verifier of Python finds good for its own secret alone', () => {
    const one = about(good.receiver, dossier)[0] as Arrived
    const tries = [sent(one, good.webhook.secret), sent(one, failing.webhook.secret)]
    const changed = { ...sent(one, good.webhook.secret), body: one.body.replace('dossier.', 'dossier,') }
    expect(judged({ deliveries: [...tries, changed] }).verified).toEqual([true, false, false])
  })

  it('shows how far it is and never its secret', async () => {
    const shown = await until('its last success', async () => {
      const now = await show(good.webhook)
      return now.lastSuccess ? now : undefined
    })
    expect(shown).toMatchObject({ id: good.webhook.id, state: 'ACTIVE', url: good.receiver.url })
    const { items } = (await call<{ items: object[] }>(`GET /v1/webhooks?agency=${agency}`, 200, { persona })).body
    expect(items).toContainEqual(expect.objectContaining({ id: good.webhook.id }))
    for (const said of [shown, items]) expect(JSON.stringify(said)).not.toMatch(/whsec_/)
  })
})

describe('a receiver that was down', () => {
  it('is told everything in order once it is back, each event under the id that it had', async () => {
    const { receiver, webhook } = failing
    const idOf = ({ headers }: Arrived) => headers['webhook-id']
    const tried = [...receiver.arrived]
    expect(new Set(tried.map(idOf)).size).toBe(1)
    receiver.answer({ status: 204 })
    await allAt(receiver, dossier)
    const later = receiver.arrived.slice(tried.length)
    expect(later.map(idOf)).toContain(idOf(tried[0] as Arrived))
    const ofDossier = later.filter((one) => eventOf(one).subject === dossier.code)
    expect(ofDossier.map((one) => eventOf(one).version)).toEqual([1, 2, 3])
    for (const one of later) expect(verifies(one, webhook.secret)).toBe(true)
  })
})

describe('a receiver that sends us elsewhere', () => {
  it('has failed, and nobody is asked where it points to', async () => {
    const shown = await until('its failure', async () => {
      const now = await show(redirecting.webhook)
      return now.lastFailure ? now : undefined
    })
    expect(shown.lastFailure).toMatchObject({ status: 307 })
    expect(shown.state).toBe('ACTIVE')
    expect(elsewhere.arrived).toEqual([])
  })
})

describe('a receiver that is gone', () => {
  it('is asked once and no more, and the administrator is told by mail', async () => {
    await until('it is disabled', async () => (await show(gone.webhook)).state === 'DISABLED' || undefined)
    expect(gone.receiver.arrived).toHaveLength(1)
    const to = userPersonas.find(({ name }) => name === 'administrator')?.email
    const host = new URL(gone.receiver.url).host
    const mail = await until('the mail', async () => {
      const { messages } = (await call<{ messages: Mail[] }>('GET /_local/mailbox', 200)).body
      return messages.find((one) => one.to === to && one.text.includes(host))
    })
    expect(mail.text).not.toMatch(/whsec_|\/motcua/)
  })

  it('goes on from where it stood when its owner resumes it', async () => {
    gone.receiver.answer({ status: 204 })
    expect(await actOn(gone.webhook, 'resume')).toMatchObject({ state: 'ACTIVE' })
    await allAt(gone.receiver, dossier)
    expect(versionsAt(gone.receiver, dossier).slice(-3)).toEqual([1, 2, 3])
  })
})

describe('the owner of a webhook', () => {
  it('has a new secret, beside which the old one is good for a day, and replays from a position', async () => {
    const { receiver, webhook } = good
    const { position } = await show(webhook)
    const { secret } = await actOn(webhook, 'rotate')
    expect(secret).toMatch(/^whsec_/)
    expect(secret).not.toBe(webhook.secret)
    const next = await act(call, 'clerk', 'note', await latest(dossier), { note: 'Sau khi đổi khóa' })
    await allAt(receiver, next)
    const [one] = about(receiver, next).filter((each) => eventOf(each).version === next.version)
    const arrived = one as Arrived
    expect([secret, webhook.secret].map((each) => verifies(arrived, each))).toEqual([true, true])
    if (judgeFound) {
      const deliveries = [secret, webhook.secret].map((each) => sent(arrived, each))
      expect(judged({ deliveries }).verified).toEqual([true, true])
    }
    await actOn(webhook, 'replay', { after: position })
    const again = () => versionsAt(receiver, next).filter((version) => version === next.version).length
    await until('it comes again', async () => again() >= 2 || undefined)
    dossier = next
  })

  it('pauses it, and misses nothing when he resumes it', async () => {
    const { receiver, webhook } = good
    expect(await actOn(webhook, 'pause')).toMatchObject({ state: 'PAUSED' })
    const before = receiver.arrived.length
    const next = await act(call, 'clerk', 'note', dossier, { note: 'Trong khi tạm dừng' })
    await allAt(failing.receiver, next)
    expect(receiver.arrived).toHaveLength(before)
    await actOn(webhook, 'resume')
    await allAt(receiver, next)
    dossier = next
  })

  it('tries it with an event that is of no dossier', async () => {
    await actOn(good.webhook, 'test')
    const arrived = await until('the test', async () =>
      good.receiver.arrived.find((one) => eventOf(one).type === 'webhook.test'),
    )
    expect(verifies(arrived, good.webhook.secret)).toBe(true)
  })

  it('is of its agency: to others there is no such webhook', async () => {
    for (const request of [`GET /v1/webhooks/${good.webhook.id}`, `DELETE /v1/webhooks/${good.webhook.id}`])
      expect((await refusal(request, 404, { persona: 'integration-2' })).name).toBe('webhook-not-found')
    const { items } = (await call<{ items: object[] }>('GET /v1/webhooks', 200, { persona: 'integration-2' })).body
    expect(JSON.stringify(items)).not.toContain(good.webhook.id)
    const body = { url: good.receiver.url, agency }
    await refusal('POST /v1/webhooks', 404, { persona: 'integration-2', body })
    for (const persona of ['clerk', 'leader', 'citizen']) {
      await refusal(`GET /v1/webhooks/${good.webhook.id}`, 404, { persona })
      await refusal('GET /v1/webhooks', 403, { persona })
    }
  })
})

describe('an address that is not for webhooks', () => {
  it.each([
    'https://10.0.0.1/x',
    'https://192.168.1.10/x',
    'https://169.254.169.254/latest/meta-data',
    'https://[fd00::1]/x',
    'https://[::ffff:10.0.0.1]/x',
    'https://0x0a000001/x',
    'http://192.0.2.1/x',
    'http://example.com/x',
    'https://someone:secret@example.com/x',
    'ftp://example.com/x',
  ])('is refused: %s', async (url) => {
    const problem = await refusal('POST /v1/webhooks', 422, { persona, body: { url, agency } })
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/url'])
  })
})

/** The dossier with the ETag of its last version. */
async function latest(known: Filed): Promise<Filed> {
  const { headers, body } = await call<Filed>(`GET /v1/dossiers/${known.code}`, 200, { persona: 'clerk' })
  return { ...known, version: body.version, etag: headers.get('etag') ?? '' }
}
