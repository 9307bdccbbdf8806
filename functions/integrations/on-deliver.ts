import { randomUUID } from 'node:crypto'
import * as z from 'zod/mini'
import { now } from '../../shared/clock/clock.ts'
import { kmsClient } from '../../shared/crypto/kms.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { remembered, staffRegister } from '../../shared/dynamodb/projection.ts'
import { required } from '../../shared/environment/required.ts'
import { queueConsumer } from '../../shared/events/consumer.ts'
import { sender } from '../../shared/events/sender.ts'
import { roleFor } from '../../shared/permission/permission.ts'
import { calling } from '../../shared/webhooks/call.ts'
import { webhookSecrets } from '../../shared/webhooks/secret.ts'
import { delivery, type Message, type Tools } from './delivery.ts'
import { deferredBy } from './retry.ts'
import { copies } from './store-copies.ts'
import { reading } from './store-reading.ts'
import { delivering, type Stored } from './store-webhooks.ts'
import { type Outcome, paused } from './webhook.ts'

const pageOfEvents = 50
/** An opened secret is asked of KMS again after this while. */
const openedMs = 5 * 60_000
const by = { id: 'integrations', role: 'system' }

const table = serviceTable()
const { find, save, stop } = delivering(table)
const { eventsAfter } = reading(table)
const { agency: agencyOf } = copies(table)
const register = staffRegister(table)
const secrets = webhookSecrets(kmsClient(), required('SEALED_KEY'))
const call = calling({ loopback: process.env.WEBHOOKS_LOOPBACK === '1' })

const opened = remembered(async (key: string) => {
  const [id = '', sealed = ''] = key.split(' ')
  return secrets.open(id, sealed)
}, openedMs)

async function post(url: string, signing: string[], id: string, body: string): Promise<Outcome> {
  const answer = await call({ url, secrets: signing, id, body })
  if ('fault' in answer) return answer
  return { status: answer.status, deferred: deferredBy(answer.status, answer.retryAfter, Date.now()) }
}

const tools: Tools<Stored> = {
  find,
  save,
  async disable(found, disabled, at, decide) {
    const { disabledFor: reason, failingSince, description, agency, url } = disabled
    const receivingPoint = (await agencyOf(agency))?.receivingPoints[0]?.id
    const more = { reason, host: new URL(url).host, failingSince, description, receivingPoint }
    return stop(found, { type: 'webhook.disabled', at, by, more }, decide)
  },
  async isEntitled({ client: id, agency }) {
    const agencies = [agency, ...((await agencyOf(agency))?.lineage ?? [])]
    return (
      roleFor({ kind: 'machine', id, memberships: await register(id) }, 'webhook:manage', { agencies }) !== undefined
    )
  },
  pause: (found, at) =>
    stop(found, { type: 'webhook.paused', at, by }, (head) =>
      head.state === 'ACTIVE' && head.client === found.client ? paused(head) : undefined,
    ),
  events: async (agency, after) => (await eventsAfter(agency, after, pageOfEvents, true)).events,
  open: async (id, sealed) => (await opened(`${id} ${sealed}`)) ?? '',
  post,
  send: sender(required('DELIVER_QUEUE')),
  newId: randomUUID,
  now,
  realMs: Date.now,
}

const Body = z.object({ webhook: z.string(), test: z.optional(z.string()) })
const deliver = delivery(tools)

/** Delivers what there is to one webhook for each message. */
export const handler = queueConsumer('integrations:deliver', (body) => deliver(Body.parse(body) as Message))
