import * as z from 'zod'
import { kmsClient } from '../../shared/crypto/kms.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { staffRegister } from '../../shared/dynamodb/projection.ts'
import { required } from '../../shared/environment/required.ts'
import { sender } from '../../shared/events/sender.ts'
import type { RequestContext } from '../../shared/http/request.ts'
import { get, post, remove } from '../../shared/http/route.ts'
import { service } from '../../shared/http/service.ts'
import type { Actor } from '../../shared/permission/actor.ts'
import { agencyFor } from '../../shared/permission/agency-for.ts'
import { membershipsFor } from '../../shared/permission/permission.ts'
import { Refusal } from '../../shared/problems/refusal.ts'
import { judgeAddress } from '../../shared/webhooks/address.ts'
import { newSecret, webhookSecrets } from '../../shared/webhooks/secret.ts'
import { beginAfter, positionAfter, readPosition, wanted } from './position.ts'
import * as schemas from './schemas.ts'
import { copies } from './store-copies.ts'
import { reading } from './store-reading.ts'
import { newWebhookId, type Stored, webhooks } from './store-webhooks.ts'
import * as acts from './webhook.ts'
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
const store = { ...copies(table), ...reading(table) }
const hooks = webhooks(table)
const secrets = webhookSecrets(kmsClient(), required('SEALED_KEY'))
const send = sender(required('DELIVER_QUEUE'))
const loopback = process.env.WEBHOOKS_LOOPBACK === '1'
const register = staffRegister(table)
const lineageOf = async (agency: string | undefined) => (agency ? (await store.agency(agency))?.lineage : undefined)

/** The most that one call looks at; who wants a few types of many gets further with each call. */
const mostLookedAt = 100
const idleSeconds = 5
const pointer = '/query/after'

/** A position from which the feed is still there. @throws Refusal 410, or 422 for one beyond its end. */
async function kept(agency: string, after: number, now: string): Promise<number> {
  const known = await store.start(agency, after, now, '/after')
  return beginAfter(known, { newest: await store.newest(agency), oldest: 1 }, '/after')
}

async function withSecret(webhook: acts.Webhook) {
  return { ...viewOf(webhook), secret: await secrets.open(webhook.id, webhook.secret) }
}

/** A webhook with the agencies whose machines may manage it. */
async function managed({ id }: { id: string }) {
  const webhook = await hooks.find(id)
  return webhook && { webhook, agencies: [webhook.agency, ...((await lineageOf(webhook.agency)) ?? [])] }
}

const params = z.object({ id: WebhookId })
/** What every route of one webhook has. */
const ofWebhook = {
  action: 'webhook:manage',
  params,
  of: managed,
  missing: 'webhook-not-found',
} as const

type Asked = Pick<RequestContext, 'actor' | 'now' | 'idempotency'> & { found: { webhook: Stored } }

/** Does an act that is journalled; a repeated request finds what the first one did. */
function does(name: string, asked: Asked, decide: (webhook: acts.Webhook) => acts.Webhook | undefined) {
  const by = { id: asked.actor.id, role: 'integration' }
  return hooks.act(asked.found.webhook, asked.idempotency, { type: `webhook.${name}`, at: asked.now, by }, decide)
}

/** The same, and whoever delivers looks at it at once: after a repeated request, too, for the first may have died here. */
async function doesAndWakes(name: string, asked: Asked, decide: Parameters<typeof does>[2]) {
  const { webhook, replayed } = await does(name, asked, decide)
  await send([{ webhook: webhook.id }])
  return { body: viewOf(webhook), replayed }
}

/** The agencies whose webhooks are listed: the one that is named, or all at which the machine is registered. */
async function agenciesOf(actor: Actor, named: string | undefined): Promise<string[]> {
  const own = [...new Set(membershipsFor(actor, 'webhook:manage').map(({ agency }) => agency))]
  if (named === undefined && own.length > 1) return own
  const lineage = await lineageOf(named)
  return [agencyFor(actor, 'webhook:manage', named, { lineage, pointer: '/query/agency' })]
}

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
    async ({ query, actor, now }) => {
      const lineage = await lineageOf(query.agency)
      const agency = agencyFor(actor, 'event:list', query.agency, { lineage, pointer: '/query/agency' })
      const asked = query.after === undefined ? undefined : readPosition(agency, query.after, pointer)
      const after = await store.start(agency, asked, now, pointer)
      const types = query.types?.split(',')
      const most = types ? mostLookedAt : query.limit
      const { events, more } = await store.page(agency, after, most, pointer)
      const { items, reached } = wanted(events, after, types, query.limit)
      const passed = events.some(({ sequence }) => sequence > reached)
      return { body: { items, next: positionAfter(agency, reached), retryAfter: more || passed ? 0 : idleSeconds } }
    },
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
    async ({ body, actor, idempotency, now }) => {
      const known = await store.agency(body.agency)
      const agency = agencyFor(actor, 'webhook:manage', body.agency, { lineage: known?.lineage, pointer: '/agency' })
      if (!known) throw new Refusal('agency-not-found')
      const judged = await judgeAddress(body.url, { loopback })
      if ('refused' in judged) {
        throw new Refusal('invalid-request', { errors: [{ pointer: '/url', detail: judged.refused }] })
      }
      const id = newWebhookId(idempotency)
      const secret = await secrets.seal(id, newSecret())
      const position = await store.newest(agency)
      const fresh = { ...body, id, secret, position, state: 'ACTIVE' as const, createdAt: now }
      const by = { id: actor.id, role: 'integration' }
      const { webhook, replayed } = await hooks.make({ ...fresh, request: idempotency?.requestHash }, by)
      // Something may have come between its position and the moment from which it was there to be woken.
      await send([{ webhook: id }])
      return { body: await withSecret(webhook), location: `/v1/webhooks/${id}`, replayed }
    },
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
    async ({ query, actor }) => {
      const found = await Promise.all((await agenciesOf(actor, query.agency)).map(hooks.list))
      return { body: { items: found.flat().map(viewOf) } }
    },
  ),
  get(
    '/v1/webhooks/{id}',
    { ...ofWebhook, summary: 'How far a webhook is', answers: [200, WebhookView], problems: ['webhook-not-found'] },
    async ({ found: { webhook } }) => ({ body: viewOf(webhook) }),
  ),
  remove(
    '/v1/webhooks/{id}',
    { ...ofWebhook, summary: 'Take a webhook away', answers: [204, z.object({})], problems: ['webhook-not-found'] },
    async (asked) => {
      await does('deleted', asked, (webhook) => acts.deleted(webhook, asked.now))
      return { body: {} }
    },
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
    async (asked) => {
      const sealed = await secrets.seal(asked.params.id, newSecret())
      const { webhook, replayed } = await does('rotated', asked, (now) => acts.rotated(now, sealed, Date.now()))
      return { body: await withSecret(webhook), replayed }
    },
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
    async ({ found: { webhook }, requestId }) => {
      await send([{ webhook: webhook.id, test: `integrations:test:${requestId}` }])
      return { body: viewOf(webhook) }
    },
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
    async (asked) => {
      const { agency } = asked.found.webhook
      const after = await kept(agency, readPosition(agency, asked.body.after, '/after'), asked.now)
      return doesAndWakes('replayed', asked, (webhook) => acts.replayed(webhook, after))
    },
  ),
  post(
    '/v1/webhooks/{id}/pause',
    {
      ...ofWebhook,
      summary: 'Deliver nothing until it is resumed',
      answers: [200, WebhookView],
      problems: ['webhook-not-found', 'wrong-state', 'idempotency-key-reused'],
    },
    async (asked) => {
      const { webhook, replayed } = await does('paused', asked, acts.paused)
      return { body: viewOf(webhook), replayed }
    },
  ),
  post(
    '/v1/webhooks/{id}/resume',
    {
      ...ofWebhook,
      summary: 'Deliver again, from the position where it stands',
      description: 'Answers 410 where that position is no longer kept: replay from a newer one first.',
      answers: [200, WebhookView],
      problems: ['webhook-not-found', 'position-expired', 'idempotency-key-reused'],
    },
    async (asked) => {
      const { webhook } = asked.found
      if (webhook.state !== 'ACTIVE') await kept(webhook.agency, webhook.position, asked.now)
      return doesAndWakes('resumed', asked, acts.resumed)
    },
  ),
]

export const handler = service('integrations', routes, { register })
