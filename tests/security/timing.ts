import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { DeleteItemCommand, DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import { lookUps as dossierLookUps } from '../../functions/dossiers/look-up.ts'
import { lookUps as feedbackLookUps } from '../../functions/feedback/look-up.ts'
import { sdk } from '../../infra/local/aws.ts'
import { act, file } from '../../infra/local/first-dossier/dossiers.ts'
import { queuesSettled } from '../../infra/local/queues-settled.ts'
import type { SecurityRow } from './row.ts'
import type { OpenStand, Stand } from './stand.ts'
import { told } from './timing-statistics.ts'

const area = 'timing'
const pairs = 400
const records = 40
const wrongSecret = '000000000000'

interface Answered {
  milliseconds: number
  /** All that an answer shows, but for the id of the request. */
  shown: string
}

/** Asks for what is there (with a wrong secret) and for what is not, by turns, in either order. */
interface Question {
  what: string
  /** How either is refused, as what is shown begins: two answers that both say “too many” are the same as well. */
  refused: string
  wrong: (turn: number) => Promise<Answered>
  unknown: (turn: number) => Promise<Answered>
  /** Gives back what the tries took from budgets. */
  between?: () => Promise<void>
}

/** The bytes are asserted, the times told: on a shared machine no time is a proof. */
async function compared({ what, refused, wrong, unknown, between }: Question): Promise<SecurityRow> {
  const times = { wrong: [] as number[], unknown: [] as number[] }
  const failed = new Set<string>()
  for (let turn = 0; turn < pairs; turn += 1) {
    if (turn % records === 0) await between?.()
    const ask = [
      async () => ({ side: 'wrong' as const, ...(await wrong(turn)) }),
      async () => ({ side: 'unknown' as const, ...(await unknown(turn)) }),
    ]
    const answers = []
    for (const each of turn % 2 ? ask.toReversed() : ask) answers.push(await each())
    for (const { side, milliseconds } of answers) times[side].push(milliseconds)
    const [one, other] = answers
    if (!one?.shown.startsWith(refused)) failed.add(`${one?.side}: ${one?.shown}, not ${refused}`)
    if (one?.shown !== other?.shown) failed.add(`${one?.side}: ${one?.shown} but ${other?.side}: ${other?.shown}`)
  }
  const { ratio, longer, deviations } = told(times.wrong, times.unknown)
  const note = `${pairs} pairs; wrong ÷ unknown ${ratio.toFixed(3)} by median; the wrong one takes longer in ${(longer * 100).toFixed(1)} % of all pairs (50 tells nothing; ${deviations.toFixed(1)} σ)`
  return { area, what, tried: pairs * 2, failed: [...failed], note }
}

async function timed(send: () => Promise<Response>): Promise<Answered> {
  const began = performance.now()
  const answer = await send()
  const text = await answer.text()
  const milliseconds = performance.now() - began
  const { instance: _, ...body } = JSON.parse(text) as Record<string, unknown>
  const headers = [...answer.headers].filter(([name]) => !/^(date|x-amz.*|apigw-requestid)$/.test(name))
  return { milliseconds, shown: JSON.stringify([answer.status, text.length, body, headers]) }
}

const post = ({ desk }: Stand, path: string, body: object) =>
  timed(() =>
    fetch(desk.frontDoor + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )

/** Forgets what was tried: an address has 100 look-ups an hour, and here all come from one. */
async function forget({ desk }: Stand): Promise<void> {
  const client = new DynamoDBClient(sdk(desk.endpoint))
  for (const TableName of ['motcua-dossiers', 'motcua-feedback']) {
    const asked = {
      TableName,
      FilterExpression: 'begins_with(pk, :b)',
      ExpressionAttributeValues: { ':b': { S: 'BUDGET#' } },
    }
    for await (const { Items: items = [] } of paginateScan({ client }, asked)) {
      for (const { pk, sk } of items)
        if (pk && sk) await client.send(new DeleteItemCommand({ TableName, Key: { pk, sk } }))
    }
  }
}

/** Dossiers that may be looked up and, since they have ended, rated; and feedback. */
async function filed(stand: Stand): Promise<{ codes: string[]; ids: string[] }> {
  const { call, desk } = stand
  const applicant = { kind: 'CITIZEN' as const, name: 'Trần Văn Mẫu', idNumber: '001088000456' }
  const codes: string[] = []
  const ids: string[] = []
  for (let n = 0; n < records; n += 1) {
    if (n % 20 === 0) await forget(stand)
    const asked = {
      procedure: '2.000815',
      channel: 'DESK' as const,
      receivingPoint: desk.receivingPoint,
      applicant,
      files: [],
    }
    const dossier = await file(call, 'clerk', asked)
    // One that has not ended is unknown to who takes ratings.
    await act(call, undefined, 'withdraw', dossier, { secret: dossier.secret, reason: 'Không cần nữa.' })
    codes.push(dossier.code)
    const note = { channel: 'BOX', kind: 'GOP_Y', content: 'Xin thêm ghế.', anonymous: true }
    ids.push((await call<{ id: string }>('POST /v1/feedback', 201, { persona: 'citizen', body: note })).body.id)
  }
  await queuesSettled(desk.endpoint)
  return { codes, ids }
}

async function overHttp(stand: Stand): Promise<SecurityRow[]> {
  const between = () => forget(stand)
  const { codes, ids } = await filed(stand)
  const asked = await stand.call<{ criteria: { code: string }[] }>('GET /v1/ratings/questionnaire', 200)
  // What is not answered in full is refused before anybody looks for its dossier.
  const scores = Object.fromEntries(asked.body.criteria.map(({ code }) => [code, 2]))
  const known = (list: string[]) => (turn: number) => list[turn % records] ?? ''
  const noCode = (turn: number) => `${known(codes)(turn).slice(0, -4)}9${known(codes)(turn).slice(-3)}`
  const noId = (turn: number) => `Z${known(ids)(turn).slice(1)}`
  const lookUp = (code: string) => post(stand, '/v1/lookups', { code, secret: wrongSecret })
  const lookUpNote = (id: string) => post(stand, '/v1/feedback-lookups', { id, secret: wrongSecret })
  const rate = (dossier: string) => post(stand, '/v1/ratings', { dossier, token: '0'.repeat(26), scores })
  const over = (
    what: string,
    ask: (key: string) => Promise<Answered>,
    there: (turn: number) => string,
    none: (turn: number) => string,
  ) =>
    compared({ what, refused: '[404,', between, wrong: (turn) => ask(there(turn)), unknown: (turn) => ask(none(turn)) })
  return [
    await over(
      'a dossier’s look-up answers an unknown code as a wrong secret, over HTTP',
      lookUp,
      known(codes),
      noCode,
    ),
    await over('a feedback’s look-up answers an unknown id as a wrong secret, over HTTP', lookUpNote, known(ids), noId),
    await over('a rating answers an unknown dossier as a wrong token, over HTTP', rate, known(codes), noCode),
  ]
}

/** The services' own code alone: their stores answer at once. */
async function inProcess(): Promise<SecurityRow[]> {
  const key = randomBytes(32)
  const hash = async (text: string) => createHmac('sha256', key).update(text).digest('base64url')
  const now = new Date().toISOString()
  const heads = new Map<string, object>()
  const store = { peek: async (id: string) => heads.get(id) as never, spendGuess: async () => undefined }
  const unused = async (): Promise<never> => {
    throw new Error('nobody may get so far')
  }
  const dossiers = dossierLookUps({ store, hash, ratingToken: unused, surroundings: unused })
  const feedback = feedbackLookUps({ store: { ...store, written: unused }, hash, reopenHours: 72 })
  const context = { now, clientAddress: '198.18.0.1' }
  const secretHash = createHmac('sha256', key).update(randomUUID()).digest('base64url')
  const digits = (turn: number) => String(1 + (turn % 8_999)).padStart(4, '0')
  for (let turn = 0; turn < pairs; turn += 1) {
    heads.set(`H26.125-261126-${digits(turn)}`, { secretHash })
    heads.set(`AAAAAA${digits(turn)}`, { secretHash })
  }
  const refused = async (ask: () => Promise<unknown>): Promise<Answered> => {
    const began = performance.now()
    const error = await ask().then(
      () => undefined,
      (thrown: { problem?: string; facts?: object }) => thrown,
    )
    return { milliseconds: performance.now() - began, shown: JSON.stringify([error?.problem, error?.facts]) }
  }
  const dossier = (code: string) => refused(() => dossiers.lookUp({ code, secret: wrongSecret }, context))
  const note = (id: string) => refused(() => feedback.lookUp({ id, secret: wrongSecret }, context))
  return [
    await compared({
      what: 'a dossier’s look-up does the same work for both, in process',
      refused: '["dossier-not-found"',
      wrong: (turn) => dossier(`H26.125-261126-${digits(turn)}`),
      unknown: (turn) => dossier(`H26.125-261125-${digits(turn)}`),
    }),
    await compared({
      what: 'a feedback’s look-up does the same work for both, in process',
      refused: '["feedback-not-found"',
      wrong: (turn) => note(`AAAAAA${digits(turn)}`),
      unknown: (turn) => note(`BBBBBB${digits(turn)}`),
    }),
  ]
}

/** Whether an answer, or how long it takes, tells a stranger that something exists. */
export async function timing(open: OpenStand): Promise<SecurityRow[]> {
  return [...(await overHttp(await open())), ...(await inProcess())]
}
