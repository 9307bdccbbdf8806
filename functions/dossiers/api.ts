import { withOfficeOffset } from '../../shared/calendar/instant.ts'
import { contactSealer } from '../../shared/crypto/contact.ts'
import { tokenFrom } from '../../shared/crypto/derived-token.ts'
import { envelope } from '../../shared/crypto/envelope.ts'
import { keyedHash } from '../../shared/crypto/keyed-hash.ts'
import { kmsClient } from '../../shared/crypto/kms.ts'
import { lookupSecret } from '../../shared/crypto/secret.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { staffRegister } from '../../shared/dynamodb/projection.ts'
import { required } from '../../shared/environment/required.ts'
import { wholeNumber } from '../../shared/environment/whole-number.ts'
import { get, post } from '../../shared/http/route.ts'
import { service } from '../../shared/http/service.ts'
import * as bodies from './act-schemas.ts'
import { acts } from './acts.ts'
import { desk } from './desk.ts'
import { giveBack, note, refuse, stop } from './dossier.ts'
import * as schemas from './schemas.ts'
import { open } from './store.ts'

const kms = kmsClient()
const table = serviceTable()
const limits = { lookupsPerAddress: wholeNumber('LOOKUPS_PER_ADDRESS', 100) }
const sealContact = contactSealer(kms, required('CONTACT_KEY'))
const store = open(table, { ...envelope(kms, required('SEALED_KEY')), sealContact }, limits)
const hash = keyedHash(kms, required('LOOKUP_KEY'), 'motcua dossier look-up 1')
const ratingHash = keyedHash(kms, required('LOOKUP_KEY'), 'motcua dossier rating 1')
const ratingToken = async (code: string) => tokenFrom(await ratingHash(code))
const register = staffRegister(table)
const tools = { store, hash, secret: lookupSecret, ratingToken }
const { act, file, holds, list, lookUp, show, surroundings, traced } = desk(tools)

const decide = acts({ store, register, surroundings })

const { Code, Dossier } = schemas
const one = {
  params: Code,
  of: ({ code }: { code: string }) => store.find(code),
  missing: 'dossier-not-found',
  seenBy: 'dossier:read',
} as const
const acting = { ...one, ifMatch: true, answers: [200, Dossier] } as const
const actingBySecret = { ...acting, heldBy: holds } as const
const actProblems = ['wrong-state', 'stale-version', 'idempotency-key-reused'] as const

/** Every route of `dossiers`. */
export const routes = [
  post(
    '/v1/dossiers',
    {
      summary: 'Take in a dossier: at the desk or by post (accepted at once), or online',
      action: 'dossier:create',
      body: schemas.Intake,
      answers: [201, Dossier],
      alsoAnswers: [200],
      problems: ['procedure-not-in-force', 'receiving-point-unknown', 'attachment-unusable', 'idempotency-key-reused'],
    },
    async ({ body, ...context }) => {
      const answer = await file(body, context)
      return { ...answer, ...(answer.replayed ? { status: 200 } : {}) }
    },
  ),
  get(
    '/v1/dossiers',
    {
      summary: 'What is open, earliest due first; or the own dossiers of a citizen',
      action: 'dossier:list',
      query: schemas.ListQuery,
      answers: [200, schemas.DossierList],
      problems: ['agency-not-found'],
    },
    ({ query, ...context }) => list(query, context),
  ),
  get(
    '/v1/dossiers/{code}',
    { summary: 'One dossier', action: 'dossier:read', ...one, answers: [200, Dossier] },
    async ({ found, ...context }) => {
      await traced(found, context)
      return show(found, context)
    },
  ),
  get(
    '/v1/dossiers/{code}/journal',
    { summary: 'Who did what and when', action: 'dossier:read', ...one, answers: [200, schemas.Journal] },
    async ({ found, ...context }) => {
      const entries = await store.journal(found.code, await traced(found, context))
      return { body: { items: entries.map((entry) => ({ ...entry, at: withOfficeOffset(entry.at) })) } }
    },
  ),
  post(
    '/v1/dossiers/{code}/accept',
    {
      summary: 'Accept an online filing; the deadline starts',
      action: 'dossier:accept',
      ...acting,
      body: bodies.Acceptance,
      problems: actProblems,
    },
    ({ found, body, ...context }) => act(found, 'accept', context, decide.accept(body, context.now)),
  ),
  post(
    '/v1/dossiers/{code}/refuse',
    {
      summary: 'Refuse to receive an online filing, with reasons',
      action: 'dossier:refuse',
      ...acting,
      body: bodies.RefusalOfIntake,
      problems: actProblems,
    },
    ({ found, body, ...context }) =>
      act(found, 'refuse', context, (dossier, by) => refuse(dossier, body, by, context.now)),
  ),
  post(
    '/v1/dossiers/{code}/request-supplement',
    {
      summary: 'Ask the applicant for papers; the clock stands meanwhile',
      action: 'dossier:request-supplement',
      ...acting,
      body: bodies.SupplementRequest,
      problems: actProblems,
    },
    ({ found, body, ...context }) =>
      act(found, 'request-supplement', context, decide.requestSupplement(body, context.now)),
  ),
  post(
    '/v1/dossiers/{code}/supplement',
    {
      summary: 'Hand in the papers that were asked for: the applicant, the desk, or by secret',
      action: 'dossier:supplement',
      ...actingBySecret,
      body: bodies.Supplement,
      problems: [...actProblems, 'attachment-unusable', 'too-many-requests'],
    },
    ({ found, body, ...context }) => act(found, 'supplement', context, decide.supplement(body, context.now)),
  ),
  post(
    '/v1/dossiers/{code}/hand-over',
    {
      summary: 'Hand over to the resolving unit or person',
      action: 'dossier:hand-over',
      ...acting,
      body: bodies.HandOver,
      problems: actProblems,
    },
    ({ found, body, ...context }) => act(found, 'hand-over', context, decide.handOver(body, found.agencies)),
  ),
  post(
    '/v1/dossiers/{code}/assign',
    {
      summary: 'Give the work to another unit or person',
      action: 'dossier:assign',
      ...acting,
      body: bodies.Assignment,
      problems: actProblems,
    },
    ({ found, body, ...context }) => act(found, 'assign', context, decide.assign(body, found.agencies)),
  ),
  post(
    '/v1/dossiers/{code}/request-fee',
    {
      summary: 'Ask the applicant for a fee, in VND',
      action: 'dossier:request-fee',
      ...acting,
      body: bodies.FeeNotice,
      problems: actProblems,
    },
    ({ found, body, ...context }) => act(found, 'request-fee', context, decide.requestFee(body, context.now)),
  ),
  post(
    '/v1/dossiers/{code}/confirm-fee',
    {
      summary: 'Confirm that the fee was paid',
      action: 'dossier:confirm-fee',
      ...acting,
      body: bodies.Payment,
      problems: actProblems,
    },
    ({ found, body, ...context }) => act(found, 'confirm-fee', context, decide.confirmFee(body, context.now)),
  ),
  post(
    '/v1/dossiers/{code}/withdraw',
    {
      summary: 'Withdraw: the applicant himself, signed in or by secret',
      action: 'dossier:withdraw',
      ...actingBySecret,
      body: bodies.Withdrawal,
      problems: [...actProblems, 'too-many-requests'],
    },
    ({ found, body, ...context }) =>
      act(found, 'withdraw', context, decide.withdraw(body, context.proven, context.now)),
  ),
  post(
    '/v1/dossiers/{code}/stop',
    {
      summary: 'Stop processing on a legal ground',
      action: 'dossier:stop',
      ...acting,
      body: bodies.Stop,
      problems: actProblems,
    },
    ({ found, body, ...context }) => act(found, 'stop', context, (dossier, by) => stop(dossier, body, by, context.now)),
  ),
  post(
    '/v1/dossiers/{code}/extend',
    {
      summary: 'Extend once, with a reason and a new date',
      action: 'dossier:extend',
      ...acting,
      body: bodies.Extension,
      problems: [...actProblems, 'extension-used'],
    },
    ({ found, body, ...context }) => act(found, 'extend', context, decide.extend(body, context.now)),
  ),
  post(
    '/v1/dossiers/{code}/complete',
    {
      summary: 'Record the result of processing',
      action: 'dossier:complete',
      ...acting,
      body: bodies.Completion,
      problems: [...actProblems, 'attachment-not-verified', 'attachment-unusable'],
    },
    ({ found, body, ...context }) => act(found, 'complete', context, decide.complete(body, context.now)),
  ),
  post(
    '/v1/dossiers/{code}/return',
    {
      summary: 'Return the result to the applicant',
      action: 'dossier:return',
      ...acting,
      body: bodies.Return,
      problems: actProblems,
    },
    ({ found, body, ...context }) =>
      act(found, 'return', context, (dossier, by) => giveBack(dossier, body, by, context.now)),
  ),
  post(
    '/v1/dossiers/{code}/note',
    {
      summary: 'Write a note into the log book',
      action: 'dossier:note',
      ...acting,
      body: bodies.Note,
      problems: actProblems,
    },
    ({ found, body, ...context }) => act(found, 'note', context, (dossier, by) => note(dossier, body.note, by)),
  ),
  post(
    '/v1/dossiers/{code}/correct',
    {
      summary: 'Correct the record; what was wrong stays in the log book',
      action: 'dossier:correct',
      ...acting,
      body: bodies.Correction,
      problems: [...actProblems, 'attachment-not-verified', 'attachment-unusable'],
    },
    ({ found, body, ...context }) => act(found, 'correct', context, decide.correct(body, context.now)),
  ),
  post(
    '/v1/lookups',
    {
      summary: 'Follow a dossier by code and secret',
      action: 'public',
      body: schemas.Lookup,
      answers: [200, schemas.LookupAnswer],
      problems: ['dossier-not-found', 'too-many-requests'],
    },
    ({ body, ...context }) => lookUp(body, context),
  ),
]

export const handler = service('dossiers', routes, { register })
