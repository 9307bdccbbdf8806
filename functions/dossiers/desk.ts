import type * as z from 'zod'
import { localDate } from '../../shared/calendar/instant.ts'
import { officeOf } from '../../shared/calendar/office.ts'
import { mark } from '../../shared/crypto/derived-token.ts'
import type { RequestContext } from '../../shared/http/request.ts'
import type { Answer } from '../../shared/http/route.ts'
import { agencyFor } from '../../shared/permission/agency-for.ts'
import { roleFor, rolesFor } from '../../shared/permission/permission.ts'
import { Refusal } from '../../shared/problems/refusal.ts'
import type { Deciding } from './acts.ts'
import type { Dossier as Head } from './dossier.ts'
import { actingAs, agencyOfPoint, caseOf, checkFiles, filer, holderOf, openAgency } from './filing.ts'
import { checkPapers, filesOf, intake, limitOf, type Paper } from './intake.ts'
import { indexOf, statusFilter } from './lists.ts'
import { lookUps } from './look-up.ts'
import { hasEnded } from './rating.ts'
import { acceptanceDue, appointmentFor } from './reference.ts'
import type { Dossier, Intake, ListQuery } from './schemas.ts'
import type { Told } from './snapshot.ts'
import type { Found, Shown, Store } from './store.ts'
import type { AttachmentCopy, Decided, Sealed } from './stored.ts'
import { askedEnough } from './supplement.ts'
import { type Act, mayActFrom } from './transitions.ts'
import { applicantView, headView, rowView, type Surroundings } from './view.ts'
import { instants } from './window.ts'

/** What the desk works with. */
export interface Tools {
  store: Store
  hash: (text: string) => Promise<string>
  secret: () => string
  /** The token by which the desk is rated for a dossier that has ended. */
  ratingToken: (code: string) => Promise<string>
}

type Context = Pick<RequestContext, 'actor' | 'now' | 'ifMatch' | 'idempotency' | 'language'>
type ActingContext = Context & { proven: () => Promise<boolean> }
type DossierAnswer = Answer<z.input<typeof Dossier>>

/** The papers and the sealed part of a dossier; with the copies of its files where they are known already. */
interface Content {
  papers: Paper[]
  unseal: () => Promise<Sealed>
  copies?: Map<string, AttachmentCopy>
}

/** What requests on dossiers do, step by step; decisions are in the pure files, accesses in the store. */
export function desk({ store, hash, secret, ratingToken }: Tools) {
  async function surroundings(dossier: Pick<Head, 'agency' | 'receivingPoint' | 'procedure'>, now: string) {
    const [agency, procedure] = await Promise.all([
      store.agency(dossier.agency),
      store.procedure(dossier.procedure.code),
    ])
    const calendar = agency && (await store.calendar(officeOf(agency, dossier.receivingPoint).calendar))
    if (!agency || !procedure || !calendar) throw notHereYet()
    return { agency, procedure, calendar, now } satisfies Surroundings
  }

  /** The whole record for one reader; the applicant only for those who may know him. */
  async function show(
    found: Shown,
    { actor, now }: Context,
    answer: Partial<DossierAnswer> = {},
    content: Promise<Content> = store.content(found.code),
  ): Promise<DossierAnswer> {
    const [around, { papers, unseal, ...known }] = await Promise.all([surroundings(found, now), content])
    const copies = known.copies ?? (await store.attachments(filesOf(papers).map(({ id }) => id)))
    const mayKnow = roleFor(actor, 'dossier:read-applicant', found)
    const applicant = mayKnow ? applicantView((await unseal()).applicant) : undefined
    const body = {
      ...headView(found, around),
      papers: papers.map((paper) => ({
        ...paper,
        attachments: paper.attachments?.map((file) => ({
          ...file,
          status: fileStatus(found, file.id, copies.get(file.id)?.status),
        })),
      })),
      ...(applicant ? { applicant } : {}),
    }
    return { body, version: found.version, ...answer } as DossierAnswer
  }

  /** The answer to a filing, the only one that shows the secret. */
  async function created(found: Shown, context: Context, content: Promise<Content>, replayed: boolean) {
    const answer = await show(found, context, { location: `/v1/dossiers/${found.code}`, replayed }, content)
    const { secret: shown } = await (await content).unseal()
    return { ...answer, body: { ...answer.body, secret: shown } }
  }

  /** The answer to a filing that is sent again, from what was stored then. */
  async function createdBefore(code: string, context: Context): Promise<DossierAnswer> {
    const found = await store.find(code)
    if (!found) throw new Error(`${code} was made and is gone`)
    // Who has lost the right since then is not told the secret again.
    if (!roleFor(context.actor, 'dossier:read', found)) throw new Refusal('forbidden')
    return created(found, context, store.content(code), true)
  }

  /** Who has several roles acts in the one that the status asks for; without one, as holder of the secret. */
  async function roleIn(found: Found, name: Act, { actor, proven }: ActingContext) {
    const policy = (await store.agency(found.agency))?.policy
    if (!policy) throw notHereYet()
    const again = name === 'request-supplement' && askedEnough(found, policy)
    const roles = rolesFor(actor, `dossier:${name}`, found)
    const role = roles.find((one) => mayActFrom(name, found.status, one, again)) ?? roles[0]
    return role ?? ((await proven()) ? 'holder' : undefined)
  }

  /** The event that ends a dossier carries the mark of its rating token. */
  async function withRating(before: Head, acted: Decided): Promise<Decided & Told> {
    const { code, status } = acted.dossier
    if (!hasEnded(status) || status === before.status) return acted
    return { ...acted, ratingTokenHash: mark(await ratingToken(code)) }
  }

  const lineageOf = async (agency: string | undefined) => (agency ? (await store.agency(agency))?.lineage : undefined)

  return {
    show,
    surroundings,
    ...lookUps({ store, hash, ratingToken, surroundings }),

    /** Leaves the trace of a reading of personal data by anybody but the applicant. Answers whether they may be read. */
    async traced(
      { code, owners, ...found }: Found,
      { actor, now, requestId }: Pick<RequestContext, 'actor' | 'now' | 'requestId'>,
    ) {
      const mayKnow = roleFor(actor, 'dossier:read-applicant', { ...found, owners }) !== undefined
      if (mayKnow && !owners.includes(actor.id)) await store.noteReading(code, actor.id, now, requestId)
      return mayKnow
    },

    async file(body: z.output<typeof Intake>, context: Context): Promise<DossierAnswer> {
      const { actor, now, idempotency } = context
      const before = await store.madeBefore(idempotency)
      if (before) return createdBefore(before, context)
      const agency = openAgency(await store.agency(agencyOfPoint(body.receivingPoint)), body.receivingPoint, now)
      const by = filer(actor, agency, body.channel)
      const procedure = await store.procedure(body.procedure)
      const [version, found] = caseOf(procedure, body.case, now)
      checkPapers(body.papers, found, body.channel !== 'ONLINE')
      const files = filesOf(body.papers)
      const copies = await store.attachments(files.map(({ id }) => id))
      checkFiles(files, copies, by)
      const limit = limitOf(found, body.channel)
      const calendar = await store.calendar(officeOf(agency, body.receivingPoint).calendar)
      if (!calendar) throw notHereYet()

      const place = { limit, channel: body.channel, receivingPoint: body.receivingPoint }
      const dates = {
        appointment: () => appointmentFor(place, now, agency, calendar),
        firstDue: () => acceptanceDue(body.receivingPoint, now, agency, calendar),
      }
      const [code, plain] = [await store.nextCode(agency.agency.id, localDate(now)), secret()]
      const known = {
        code,
        agency: agency.agency.id,
        procedure: { code: body.procedure, version: version.version },
        case: found.code,
        limit,
        secretHash: await hash(`${code}\n${plain}`),
      }
      const acted = intake(body, known, by, now, dates)
      const { applicant, onBehalfOf, form, papers } = body
      const sealed = { applicant, onBehalfOf, form, secret: plain }
      const stored = await store.create(acted, by, sealed, papers, { idempotency, now })
      // What was just written is in hand: it is neither read back nor decrypted.
      if (stored)
        return created(stored, context, Promise.resolve({ papers, copies, unseal: async () => sealed }), false)
      const made = await store.madeBefore(idempotency)
      if (!made) throw new Error(`${code} could not be stored and its key made nothing`)
      return createdBefore(made, context)
    },

    /** An act: the decision is pure, the rest is the same for all. */
    async act(found: Found, name: Act, context: ActingContext, decide: Deciding): Promise<DossierAnswer> {
      const role = await roleIn(found, name, context)
      if (!role) throw new Refusal('forbidden')
      const by = role === 'holder' ? holderOf(found.code, context.actor) : actingAs(context.actor, role, found.agencies)
      const { dossier, replayed } = await store.change(found, by, context, async (current) =>
        withRating(current, await decide(current, by)),
      )
      return show(dossier, context, { replayed })
    },

    async list(query: z.output<typeof ListQuery>, { actor, now }: Context) {
      const { limit, cursor, view = 'inbox', applicant } = query
      const own = applicant === 'me'
      const lineage = await lineageOf(query.agency)
      const agency = own ? '' : agencyFor(actor, 'dossier:list', query.agency, { lineage, pointer: '/query/agency' })
      const partition = own || view === 'mine' ? actor.id : `${agency}#open`
      const question = { own, view, agency, status: query.status, actor: actor.id }
      const window = view === 'overdue' || view === 'due-soon' ? await instants(view, now, agency, store) : {}
      const { rows, nextCursor } = await store.list({
        index: indexOf(view, own),
        partition,
        question,
        limit,
        cursor,
        ...window,
        ...statusFilter(view, query.status),
      })
      const mayList = (row: Head) => own || view !== 'mine' || agencyOfPoint(row.receivingPoint) === agency
      const items = await Promise.all(
        // Who has moved to another agency leaves his old dossiers behind.
        rows.filter(mayList).map(async (row) => {
          const code = row.pk.slice(row.pk.indexOf('#') + 1)
          // The open lists sort by when something is due; before acceptance that is no appointment yet.
          const accepted = row.status !== 1 && (row.status !== 5 || row.pausedAt !== undefined)
          const dueAt = row.dueAt ?? (accepted ? row.inboxDueAt : undefined)
          const full = { ...row, code, dueAt, agency: agencyOfPoint(row.receivingPoint) }
          return rowView(full, await surroundings(full, now))
        }),
      )
      return { body: { items, ...(nextCursor ? { nextCursor } : {}) } }
    },
  }
}

/** A copy of another service's record is still on its way. */
const notHereYet = () => new Refusal('unavailable', { headers: { 'retry-after': '5' } })

/** A claim that was refused to this dossier counts before what is known of the file itself. */
const fileStatus = ({ tasks = [] }: Pick<Head, 'tasks'>, id: string, known: AttachmentCopy['status'] | undefined) => {
  if (tasks.some((task) => task.kind === 'ATTACHMENT_REJECTED' && task.attachment === id)) return 'REJECTED' as const
  return known === 'VERIFIED' || known === 'REJECTED' ? known : ('PENDING' as const)
}
