import type * as z from 'zod'
import type { Calendar } from '../../shared/calendar/calendar.ts'
import { withOfficeOffset } from '../../shared/calendar/instant.ts'
import { officeOf } from '../../shared/calendar/office.ts'
import { mark } from '../../shared/crypto/derived-token.ts'
import type { RequestContext } from '../../shared/http/request.ts'
import type { Answer } from '../../shared/http/route.ts'
import type { Actor, Membership } from '../../shared/permission/actor.ts'
import { agencyFor } from '../../shared/permission/agency-for.ts'
import { roleFor } from '../../shared/permission/permission.ts'
import { Refusal } from '../../shared/problems/refusal.ts'
import type { Deciding, Moment } from './acts.ts'
import { firstClocks, type Place } from './clocks.ts'
import type { AgencyCopy } from './copies.ts'
import { type Acted, authorOf, type Feedback as Head, received, type Sealed } from './feedback.ts'
import { actingAs, addressee, checkAssignee, classified, openAgency, spoken, takerOf } from './filing.ts'
import { apart } from './kinds.ts'
import { placeOf, shown } from './lists.ts'
import { lookUps } from './look-up.ts'
import type { Feedback, ListQuery, LookupAnswer, PublishedQuery, Sent } from './schemas.ts'
import type { Found, Store } from './store.ts'
import { recordView, rowView, type Written } from './view.ts'

/** What the desk works with. */
export interface Tools {
  store: Store
  newId: (key: RequestContext['idempotency']) => string
  hash: (text: string) => Promise<string>
  secret: () => string
  register: (person: string) => Promise<Membership[]>
  /** The agency that gets what names none. */
  agency?: string
  reopenHours: number
}

type Context = Pick<RequestContext, 'actor' | 'now' | 'ifMatch' | 'idempotency'>
/** A decision that has to look something up. */
type DecidingLater = (feedback: Head, moment: Moment) => Acted | Promise<Acted>
type FeedbackAnswer = Answer<z.input<typeof Feedback>>

/** What requests on feedback do, step by step; decisions are in the pure files, accesses in the store. */
export function desk({ store, newId, hash, secret, register, agency: otherwise, reopenHours }: Tools) {
  const { toAuthor, ...lookingUp } = lookUps({ store, hash, reopenHours })

  async function placeAt(agency: AgencyCopy, point: string): Promise<Place> {
    const office = officeOf(agency, point)
    const calendar: Calendar | undefined = await store.calendar(office.calendar)
    if (!calendar) throw notHereYet()
    return { calendar, office }
  }

  async function placeFor({ agency, receivingPoint }: Found): Promise<Place> {
    const copy = await store.agency(agency)
    if (!copy) throw notHereYet()
    return placeAt(copy, receivingPoint)
  }

  /** The record as staff see it, without its author: he is shown on reading it, which leaves a trace. */
  async function show(found: Found, answer: Partial<FeedbackAnswer> = {}): Promise<FeedbackAnswer> {
    const [sealed, written] = await Promise.all([store.sealed(found.id), store.written(found)])
    return { body: recordView(found, sealed, written, false), version: found.version, ...answer }
  }

  /** The answer to a creation, the only one that shows the secret. */
  function created(found: Found, sealed: Sealed, written: Written[] = []): FeedbackAnswer {
    const body = { ...recordView(found, sealed, written, false), secret: sealed.secret }
    return { body, version: found.version, location: `/v1/feedback/${found.id}` }
  }

  /** The answer to a creation that is sent again. @throws Refusal 422 when its key made another one. */
  async function createdBefore(found: Found, { idempotency, actor }: Context): Promise<FeedbackAnswer> {
    if (idempotency === undefined || found.request !== idempotency.requestHash) throw reused()
    if (spoken.has(found.channel) && !roleFor(actor, 'feedback:take-down', found)) throw new Refusal('forbidden')
    const [sealed, written] = await Promise.all([store.sealed(found.id), store.written(found)])
    return { ...created(found, sealed, written), replayed: true, status: 200 }
  }

  return {
    ...lookingUp,

    /**
     * The feedback that a route is about. A denunciation has no agencies for anybody but leaders: then only its secret
     * opens it, and for all others it is not there.
     */
    async find({ id }: { id: string }, actor: Actor): Promise<Found | undefined> {
      const found = await store.find(id)
      return found?.restricted && !roleFor(actor, 'feedback:denunciation', found) ? { ...found, agencies: [] } : found
    },

    async send(
      body: z.output<typeof Sent>,
      { clientAddress, ...context }: Context & Pick<RequestContext, 'clientAddress'>,
    ): Promise<FeedbackAnswer> {
      const { actor, now, idempotency } = context
      const id = newId(idempotency)
      const before = idempotency && (await store.find(id))
      if (before) return createdBefore(before, context)
      const { agency, point } = openAgency(await store.agency(addressee(body, actor, otherwise)), now)
      const taker = takerOf(actor, body.channel, [agency.agency.id, ...agency.lineage])
      const kind = classified(body)
      if (actor.memberships.length === 0) await store.spendSending(clientAddress)

      const { channel, content, place, dossier, submitter, attachments } = body
      const sealed: Sealed = { content, place, dossier, submitter, attachments, secret: secret() }
      const known = {
        id,
        agency: agency.agency.id,
        receivingPoint: point.id,
        kind,
        channel,
        receivedAt: now,
        ...firstClocks(kind, channel, now, await placeAt(agency, point.id)),
        secretHash: await hash(`${id}\n${sealed.secret}`),
        request: idempotency?.requestHash,
      }
      const signedIn = attachments && !taker && actor.kind !== 'anonymous'
      const acted = received(known, attachments, signedIn ? mark(`${id}\n${actor.id}`) : undefined)
      const stored = await store.create(acted, taker ?? authorOf(id), sealed, context)
      if (stored) return created(stored, sealed)
      const other = idempotency && (await store.find(id))
      // Without a key the id is a random one that somebody else has: the next will do.
      if (!other) throw new Refusal('unavailable', { headers: { 'retry-after': '1' } })
      return createdBefore(other, context)
    },

    /** The record for one reader; that he was shown its author leaves a trace. */
    async read(found: Found, { actor, now, requestId }: Pick<RequestContext, 'actor' | 'now' | 'requestId'>) {
      const [sealed, written] = await Promise.all([store.sealed(found.id), store.written(found)])
      const mayKnow = found.kind !== 'KHIEU_NAI' || roleFor(actor, 'feedback:read-complainant', found) !== undefined
      // Of a complaint or denunciation without a name the dossier still tells whose it is.
      const named = sealed.submitter ?? (apart.has(found.kind) ? sealed.dossier : undefined)
      if (mayKnow && named !== undefined) await store.noteReading(found.id, actor.id, now, requestId)
      return { body: recordView(found, sealed, written, mayKnow), version: found.version }
    },

    /** An act of the staff: the decision is pure, the rest is the same for all. */
    async act(found: Found, action: 'feedback:work' | 'feedback:publish', context: Context, decide: DecidingLater) {
      const role = roleFor(context.actor, action, found)
      if (!role) throw new Refusal('forbidden')
      const by = actingAs(context.actor, role, found.agencies)
      const moment = { at: context.now, place: await placeFor(found) }
      checkKey(context.idempotency, found.id)
      const { feedback, replayed } = await store.change(found, by, context, (current) => decide(current, moment))
      return show(feedback, { replayed })
    },

    /** An act of its author, who showed the secret. */
    async writeBack(found: Found, context: Context, decide: Deciding): Promise<Answer<z.input<typeof LookupAnswer>>> {
      const { actor, now, idempotency } = context
      const moment = { at: now, place: await placeFor(found) }
      checkKey(idempotency, found.id)
      const uploader = actor.kind === 'anonymous' ? undefined : mark(`${found.id}\n${actor.id}`)
      const { feedback, replayed } = await store.change(found, authorOf(found.id), context, (current) => {
        const acted = decide(current, moment)
        return acted.attachments ? { ...acted, uploader } : acted
      })
      return { ...(await toAuthor(feedback)), replayed }
    },

    /**
     * An act that puts it into somebody's hand: only staff of its agency, for a denunciation only leaders. Asked when it is
     * done, and not again when the request is repeated. @throws Refusal 422 for anybody else.
     */
    handing:
      (found: Found, person: string | undefined, decide: Deciding): DecidingLater =>
      async (feedback, moment) => {
        if (person !== undefined) checkAssignee(await register(person), found)
        return decide(feedback, moment)
      },

    sealed: ({ id }: Found) => store.sealed(id),

    async list(query: z.output<typeof ListQuery>, { actor }: Pick<Context, 'actor'>) {
      const { view, status, limit, cursor } = query
      const above = query.agency ? (await store.agency(query.agency))?.lineage : undefined
      const agency = agencyFor(actor, 'feedback:list', query.agency, { lineage: above, pointer: '/query/agency' })
      const lineage = (await store.agency(agency))?.lineage ?? []
      const mayKnow = roleFor(actor, 'feedback:denunciation', { agencies: [agency, ...lineage] }) !== undefined
      if (view === 'denunciations' && !mayKnow) throw new Refusal('forbidden')
      const question = { view, agency, status, actor: actor.id, mayKnow }
      const from = placeOf(view, agency, actor.id)
      const { rows, nextCursor } = await store.list({ ...from, question, limit, cursor, ...shown(status, mayKnow) })
      const items = rows.map((row) => rowView({ ...row, id: row.pk.slice(row.pk.indexOf('#') + 1) }))
      return { body: { items, ...(nextCursor ? { nextCursor } : {}) } }
    },

    async published({ agency, limit, cursor }: z.output<typeof PublishedQuery>) {
      const { rows, nextCursor } = await store.published(agency, limit, cursor)
      const items = rows.map(({ id, kind, content, answer, publishedAt }) => ({
        id,
        kind,
        content,
        answer,
        publishedAt: withOfficeOffset(publishedAt),
      }))
      return { body: { items, ...(nextCursor ? { nextCursor } : {}) } }
    },
  }

  /** A creation keeps no key in the head: its id is made of it. */
  function checkKey(key: RequestContext['idempotency'], id: string): void {
    if (key && newId(key) === id) throw reused()
  }
}

/** A copy of another service's record is still on its way. */
const notHereYet = () => new Refusal('unavailable', { headers: { 'retry-after': '5' } })

const reused = () =>
  new Refusal('idempotency-key-reused', { errors: [{ pointer: '/headers/idempotency-key', detail: 'Used before' }] })
