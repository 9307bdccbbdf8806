import { randomUUID } from 'node:crypto'
import { DynamoDBClient, paginateListTables, paginateScan } from '@aws-sdk/client-dynamodb'
import { sdk } from '../../infra/local/aws.ts'
import { file } from '../../infra/local/first-dossier/dossiers.ts'
import { type BadInput, badBodies, badIds, badRequests, badValues } from './corpus/bad-input.ts'
import { mutatingOperations, type Operation } from './routes.ts'
import type { SecurityRow } from './row.ts'
import type { OpenStand, Stand } from './stand.ts'

const area = 'bad-input'
const personas = [undefined, 'clerk', 'leader', 'administrator', 'citizen', 'integration', 'supervisor']
const atOnce = 6
const bytesNote =
  'the local AWS puts signs in the place of bytes that are no UTF-8 before a function sees them (then 422); the function itself answers 400 (tests/unit/http/parse.test.ts)'

/** A request to a real record by somebody who may do it: so far that its body is read. */
interface Target extends Operation {
  at: string
  authorization?: string
  /** How it may be refused beside, where what is wrong hides who asks. */
  unread?: number[]
}

/** What an author does, whom nothing but the secret in the body tells. */
const bySecret = ['/v1/feedback/{id}/add-info', '/v1/feedback/{id}/reopen']

/** Records that are there, by the name of their place in a path. */
async function records({ call, desk }: Stand): Promise<Record<string, Record<string, string>>> {
  const { agency, receivingPoint } = desk
  const applicant = { kind: 'CITIZEN' as const, name: 'Trần Văn Mẫu', idNumber: '001088000456' }
  const { code } = await file(call, 'clerk', {
    procedure: '2.000815',
    channel: 'DESK',
    receivingPoint,
    applicant,
    files: [],
  })
  const note = { channel: 'BOX', kind: 'GOP_Y', content: 'Xin thêm ghế.', anonymous: true }
  const { body: left } = await call<{ id: string }>('POST /v1/feedback', 201, { body: note })
  const asked = { persona: 'integration', body: { agency, url: 'http://127.0.0.1:9/never' } }
  const { body: webhook } = await call<{ id: string }>('POST /v1/webhooks', 201, asked)
  const { body: feed } = await call<{ id: string }>('POST /v1/feeds', 201, {
    persona: 'clerk',
    body: { of: 'MINE' },
  })
  return {
    dossiers: { code },
    feedback: { id: left.id },
    integrations: { id: webhook.id },
    reminders: { id: feed.id },
    agencies: { id: agency, point: receivingPoint, person: randomUUID() },
    procedures: { code: '2.000815', id: 'vn-civil-service' },
  }
}

interface Answer {
  status: number
  type: string
  text: string
}

/** Sends what is wrong as it is; a pooled connection that the other side just closed is tried once more. */
async function send({ desk }: Stand, { method, at, authorization }: Target, bad: BadInput): Promise<Answer> {
  const { contentType = 'application/json', body, query, chunked } = bad
  const bytes = Buffer.from(body)
  const headers = {
    ...(authorization === undefined ? {} : { authorization }),
    ...(contentType === null ? {} : { 'content-type': contentType }),
    'idempotency-key': randomUUID(),
    'if-match': '"999999"',
    ...bad.headers,
  }
  const sent = chunked ? { body: new Blob([bytes]).stream(), duplex: 'half' as const } : { body: bytes }
  const url = `${desk.frontDoor}${at}${query === undefined ? '' : `?${query}`}`
  const answer = await fetch(url, { method, headers, redirect: 'manual', signal: AbortSignal.timeout(30_000), ...sent })
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() }
}

/** Who may go so far with this operation that his body is read: found by trying, with a body that is no JSON. */
async function targetOf(
  stand: Stand,
  operation: Operation,
  known: Record<string, string>,
): Promise<Target | undefined> {
  const at = operation.path.replaceAll(/\{(\w+)\}/g, (_, place: string) => known[place] ?? 'none')
  for (const persona of personas) {
    const authorization = persona === undefined ? undefined : `Bearer ${await stand.token(persona)}`
    const target = { ...operation, at, ...(authorization === undefined ? {} : { authorization }) }
    const { status } = await send(stand, target, { what: 'a probe', body: '{', refused: [] })
    if (status === 400) return target
    // Who is let in by the secret in the body alone is nobody when it can't be read, and a stranger when it is wrong.
    if (status === 401 && bySecret.includes(operation.path)) return { ...target, unread: [401, 404, 429] }
  }
  return undefined
}

/** What an answer to something bad lacks; undefined when it is a clear problem that the document knows. */
function wrongWith({ status, type, text }: Answer, operation: Operation, refused: number[]): string | undefined {
  if (!refused.includes(status)) return `${status}, not ${refused.join(' or ')}: ${text.slice(0, 160)}`
  if (!operation.statuses.includes(status)) return `${status} is not in its document`
  if (!type.startsWith('application/problem+json')) return `${status} as ${type || 'nothing'}`
  const { title, type: name, instance } = JSON.parse(text) as Record<string, string>
  if (!title || !name?.startsWith('/problems/') || !instance) return `${status} without title, type or instance`
  return text.includes('    at ') ? 'a stack in the answer' : undefined
}

async function each<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items]
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

type Try = [target: Target, bad: BadInput]

async function tried(stand: Stand, what: string, tries: Try[], note?: string): Promise<SecurityRow> {
  const failed: string[] = []
  await each(tries, async ([target, bad]) => {
    const wrong = await send(stand, target, bad)
      .then((answer) => wrongWith(answer, target, [...bad.refused, ...(target.unread ?? [])]))
      .catch((error: Error) => `${error.message} ${error.cause ?? ''}`)
    if (wrong !== undefined) failed.push(`${target.method} ${target.path}, ${bad.what}: ${wrong}`)
  })
  return { area, what, tried: tries.length, failed, ...(note === undefined ? {} : { note }) }
}

/** How many records each table has, but for budgets, which a refused try takes from, and what the clock ticks. */
async function stored({ desk }: Stand): Promise<Record<string, number>> {
  const client = new DynamoDBClient(sdk(desk.endpoint))
  const counts: Record<string, number> = {}
  for await (const { TableNames: names = [] } of paginateListTables({ client }, {})) {
    for (const name of names) {
      counts[name] = 0
      const asked = { TableName: name, ProjectionExpression: 'pk' }
      for await (const { Items: items = [] } of paginateScan({ client }, asked))
        counts[name] += items.filter(({ pk }) => !/^(BUDGET|SWEEP)#/.test(pk?.S ?? '')).length
    }
  }
  return counts
}

/** The id as it may not be, in the last place of a path that has one. */
const withId = (target: Target, known: string, id: string): Target => ({ ...target, at: target.at.replace(known, id) })

/** The corpus against every operation that changes something: a clear problem each time, and nothing stored. */
export async function badInput(open: OpenStand): Promise<SecurityRow[]> {
  const stand = await open()
  const known = await records(stand)
  const operations = mutatingOperations()
  const targets: Target[] = []
  const unreached: string[] = []
  for (const operation of operations) {
    const target = await targetOf(stand, operation, known[operation.service] ?? {})
    if (target) targets.push(target)
    else unreached.push(`${operation.method} ${operation.path}`)
  }
  const every = (inputs: BadInput[]): Try[] => targets.flatMap((target) => inputs.map((bad): Try => [target, bad]))
  const inFields = targets.flatMap((target) =>
    target.fields.flatMap((field) =>
      Object.entries(badValues).map(
        ([what, value]): Try => [
          target,
          {
            what: `${field}: ${what}`,
            body: `{${JSON.stringify(field)}:${value},"nobodyKnowsThis":1}`,
            refused: [422],
          },
        ],
      ),
    ),
  )
  const inPaths = targets.flatMap((target) => {
    const id = /\{(\w+)\}/.exec(target.path)?.[1]
    const real = id === undefined ? undefined : known[target.service]?.[id]
    if (real === undefined) return []
    return Object.entries(badIds).map(
      ([what, value]): Try => [
        withId(target, real, value),
        { what: `its id: ${what}`, body: '{"nobodyKnowsThis":1}', refused: [404, 403, 401, 422] },
      ],
    )
  })
  const before = await stored(stand)
  const rows = [
    await tried(stand, 'a bad body is refused as the document says', every(badBodies), bytesNote),
    await tried(stand, 'a bad header or query is refused as the document says', every(badRequests)),
    await tried(stand, 'a bad value is refused in every field', inFields),
    await tried(stand, 'a bad id in a path is refused', inPaths),
  ]
  const after = await stored(stand)
  const more = Object.keys(after).filter((table) => after[table] !== before[table])
  return [
    {
      area,
      what: 'every operation that changes something is reached with rights and a real record',
      tried: operations.length,
      failed: unreached,
    },
    ...rows,
    {
      area,
      what: 'nothing was stored by any of it',
      tried: Object.keys(after).length,
      failed: more.map((table) => `${table}: ${before[table]} → ${after[table]}`),
    },
  ]
}
