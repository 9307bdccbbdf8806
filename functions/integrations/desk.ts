import type { RequestContext } from '../../shared/http/request.ts'
import type { Actor } from '../../shared/permission/actor.ts'
import { agencyFor } from '../../shared/permission/agency-for.ts'
import { membershipsFor } from '../../shared/permission/permission.ts'
import { Refusal } from '../../shared/problems/refusal.ts'
import type { AgencyCopy } from './copies.ts'
import { beginAfter, positionAfter, readPosition, wanted } from './position.ts'
import type { Reading } from './store-reading.ts'
import type { Hooks, Stored } from './store-webhooks.ts'
import * as acts from './webhook.ts'
import { viewOf } from './webhook-view.ts'

/** What the desk works with. */
export interface Tools {
  agency: (id: string) => Promise<AgencyCopy | undefined>
  feed: Reading
  hooks: Hooks
  secrets: {
    seal: (webhook: string, secret: string) => Promise<string>
    open: (webhook: string, sealed: string) => Promise<string>
  }
  newId: (key: RequestContext['idempotency']) => string
  newSecret: () => string
  /** Why an address can't be that of a webhook. */
  refusal: (url: string) => Promise<string | undefined>
  send: (messages: { webhook: string; test?: string }[]) => Promise<void>
  /** The real clock, by which secrets overlap. */
  realMs: () => number
}

/** Who asks for what is done once, and when. */
type Asked = Pick<RequestContext, 'actor' | 'now' | 'idempotency'>
type OfWebhook = Asked & { found: { webhook: Stored } }

/** The most that one call looks at; who wants a few types of many gets further with each call. */
const mostLookedAt = 100
const idleSeconds = 5
const pointer = '/query/after'

const byOf = ({ id }: Actor) => ({ id, role: 'integration' })

/** What requests of city systems do, step by step; decisions are in the pure files, accesses in the stores. */
export function desk({ agency: agencyOf, feed, hooks, secrets, newId, newSecret, refusal, send, realMs }: Tools) {
  const lineageOf = async (agency: string | undefined) => (agency ? (await agencyOf(agency))?.lineage : undefined)

  /** A position from which the feed is still there. @throws Refusal 410, or 422 for one beyond its end. */
  async function kept(agency: string, after: number, now: string): Promise<number> {
    const known = await feed.start(agency, after, now, '/after')
    return beginAfter(known, { newest: await feed.newest(agency), oldest: 1 }, '/after')
  }

  async function withSecret(webhook: acts.Webhook) {
    return { ...viewOf(webhook), secret: await secrets.open(webhook.id, webhook.secret) }
  }

  /** Does an act that is journalled; a repeated request finds what the first one did. */
  function does(name: string, asked: OfWebhook, decide: (webhook: acts.Webhook) => acts.Webhook | undefined) {
    const told = { type: `webhook.${name}`, at: asked.now, by: byOf(asked.actor) }
    return hooks.act(asked.found.webhook, asked.idempotency, told, decide)
  }

  /** The same, and whoever delivers looks at it at once: after a repeated request, too, for the first may have died here. */
  async function doesAndWakes(name: string, asked: OfWebhook, decide: Parameters<typeof does>[2]) {
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

  return {
    async page(
      query: { agency?: string; after?: string; types?: string; limit: number },
      { actor, now }: Pick<Asked, 'actor' | 'now'>,
    ) {
      const lineage = await lineageOf(query.agency)
      const agency = agencyFor(actor, 'event:list', query.agency, { lineage, pointer: '/query/agency' })
      const asked = query.after === undefined ? undefined : readPosition(agency, query.after, pointer)
      const after = await feed.start(agency, asked, now, pointer)
      const types = query.types?.split(',')
      const { events, more } = await feed.page(agency, after, types ? mostLookedAt : query.limit, pointer)
      const { items, reached } = wanted(events, after, types, query.limit)
      const passed = events.some(({ sequence }) => sequence > reached)
      return { body: { items, next: positionAfter(agency, reached), retryAfter: more || passed ? 0 : idleSeconds } }
    },

    /** A webhook with the agencies whose machines may manage it. */
    async managed({ id }: { id: string }) {
      const webhook = await hooks.find(id)
      return webhook && { webhook, agencies: [webhook.agency, ...((await lineageOf(webhook.agency)) ?? [])] }
    },

    async make(
      body: { url: string; agency: string; types?: string[]; description?: string },
      { actor, now, idempotency }: Asked,
    ) {
      const known = await agencyOf(body.agency)
      const agency = agencyFor(actor, 'webhook:manage', body.agency, { lineage: known?.lineage, pointer: '/agency' })
      if (!known) throw new Refusal('agency-not-found')
      const wrong = await refusal(body.url)
      if (wrong !== undefined) throw new Refusal('invalid-request', { errors: [{ pointer: '/url', detail: wrong }] })
      const id = newId(idempotency)
      const secret = await secrets.seal(id, newSecret())
      const position = await feed.newest(agency)
      const fresh = { ...body, id, secret, position, client: actor.id, state: 'ACTIVE' as const, createdAt: now }
      const { webhook, replayed } = await hooks.make({ ...fresh, request: idempotency?.requestHash }, byOf(actor))
      // Something may have come between its position and the moment from which it was there to be woken.
      await send([{ webhook: id }])
      return { body: await withSecret(webhook), location: `/v1/webhooks/${id}`, replayed }
    },

    async list(actor: Actor, named: string | undefined) {
      const found = await Promise.all((await agenciesOf(actor, named)).map(hooks.list))
      return { body: { items: found.flat().map(viewOf) } }
    },

    async takeAway(asked: OfWebhook) {
      await does('deleted', asked, (webhook) => acts.deleted(webhook, asked.now))
      return { body: {} }
    },

    async rotate(asked: OfWebhook) {
      const sealed = await secrets.seal(asked.found.webhook.id, newSecret())
      const { webhook, replayed } = await does('rotated', asked, (now) => acts.rotated(now, sealed, realMs()))
      return { body: await withSecret(webhook), replayed }
    },

    /** Has an event delivered that is in no feed. */
    async tryOut({ found: { webhook }, requestId }: { found: { webhook: Stored }; requestId: string }) {
      await send([{ webhook: webhook.id, test: `integrations:test:${requestId}` }])
      return { body: viewOf(webhook) }
    },

    async replay(asked: OfWebhook & { body: { after: string } }) {
      const { agency } = asked.found.webhook
      const after = await kept(agency, readPosition(agency, asked.body.after, '/after'), asked.now)
      return doesAndWakes('replayed', asked, (webhook) => acts.replayed(webhook, after))
    },

    async pause(asked: OfWebhook) {
      const { webhook, replayed } = await does('paused', asked, acts.paused)
      return { body: viewOf(webhook), replayed }
    },

    async resume(asked: OfWebhook) {
      const { webhook } = asked.found
      if (webhook.state !== 'ACTIVE') await kept(webhook.agency, webhook.position, asked.now)
      return doesAndWakes('resumed', asked, (now) => acts.resumed(now, asked.actor.id))
    },
  }
}
