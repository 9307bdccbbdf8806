import { localDate } from '../../shared/calendar/instant.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { staffRegister } from '../../shared/dynamodb/projection.ts'
import { cursorAfter, readCursor } from '../../shared/http/cursor.ts'
import type { RequestContext } from '../../shared/http/request.ts'
import { get, post } from '../../shared/http/route.ts'
import { service } from '../../shared/http/service.ts'
import { membershipsFor } from '../../shared/permission/permission.ts'
import type { Action } from '../../shared/permission/table.ts'
import type { ProblemName } from '../../shared/problems/problems.ts'
import { type Facts, Refusal } from '../../shared/problems/refusal.ts'
import { CalendarVersion, WorkingCalendar } from './calendar-schema.ts'
import { calendarVersion } from './calendar-version.ts'
import { answer } from './deadline.ts'
import { DeadlineAnswer, DeadlineRequest } from './deadline-schema.ts'
import { pageOf } from './page.ts'
import { inForceOn, publish, retire, summaries, takingEffectOn } from './procedure.ts'
import { Procedure, ProcedureVersion } from './procedure-schema.ts'
import * as schemas from './schemas.ts'
import { search } from './search.ts'
import { type Act, open } from './store.ts'

const table = serviceTable()
const store = open(table)

const refuse = (problem: ProblemName, facts?: Facts): never => {
  throw new Refusal(problem, facts)
}
const invalid = (pointer: string, detail: string) => refuse('invalid-request', { errors: [{ pointer, detail }] })

const act = (type: string, action: Action, { actor, now }: RequestContext): Act => {
  const { role = 'administrator', name } = membershipsFor(actor, action)[0] ?? {}
  return { type, at: now, by: { id: actor.id, role, name } }
}

const newest = (versions: Procedure[]): Facts => ({
  detail: `The newest version takes effect on ${versions.at(-1)?.effectiveFrom}; another must do so later`,
})

/** The row after which a page begins; '' for the first page. */
const after = (asked: object, cursor: string | undefined) =>
  cursor === undefined ? '' : (readCursor(asked, cursor, 1)[0] ?? '')

export const routes = [
  get(
    '/v1/procedures',
    {
      summary: 'List or search the procedures in force on a date',
      description: '`q` finds words of the name or the code, typed with or without Vietnamese marks.',
      action: 'public',
      query: schemas.SearchQuery,
      answers: [200, schemas.ProcedureList],
    },
    async ({ query: { limit, cursor, ...asked }, now }) => {
      const procedures = store.catalogue(after(asked, cursor))
      const rows = search(procedures, { ...asked, at: asked.at ?? localDate(now) })
      return { body: await pageOf(rows, limit, ({ code }) => cursorAfter(asked, code)) }
    },
  ),

  get(
    '/v1/procedures/{code}',
    {
      summary: 'A procedure as in force on a date',
      action: 'public',
      params: schemas.ProcedureParams,
      query: schemas.AtQuery,
      answers: [200, Procedure],
      missing: 'procedure-not-found',
      problems: ['procedure-not-found'],
    },
    async ({ params: { code }, query: { at }, now }) => {
      const inForce = inForceOn((await store.procedure(code)) ?? [], at ?? localDate(now))
      return { body: inForce ?? refuse('procedure-not-found') }
    },
  ),

  get(
    '/v1/procedures/{code}/versions',
    {
      summary: 'The versions of a procedure with their validity, oldest first',
      action: 'public',
      params: schemas.ProcedureParams,
      query: schemas.PageQuery,
      answers: [200, schemas.ProcedureList],
      missing: 'procedure-not-found',
      problems: ['procedure-not-found'],
    },
    async ({ params: { code }, query: { limit, cursor } }) => {
      const versions = (await store.procedure(code)) ?? refuse('procedure-not-found')
      const first = Number(after({ code }, cursor))
      const rows = summaries(versions).filter(({ version }) => version > first)
      return { body: await pageOf(rows, limit, ({ version }) => cursorAfter({ code }, String(version))) }
    },
  ),

  post(
    '/v1/procedures/{code}/versions',
    {
      summary: 'Publish a version of a procedure',
      description: 'It must take effect later than every other; the one before ends the day before.',
      action: 'procedure:publish',
      params: schemas.ProcedureParams,
      body: ProcedureVersion,
      answers: [201, Procedure],
      missing: 'procedure-not-found',
      problems: ['version-exists'],
    },
    async ({ params: { code }, body, idempotency, ...request }) => {
      const published = act('procedure.published', 'procedure:publish', request)
      const { record, replayed } = await store.writeProcedure(
        code,
        published,
        idempotency,
        (versions) => publish(versions, code, body) ?? refuse('version-exists', newest(versions)),
      )
      const made = takingEffectOn(record, body.effectiveFrom) ?? refuse('version-exists', newest(record))
      return { body: made, replayed, location: `/v1/procedures/${code}?at=${body.effectiveFrom}` }
    },
  ),

  post(
    '/v1/procedures/{code}/retire',
    {
      summary: 'Retire a procedure: its newest version is in force until a date, which is included',
      action: 'procedure:retire',
      params: schemas.ProcedureParams,
      body: schemas.Retirement,
      answers: [200, Procedure],
      missing: 'procedure-not-found',
      problems: ['procedure-not-found'],
    },
    async ({ params: { code }, body: { effectiveTo }, idempotency, ...request }) => {
      const retired = act('procedure.retired', 'procedure:retire', request)
      const { record, replayed } = await store.writeProcedure(code, retired, idempotency, (versions) => {
        const known = versions.at(-1) ?? refuse('procedure-not-found')
        if (known.effectiveTo === effectiveTo) return undefined
        return retire(versions, effectiveTo) ?? invalid('/effectiveTo', `must not be before ${known.effectiveFrom}`)
      })
      return { body: record.at(-1) ?? refuse('procedure-not-found'), replayed }
    },
  ),

  get(
    '/v1/calendars/{id}',
    {
      summary: 'The newest version of a working calendar',
      action: 'public',
      params: schemas.CalendarParams,
      answers: [200, WorkingCalendar],
      missing: 'calendar-not-found',
      problems: ['calendar-not-found'],
    },
    async ({ params: { id } }) => ({ body: (await store.calendar(id)) ?? refuse('calendar-not-found') }),
  ),

  get(
    '/v1/calendars/{id}/versions/{n}',
    {
      summary: 'A version of a working calendar',
      action: 'public',
      params: schemas.CalendarVersionParams,
      answers: [200, WorkingCalendar],
      missing: 'calendar-not-found',
      problems: ['calendar-not-found'],
    },
    async ({ params: { id, n } }) => ({
      body: (await store.calendarVersion(id, Number(n))) ?? refuse('calendar-not-found'),
    }),
  ),

  post(
    '/v1/calendars/{id}/versions',
    {
      summary: 'Publish a new version of a working calendar',
      action: 'calendar:publish',
      params: schemas.CalendarParams,
      body: CalendarVersion,
      answers: [201, WorkingCalendar],
      missing: 'calendar-not-found',
    },
    async ({ params: { id }, body, idempotency, ...request }) => {
      const published = act('calendar.published', 'calendar:publish', request)
      const { record, replayed } = await store.writeCalendar(id, published, idempotency, (version) =>
        calendarVersion(id, version, body),
      )
      return { body: record, replayed, location: `/v1/calendars/${id}/versions/${record.version}` }
    },
  ),

  post(
    '/v1/deadlines',
    {
      summary: 'When something is due, and why',
      description: 'The same calculation as the desk uses, with a Saturday-morning desk from 08:00 to 11:30.',
      action: 'public',
      body: DeadlineRequest,
      answers: [200, DeadlineAnswer],
      problems: ['calendar-not-found', 'too-many-requests'],
    },
    async ({ body, clientAddress }) => {
      await store.spendCalculation(clientAddress)
      const calendar = (await store.calendar(body.calendar)) ?? refuse('calendar-not-found')
      return { body: answer(body, calendar) }
    },
  ),
]

export const handler = service('procedures', routes, { register: staffRegister(table) })
