import { Webhook } from 'standardwebhooks'
import { type Filed, file } from './dossiers.ts'
import { disorder, type FeedEvent, readFeed } from './feed.ts'
import { type Arrived, openReceiver, type Receiver } from './receiver.ts'
import type { Stage } from './steps.ts'
import { until, whenHeard } from './until.ts'
import { samples, upload } from './upload.ts'

const machine = 'integration'
const applicant = { kind: 'CITIZEN', name: 'Nguyễn Thị Thử', idNumber: '001199000123', email: 'citizen@example.com' }

/** A webhook as its maker got it. */
export interface MadeWebhook {
  id: string
  secret: string
  state: string
}

/** What came of it: the dossier that the city filed, how it came back, and the feed as it was read. */
export interface City {
  filed: Filed
  arrived: Arrived
  feed: FeedEvent[]
}

/** The city's system files a dossier, is told of it by a webhook, and reads the whole feed of the ward. */
export async function city(stage: Stage): Promise<City> {
  const receiver = await openReceiver()
  try {
    return await inStep(stage, receiver)
  } finally {
    await receiver.close()
  }
}

async function inStep(stage: Stage, receiver: Receiver): Promise<City> {
  const { call, step, agency } = stage
  const webhook = await step('city makes a webhook', () => makeWebhook(stage, receiver.url))
  const filed = await step(
    'city files a dossier itself',
    () => fileByMachine(stage),
    ({ code }) => code,
  )
  const arrived = await step(
    'it arrives at the webhook, and its signature is good',
    () => arrivalOf(receiver, webhook.secret, filed.code),
    ({ headers }) => String(headers['webhook-id']),
  )
  // Nobody listens there afterwards.
  await step('city takes the webhook away', () => call(`DELETE /v1/webhooks/${webhook.id}`, 204, { persona: machine }))
  const feed = await step(
    'city reads the feed from its start to its end',
    async () => (await readFeed(call, { agency, persona: machine })).events,
    (events) => `${events.length} events of ${new Set(events.map(({ subject }) => subject)).size} subjects`,
  )
  expectInStep(feed, filed.code)
  return { filed, arrived, feed }
}

/** A webhook for everything of the agency. */
export async function makeWebhook({ call, agency }: Pick<Stage, 'call' | 'agency'>, url: string): Promise<MadeWebhook> {
  const body = { url, agency, description: 'Hệ thống thành phố (thử nghiệm)' }
  const asked = { persona: machine, body }
  const known = ['forbidden', 'agency-not-found', 'unavailable']
  return whenHeard(
    'the city is known',
    known,
    async () => (await call<MadeWebhook>('POST /v1/webhooks', 201, asked)).body,
  )
}

async function fileByMachine({ call, receivingPoint }: Stage): Promise<Filed> {
  const form = await upload(call, machine, samples.form)
  const asked = { procedure: '1.001612', channel: 'ONLINE', receivingPoint, applicant, files: [form] } as const
  return file(call, machine, { ...asked, files: [form] })
}

/** The first delivery about a subject; throws when its signature isn't that of the secret. */
export async function arrivalOf({ arrived }: Receiver, secret: string, subject: string): Promise<Arrived> {
  const found = await until(`${subject} at the webhook`, async () =>
    arrived.find(({ body }) => (JSON.parse(body) as FeedEvent).subject === subject),
  )
  new Webhook(secret).verify(found.body, found.headers as Record<string, string>)
  return found
}

function expectInStep(feed: FeedEvent[], code: string): void {
  const wrong = disorder(feed)
  if (wrong.length > 0) throw new Error(`the feed is out of order: ${wrong.join('; ')}`)
  if (!feed.some(({ subject }) => subject === code)) throw new Error(`${code} is not in the feed`)
}
