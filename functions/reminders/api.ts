import { createHash, createHmac, randomBytes } from 'node:crypto'
import * as z from 'zod'
import { withOfficeOffset } from '../../shared/calendar/instant.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { staffRegister } from '../../shared/dynamodb/projection.ts'
import { required } from '../../shared/environment/required.ts'
import type { Idempotency } from '../../shared/http/request.ts'
import { get, post, remove } from '../../shared/http/route.ts'
import { service } from '../../shared/http/service.ts'
import { calendarFeed } from '../../shared/icalendar/feed.ts'
import type { Actor } from '../../shared/permission/actor.ts'
import { agencyFor } from '../../shared/permission/agency-for.ts'
import { roleFor } from '../../shared/permission/permission.ts'
import { Refusal } from '../../shared/problems/refusal.ts'
import { entryOf, feedName, rowsOf, shownOf, stillShown } from './feed.ts'
import { remindersOf } from './list.ts'
import * as schemas from './schemas.ts'
import { type Feed, reading } from './store.ts'

const table = serviceTable()
const store = reading(table)
const register = staffRegister(table)
const lineageOf = async (agency: string | undefined) => (agency ? (await store.agency(agency))?.lineage : undefined)
/** Where a mail or a calendar leads people to. */
const pages = required('PAGES')

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url')
/** The token comes of the stored salt and of what is stored nowhere: the key of its maker. So who repeats his request gets it again. */
const tokenOf = (salt: string, own: string) => createHmac('sha256', salt).update(own).digest('base64url')
const random = () => randomBytes(32).toString('base64url')

/** A person has a few programs; more than that only a fault would make. */
const feedsMost = 20

/** Keeps a new feed, or finds the one that this request made before; its token is in the answer alone. */
async function made(asked: Pick<Feed, 'person' | 'of' | 'agency'>, key: Idempotency | undefined, now: string) {
  const own = key ? `${key.actor}\n${key.key}` : random()
  const [id, salt] = [hashOf(`feed\n${own}`).slice(0, 22), random()]
  const request = key && { request: key.requestHash }
  const feed: Feed = { id, ...asked, tokenHash: hashOf(tokenOf(salt, own)), salt, ...request, createdAt: now }
  const others = (await store.feedsOf(asked.person)).filter((other) => other.id !== id)
  if (others.length >= feedsMost) {
    const detail = `He has ${feedsMost} feeds already; one must be revoked first`
    throw new Refusal('invalid-request', { errors: [{ pointer: '', detail }] })
  }
  if (await store.keepFeed(feed)) return { feed, token: tokenOf(salt, own), replayed: false }
  const before = await store.feedOf(asked.person, id)
  if (!before) throw new Refusal('unavailable', { headers: { 'retry-after': '1' } }) // revoked in this moment
  if (before.request !== key?.requestHash) {
    const errors = [{ pointer: '/headers/idempotency-key', detail: 'Used before' }]
    throw new Refusal('idempotency-key-reused', { errors })
  }
  return { feed: before, token: tokenOf(before.salt, own), replayed: true }
}

const view = ({ id, of, agency, createdAt }: Pick<Feed, 'id' | 'of' | 'agency' | 'createdAt'>) => ({
  id,
  of,
  agency,
  createdAt: withOfficeOffset(createdAt),
})

/** The feed of a token with its agency, while it shows anything. */
async function shown({ token }: { token: string }) {
  const feed = await store.feedByToken(hashOf(token))
  if (!feed) return undefined
  const [memberships, agency] = await Promise.all([register(feed.person), store.agency(feed.agency)])
  if (!agency || !stillShown(feed, memberships, agency.lineage)) return undefined
  return { feed, agency, owners: [feed.person] }
}

/** The deadline of what is asked about. @throws Refusal 404 for whoever may not see it, as for what is not there */
async function listed({ dossier, feedback }: z.output<typeof schemas.ReminderQuery>, actor: Actor) {
  const deadline = await store.deadline(dossier ?? feedback ?? '')
  const action = deadline?.feedback?.restricted ? 'feedback:denunciation' : 'reminder:list'
  if (!deadline || !roleFor(actor, action, deadline)) {
    throw new Refusal(dossier === undefined ? 'feedback-not-found' : 'dossier-not-found')
  }
  return deadline
}

export const routes = [
  get(
    '/v1/reminders',
    {
      summary: 'Who was reminded of what is due, and who will be',
      description:
        'Of one dossier or one feedback, the oldest first: exactly one of the two is named. Whether a message arrived is for /v1/notifications to say.',
      action: 'reminder:list',
      query: schemas.ReminderQuery,
      answers: [200, schemas.ReminderList],
      problems: ['dossier-not-found', 'feedback-not-found'],
    },
    async ({ query, actor }) => {
      const deadline = await listed(query, actor)
      return { body: { items: remindersOf(deadline, await store.past(deadline)) } }
    },
  ),
  post(
    '/v1/feeds',
    {
      summary: 'Make a calendar feed of due dates',
      description:
        'For calendar programs, which have no token of a person: whoever has the address reads the feed, until it is revoked or its maker leaves the agency.',
      action: 'feed:create',
      body: schemas.FeedRequest,
      answers: [201, schemas.FeedMade],
      problems: ['agency-not-found', 'idempotency-key-reused'],
    },
    async ({ body, actor, idempotency, now }) => {
      const agency = agencyFor(actor, 'feed:create', body.agency, {
        lineage: await lineageOf(body.agency),
        pointer: '/agency',
      })
      const { feed, token, replayed } = await made({ person: actor.id, of: body.of, agency }, idempotency, now)
      const url = `/v1/feeds/${token}.ics`
      return { body: { ...view(feed), url }, location: url, replayed }
    },
  ),
  get(
    '/v1/feeds',
    { summary: 'His own feeds, without their addresses', action: 'feed:own', answers: [200, schemas.FeedList] },
    async ({ actor }) => ({ body: { items: (await store.feedsOf(actor.id)).map(view) } }),
  ),
  remove(
    '/v1/feeds/{id}',
    {
      summary: 'Revoke a feed: its address opens nothing from now on',
      action: 'feed:own',
      params: z.object({ id: schemas.FeedId }),
      of: async ({ id }, { id: person }) => {
        const feed = await store.feedOf(person, id)
        return feed && { feed, owners: [feed.person] }
      },
      missing: 'feed-not-found',
      answers: [204, z.undefined()],
      problems: ['feed-not-found'],
    },
    async ({ found: { feed } }) => {
      await store.revokeFeed(feed)
      return { body: undefined }
    },
  ),
  get(
    '/v1/feeds/{token}.ics',
    {
      summary: 'The due dates for a calendar program',
      description:
        'An entry for each dossier and each feedback under the same UID always; SEQUENCE rises when its date moves, and it is CANCELLED when it has none any more.',
      action: 'public',
      params: z.object({ token: schemas.FeedToken }),
      of: shown,
      missing: 'feed-not-found',
      answers: [200, schemas.Calendar],
      textType: 'text/calendar; charset=utf-8',
      problems: ['feed-not-found'],
    },
    async ({ found: { feed, agency } }) => {
      const rows = shownOf(await store.feedRows(rowsOf(feed)))
      const body = calendarFeed(
        feedName(feed, agency.name),
        rows.map((row) => entryOf(row, pages)),
      )
      const disposition = 'inline; filename="han-ho-so-va-y-kien.ics"'
      return { body, headers: { 'content-disposition': disposition, 'cache-control': 'private, no-cache' } }
    },
  ),
]

export const handler = service('reminders', routes, { register })
