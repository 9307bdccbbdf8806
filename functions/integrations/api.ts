import * as z from 'zod'
import { kmsClient } from '../../shared/crypto/kms.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { staffRegister } from '../../shared/dynamodb/projection.ts'
import { required } from '../../shared/environment/required.ts'
import { sender } from '../../shared/events/sender.ts'
import { get, post, remove } from '../../shared/http/route.ts'
import { service } from '../../shared/http/service.ts'
import { judgeAddress } from '../../shared/webhooks/address.ts'
import { newSecret, webhookSecrets } from '../../shared/webhooks/secret.ts'
import { desk } from './desk.ts'
import * as schemas from './schemas.ts'
import { copies } from './store-copies.ts'
import { reading } from './store-reading.ts'
import { newWebhookId, webhooks } from './store-webhooks.ts'
import {
  ReplayRequest,
  WebhookId,
  WebhookList,
  WebhookQuery,
  WebhookRequest,
  WebhookView,
  WebhookWithSecret,
} from './webhook-schemas.ts'
import { viewOf } from './webhook-view.ts'

const table = serviceTable()
const loopback = process.env.WEBHOOKS_LOOPBACK === '1'
const register = staffRegister(table)

async function refusal(url: string): Promise<string | undefined> {
  const judged = await judgeAddress(url, { loopback })
  return 'refused' in judged ? judged.refused : undefined
}

const { page, managed, make, list, takeAway, rotate, tryOut, replay, pause, resume } = desk({
  agency: copies(table).agency,
  feed: reading(table),
  hooks: webhooks(table),
  secrets: webhookSecrets(kmsClient(), required('SEALED_KEY')),
  newId: newWebhookId,
  newSecret,
  refusal,
  send: sender(required('DELIVER_QUEUE')),
  realMs: Date.now,
})

const params = z.object({ id: WebhookId })
/** What every route of one webhook has. */
const ofWebhook = {
  action: 'webhook:manage',
  params,
  of: managed,
  missing: 'webhook-not-found',
} as const

export const routes = [
  get(
    '/v1/events',
    {
      summary: 'The events of an agency in their order, the oldest first',
      description:
        'For city systems that stay in step: ask with the last `next`, wait `retryAfter` seconds, ask again. `sequence` rises by one with each event of the agency, `version` with each event of its subject. Events are kept for 30 days. Nothing in them names a person; of denunciations there is nothing at all.',
      action: 'event:list',
      query: schemas.EventQuery,
      answers: [200, schemas.EventPage],
      problems: ['agency-not-found', 'position-expired'],
    },
    ({ query, ...asked }) => page(query, asked),
  ),
  post(
    '/v1/webhooks',
    {
      summary: 'Be told of the events of an agency at an address of your own',
      description:
        'Each event is posted as a CloudEvent, signed by Standard Webhooks, those of a subject in their order. The address must be https and public; no redirect is followed. Verify with the secret, which is shown here alone.',
      action: 'webhook:manage',
      body: WebhookRequest,
      answers: [201, WebhookWithSecret],
      problems: ['agency-not-found', 'idempotency-key-reused', 'webhook-not-found'],
    },
    ({ body, ...asked }) => make(body, asked),
  ),
  get(
    '/v1/webhooks',
    {
      summary: 'The webhooks of your agencies',
      action: 'webhook:manage',
      query: WebhookQuery,
      answers: [200, WebhookList],
      problems: ['agency-not-found'],
    },
    ({ query, actor }) => list(actor, query.agency),
  ),
  get(
    '/v1/webhooks/{id}',
    { ...ofWebhook, summary: 'How far a webhook is', answers: [200, WebhookView], problems: ['webhook-not-found'] },
    async ({ found: { webhook } }) => ({ body: viewOf(webhook) }),
  ),
  remove(
    '/v1/webhooks/{id}',
    { ...ofWebhook, summary: 'Take a webhook away', answers: [204, z.object({})], problems: ['webhook-not-found'] },
    takeAway,
  ),
  post(
    '/v1/webhooks/{id}/rotate',
    {
      ...ofWebhook,
      summary: 'Get a new secret',
      description: 'Beside the new one the secret before it signs, too, for 24 hours; then the new one alone.',
      answers: [200, WebhookWithSecret],
      problems: ['webhook-not-found', 'idempotency-key-reused'],
    },
    rotate,
  ),
  post(
    '/v1/webhooks/{id}/test',
    {
      ...ofWebhook,
      summary: 'Have an event of the type webhook.test delivered',
      description: 'Whatever state the webhook is in; what came of it shows as last success or last failure.',
      answers: [200, WebhookView],
      problems: ['webhook-not-found'],
    },
    tryOut,
  ),
  post(
    '/v1/webhooks/{id}/replay',
    {
      ...ofWebhook,
      summary: 'Go on from another position, back or forth',
      body: ReplayRequest,
      answers: [200, WebhookView],
      problems: ['webhook-not-found', 'position-expired', 'idempotency-key-reused'],
    },
    replay,
  ),
  post(
    '/v1/webhooks/{id}/pause',
    {
      ...ofWebhook,
      summary: 'Deliver nothing until it is resumed',
      answers: [200, WebhookView],
      problems: ['webhook-not-found', 'wrong-state', 'idempotency-key-reused'],
    },
    pause,
  ),
  post(
    '/v1/webhooks/{id}/resume',
    {
      ...ofWebhook,
      summary: 'Deliver again, from the position where it stands',
      description:
        'From then on for the client that resumes it. Answers 410 where that position is no longer kept: replay from a newer one first.',
      answers: [200, WebhookView],
      problems: ['webhook-not-found', 'position-expired', 'idempotency-key-reused'],
    },
    resume,
  ),
]

export const handler = service('integrations', routes, { register })
