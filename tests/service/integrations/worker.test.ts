import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { beforeAll, describe, expect, it } from 'vitest'
import { delivery, type Message } from '../../../functions/integrations/delivery.ts'
import { feeding } from '../../../functions/integrations/store.ts'
import { reading } from '../../../functions/integrations/store-reading.ts'
import { delivering, newWebhookId, type Stored, webhooks } from '../../../functions/integrations/store-webhooks.ts'
import { paused, type Webhook } from '../../../functions/integrations/webhook.ts'
import { documents, type Table } from '../../../shared/dynamodb/client.ts'
import { told } from '../../unit/integrations/sample.ts'
import { failing } from '../due/failing.ts'
import { freshTable } from '../harness.ts'

const now = '2026-11-26T02:00:00.000Z'
const by = { id: 'machine:test', role: 'integration' }

let plain: Table
let mortal: Table
let faults: ReturnType<typeof failing>
beforeAll(async () => {
  const { base, name } = await freshTable('integrations')
  plain = { client: documents(base), name }
  // One try, as if the process had ended with it.
  const client = new DynamoDBClient({ maxAttempts: 1 })
  faults = failing(client)
  mortal = { client: documents(client), name }
})

let agencies = 0
/** An agency with events of two dossiers, all but one of which are wanted by its webhook. */
async function filled() {
  agencies += 1
  const agency = `H26.${agencies}`
  const [one, two] = [`${agency}-A`, `${agency}-B`]
  const id = newWebhookId(undefined)
  const asked = {
    id,
    agency,
    url: 'https://city.example.vn/',
    client: 'machine:test',
    secret: 'sealed',
    types: ['dossier.noted'],
  }
  const webhook: Webhook = { ...asked, state: 'ACTIVE', position: 0, createdAt: now }
  await webhooks(plain).make(webhook, by)
  // What is taken in at once stands in the feed by dossiers.
  const events = [one, two].flatMap((subject) => [1, 2, 3].map((version) => told(subject, version, agency)))
  const others = events.map((event) => ({
    ...event,
    type: event.subject === two && event.version === 2 ? 'dossier.assigned' : event.type,
  }))
  await feeding(plain, () => now).take(others)
  const wanted = others.filter(({ type }) => type === 'dossier.noted').map(({ id: event }) => event)
  return { id, wanted, agency }
}

const entitled = { isEntitled: async () => true, pause: async () => undefined }

/** A worker on a table, with a receiver that takes everything or fails for a while. */
function worker(table: Table, receiver: string[], sent: Message[], { status = 204 } = {}) {
  const store = delivering(table)
  const disabledBy = { type: 'webhook.disabled', at: now, by }
  return delivery<Stored>({
    ...store,
    disable: (found, _disabled, _at, decide) => store.stop(found, disabledBy, decide),
    ...entitled,
    events: async (agency, after) => (await reading(table).eventsAfter(agency, after, 4, true)).events,
    open: async () => 'whsec_',
    post: async (_url, _secrets, id) => {
      if (status < 300) receiver.push(id)
      return { status }
    },
    send: async (messages) => void sent.push(...messages),
    newId: () => newWebhookId(undefined),
    now: () => now,
    realMs: () => 0,
  })
}

const headOf = async (id: string) => delivering(plain).find(id)

describe('A worker', () => {
  it('that runs out of time leaves the rest to another message, and lets go', async () => {
    const { id, wanted } = await filled()
    const [received, sent]: [string[], Message[]] = [[], []]
    const store = delivering(plain)
    let realMs = 0
    const slow = delivery<Stored>({
      ...store,
      disable: async (found) => found,
      ...entitled,
      events: async (agency, after) => (await reading(plain).eventsAfter(agency, after, 50, true)).events,
      open: async () => 'whsec_',
      post: async (_url, _secrets, event) => {
        received.push(event)
        realMs += 14_999
        return { status: 200 }
      },
      send: async (messages) => void sent.push(...messages),
      newId: () => 'me',
      now: () => now,
      realMs: () => realMs,
    })
    await slow({ webhook: id })
    // The last one begins before half a minute is over and ends before the worker does.
    expect([received.length, realMs < 50_000, sent]).toEqual([3, true, [{ webhook: id }]])
    expect((await headOf(id))?.lease).toBeUndefined()
    await worker(plain, received, [])({ webhook: id })
    expect(received).toEqual(wanted)
  })

  it('looks once more after it has let go: what came while others found it busy is not forgotten', async () => {
    const { id, agency, wanted } = await filled()
    const received: string[] = []
    const store = delivering(plain)
    let late = true
    const busy = delivery<Stored>({
      ...store,
      disable: async (found) => found,
      ...entitled,
      async events(of, after) {
        const { events } = await reading(plain).eventsAfter(of, after, 50, true)
        if (events.length === 0 && late) {
          late = false
          // Between its last look and its letting go; whoever is woken finds the lease held.
          await feeding(plain, () => now).take([told(`${agency}-C`, 1, agency)])
          await worker(plain, received, [])({ webhook: id })
        }
        return events
      },
      open: async () => 'whsec_',
      post: async (_url, _secrets, event) => {
        received.push(event)
        return { status: 200 }
      },
      send: async () => undefined,
      newId: () => 'me',
      now: () => now,
      realMs: () => 0,
    })
    await busy({ webhook: id })
    expect(received).toEqual([...wanted, `${agency}-C:1`])
  })

  it('does not undo what the owner does while the receiver keeps it waiting', async () => {
    const { id, wanted } = await filled()
    const received: string[] = []
    const store = webhooks(plain)
    const owner = async (change: (webhook: Webhook) => Webhook) => {
      const found = await store.find(id)
      if (found) await store.act(found, undefined, { type: 'webhook.replayed', at: now, by }, change)
    }
    const moved = delivery<Stored>({
      ...delivering(plain),
      disable: async (found) => found,
      ...entitled,
      events: async (agency, after) => (await reading(plain).eventsAfter(agency, after, 50, true)).events,
      open: async () => 'whsec_',
      async post(_url, _secrets, event) {
        received.push(event)
        if (received.length === 3) await owner((webhook) => ({ ...webhook, position: 0 }))
        return { status: 200 }
      },
      send: async () => undefined,
      newId: () => 'me',
      now: () => now,
      realMs: () => 0,
    })
    await moved({ webhook: id })
    expect(received).toEqual([...wanted.slice(0, 3), ...wanted])
  })

  it('delivers nothing more once it is paused, also where it only passes over', async () => {
    const { id, agency } = await filled()
    const [received, owner]: [string[], ReturnType<typeof webhooks>] = [[], webhooks(plain)]
    const store = delivering(plain)
    // Ten events that nobody wants, and one that is wanted.
    const unwanted = Array.from({ length: 10 }, (_, index) => ({
      ...told(`${agency}-D`, index + 1, agency),
      type: 'dossier.assigned',
    }))
    await feeding(plain, () => now).take([...unwanted, told(`${agency}-D`, 11, agency)])
    const passing = delivery<Stored>({
      ...store,
      disable: async (found) => found,
      ...entitled,
      async events(of, after) {
        const { events } = await reading(plain).eventsAfter(of, after, 4, true)
        const found = await owner.find(id)
        if (found && after === 8) await owner.act(found, undefined, { type: 'webhook.paused', at: now, by }, paused)
        return events
      },
      open: async () => 'whsec_',
      post: async (_url, _secrets, event) => {
        received.push(event)
        return { status: 200 }
      },
      send: async () => undefined,
      newId: () => 'me',
      now: () => now,
      realMs: () => 0,
    })
    await passing({ webhook: id })
    expect(received).not.toContain(`${agency}-D:11`)
    expect(await headOf(id)).toMatchObject({ state: 'PAUSED' })
    expect((await headOf(id))?.position).toBeLessThan(17)
  })
})

describe('Beside a worker that notes one event after another', () => {
  /** At each of the next writes of the mortal store, a worker has just noted something of this webhook. */
  function busyWorker(id: string, notes: number) {
    let left = notes
    const noted = async () => {
      const { find, save } = delivering(plain)
      const found = await find(id)
      const isWrite = /^(Put|TransactWrite)/.test(faults.log().at(-1) ?? '')
      if (!found || !isWrite || left === 0) return
      left -= 1
      await save(found, now, (head) => ({ ...head, lastSuccess: { at: now } }))
    }
    faults.follow(() => undefined, noted)
    return () => left
  }

  it('its owner can stop it', async () => {
    const { id } = await filled()
    const found = await webhooks(plain).find(id)
    if (!found) throw new Error('no webhook')
    const left = busyWorker(id, 8)
    await webhooks(mortal).act(found, undefined, { type: 'webhook.paused', at: now, by }, paused)
    expect([left(), (await headOf(id))?.state]).toEqual([0, 'PAUSED'])
  })

  it('what came of a trial is noted, and the trial is not sent again', async () => {
    const { id } = await filled()
    const left = busyWorker(id, 8)
    await worker(mortal, [], [], { status: 500 })({ webhook: id, test: 'trial' })
    expect([left(), (await headOf(id))?.lastFailure]).toEqual([0, { at: now, reason: 'STATUS', status: 500 }])
  })
})
