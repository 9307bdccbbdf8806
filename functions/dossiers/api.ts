import { withOfficeOffset } from '../../shared/calendar/instant.ts'
import { envelope } from '../../shared/crypto/envelope.ts'
import { keyedHash } from '../../shared/crypto/keyed-hash.ts'
import { kmsClient } from '../../shared/crypto/kms.ts'
import { lookupSecret } from '../../shared/crypto/secret.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { staffRegister } from '../../shared/dynamodb/projection.ts'
import { required } from '../../shared/environment/required.ts'
import { get, post } from '../../shared/http/route.ts'
import { service } from '../../shared/http/service.ts'
import { desk } from './desk.ts'
import { accept, complete, giveBack, type Dossier as Head, handOver, note, refuse } from './dossier.ts'
import { checkAssignee, checkResults, namedResults } from './filing.ts'
import { checkPapers, filesOf } from './intake.ts'
import * as schemas from './schemas.ts'
import { open } from './store.ts'

const kms = kmsClient()
const table = serviceTable()
const store = open(table, envelope(kms, required('SEALED_KEY')))
const hash = keyedHash(kms, required('LOOKUP_KEY'), 'motcua dossier look-up 1')
const register = staffRegister(table)
const { act, appointment, file, list, lookUp, show, traced } = desk({ store, hash, secret: lookupSecret })

/** The version that a dossier goes by. */
const versionOf = async ({ procedure: { code, version } }: Head) =>
  (await store.procedure(code))?.versions.find((row) => row.version === version)

/** What is accepted has every required paper, as at the desk. */
async function checkComplete(dossier: Head): Promise<void> {
  const [{ papers }, version] = await Promise.all([store.content(dossier.code), versionOf(dossier)])
  const found = version?.cases.find(({ code }) => code === dossier.case)
  if (found && dossier.status === 1) checkPapers(papers, found, true)
}

const { Code, Dossier } = schemas
const one = {
  params: Code,
  of: ({ code }: { code: string }) => store.find(code),
  missing: 'dossier-not-found',
  seenBy: 'dossier:read',
} as const
const acting = { ...one, ifMatch: true, answers: [200, Dossier] } as const
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
      body: schemas.Acceptance,
      problems: actProblems,
    },
    ({ found, body, ...context }) =>
      act(found, 'accept', context, async (dossier, by) => {
        const computed = await appointment(dossier, context.now)
        await checkComplete(dossier)
        return accept(dossier, () => computed, by, context.now, body.note)
      }),
  ),
  post(
    '/v1/dossiers/{code}/refuse',
    {
      summary: 'Refuse to receive an online filing, with reasons',
      action: 'dossier:refuse',
      ...acting,
      body: schemas.RefusalOfIntake,
      problems: actProblems,
    },
    ({ found, body, ...context }) =>
      act(found, 'refuse', context, (dossier, by) => refuse(dossier, body, by, context.now)),
  ),
  post(
    '/v1/dossiers/{code}/hand-over',
    {
      summary: 'Hand over to the resolving unit or person',
      action: 'dossier:hand-over',
      ...acting,
      body: schemas.HandOver,
      problems: actProblems,
    },
    ({ found, body, ...context }) =>
      act(found, 'hand-over', context, async (dossier, by) => {
        if (body.to?.person) checkAssignee(await register(body.to.person), found.agencies)
        return handOver(dossier, body.to, by, body.note)
      }),
  ),
  post(
    '/v1/dossiers/{code}/complete',
    {
      summary: 'Record the result of processing',
      action: 'dossier:complete',
      ...acting,
      body: schemas.Completion,
      problems: [...actProblems, 'attachment-not-verified', 'attachment-unusable'],
    },
    ({ found, body, ...context }) =>
      act(found, 'complete', context, async (dossier, by) => {
        const [{ papers }, version] = await Promise.all([store.content(dossier.code), versionOf(dossier)])
        const results = body.results && namedResults(body.results, version)
        const hashes = filesOf(papers).map(({ sha256 }) => sha256)
        const acted = complete(dossier, { ...body, results }, by, context.now, hashes)
        const files = acted.attachments ?? []
        checkResults(files, await store.attachments(files.map(({ id }) => id)), by, dossier.code)
        return acted
      }),
  ),
  post(
    '/v1/dossiers/{code}/return',
    {
      summary: 'Return the result to the applicant',
      action: 'dossier:return',
      ...acting,
      body: schemas.Return,
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
      body: schemas.Note,
      problems: actProblems,
    },
    ({ found, body, ...context }) => act(found, 'note', context, (dossier, by) => note(dossier, body.note, by)),
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
