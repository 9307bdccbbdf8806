import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firstQuestionnaire } from '../../../functions/feedback/questionnaire.ts'
import { entryHash } from '../../../shared/dynamodb/journal.ts'
import { endpoint } from '../endpoint.ts'
import { openWire } from '../notifications/wire.ts'
import { type Desk, message, note, openDesk, report } from './desk.ts'

let desk: Desk
let wire: Awaited<ReturnType<typeof openWire>>
beforeAll(async () => {
  wire = await openWire(endpoint())
  desk = await openDesk({ AWS_ENDPOINT_URL: wire.endpoint })
})
afterAll(() => wire.close())

type Answered = Awaited<ReturnType<Desk['send']>>
/** What is asked, each time of something new: `ask` sends the same request by the same key however often it is called. */
interface Asking {
  ask: () => Promise<Answered>
  holds: (answers: Answered[]) => Promise<unknown>
}

/** The feedback stands as it was left by so many acts: an unbroken journal, a head of its last entry, each item whole. */
async function stands(id: string, acts: number, items: string[]) {
  const entries = await desk.journal(id)
  const mine = (await desk.dump()).filter(({ pk }) => pk === `FEEDBACK#${id}`)
  const journal = Array.from({ length: acts }, (_, index) => `JOURNAL#${String(index + 1).padStart(6, '0')}`)
  expect(mine.map(({ sk }) => sk).sort()).toEqual(['HEAD', ...items, ...journal].sort())
  const head = mine.find(({ sk }) => sk === 'HEAD')
  expect(head).toMatchObject({ version: acts, chain: entryHash(entries.at(-1) as (typeof entries)[number]) })
}

async function sending(body: object): Promise<Asking> {
  const headers = { 'idempotency-key': randomUUID() }
  return {
    ask: () => desk.send('citizen-1', body, headers),
    async holds(answers) {
      const made = new Set(answers.map((answer) => `${answer.body.id} ${answer.body.secret}`))
      expect(made.size).toBe(1)
      const { id, secret } = answers[0]?.body ?? {}
      await stands(id, 1, ['SEALED'])
      expect((await desk.lookUp(id, secret)).status).toBe(200)
    },
  }
}

/** An act after others, with what it shows to who did it. */
async function acting(name: string, who: string | undefined, body: object, before: [string, object][], items = 0) {
  const { id, secret } = await desk.sent(report())
  for (const [index, [act, told]] of before.entries()) await desk.act('clerk-1', act, id, index + 1, told)
  const [key, version] = [randomUUID(), before.length + 1]
  const proof = who === undefined ? { secret } : {}
  return {
    ask: () => desk.act(who, name, id, version, { ...body, ...proof }, key),
    async holds(answers: Answered[]) {
      const [first] = answers
      expect(first?.body.version).toBe(version + 1)
      for (const answer of answers) expect(answer.body).toEqual(first?.body)
      await stands(id, version + 1, items ? ['SEALED', 'PUBLIC'] : ['SEALED'])
    },
  }
}

let dossiers = 0
async function rating(): Promise<Asking> {
  dossiers += 1
  const dossier = `H26.125-261117-${String(dossiers).padStart(4, '0')}`
  const token = 'K7Q2M9X4RT0W'
  const ratingTokenHash = createHash('sha256').update(token).digest('base64url')
  const { handler } = await import('../../../functions/feedback/on-dossier.ts')
  const told = message('dossier.completed', 4, { code: dossier, agency: 'H26.125', ratingTokenHash })
  expect((await handler({ Records: [told] })).batchItemFailures).toEqual([])
  const scores = Object.fromEntries(firstQuestionnaire.criteria.map(({ code }) => [code, 2]))
  const headers = { 'idempotency-key': randomUUID() }
  const count = async (of: RegExp) => (await desk.dump()).filter(({ pk }) => of.test(`${pk}`)).length
  const before = await count(/^RATINGS?#/)
  return {
    ask: () => desk.as(undefined, 'POST /v1/ratings', { body: { dossier, token, scores }, headers }),
    async holds(answers) {
      for (const answer of answers) expect(answer.body).toEqual(answers[0]?.body)
      // Its entry and its row in the month.
      expect(await count(/^RATINGS?#/)).toBe(before + 2)
    },
  }
}

const answered: [string, object] = ['answer', { text: 'Cảm ơn.' }]
const asked: [string, object] = ['request-info', { question: 'Ở đâu?' }]
const published = { content: 'Ghế chờ ít.', answer: 'Đã thêm ghế.' }
const requests: [string, () => Promise<Asking>][] = [
  ['a note', () => sending(note())],
  ['a report with an author who is told by mail', () => sending(report())],
  ['an answer', () => acting('answer', 'clerk-1', answered[1], [])],
  ['a publication', () => acting('publish', 'leader-1', published, [answered], 1)],
  ['what its author adds', () => acting('add-info', undefined, { text: 'Tầng 1' }, [asked])],
  ['a rating', rating],
]

describe.each([
  ['before', false],
  ['after', true],
] as const)('a request that is cut off %s any call is done, and sent again by its key', (_, after) => {
  it.each(requests)('leaves one thing, whole: %s', { timeout: 120_000 }, async (_, made) => {
    const cut = async (n: number, { ask }: Asking) => {
      wire.cut(n, after)
      const answer = await ask()
      return { answer, wasCut: wire.mend(), log: wire.log() }
    }
    // Once to have the keys and copies that a function keeps, once to count.
    await cut(Number.POSITIVE_INFINITY, await made())
    const calls = (await cut(Number.POSITIVE_INFINITY, await made())).log.length
    expect(calls).toBeGreaterThan(2)
    for (let n = 1; n <= calls; n += 1) {
      const one = await made()
      const { answer: first, wasCut, log } = await cut(n, one)
      expect([n, wasCut]).toEqual([n, true])
      const [again, oncemore] = [await one.ask(), await one.ask()]
      const where = `call ${n}: ${log[n - 1]}`
      expect([where, again.status < 300, oncemore.status < 300]).toEqual([where, true, true])
      expect(oncemore.headers['idempotent-replayed']).toBe('true')
      // An answer that went out all the same told the truth.
      await one.holds(first.status < 300 ? [first, again, oncemore] : [again, oncemore])
    }
  })
})
