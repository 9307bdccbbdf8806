import { localDate } from '../../shared/calendar/instant.ts'
import { mark } from '../../shared/crypto/derived-token.ts'
import { equalHashes } from '../../shared/crypto/keyed-hash.ts'
import { normaliseSecret } from '../../shared/crypto/secret.ts'
import { spending } from '../../shared/dynamodb/budget.ts'
import type { Table } from '../../shared/dynamodb/client.ts'
import { type JournalItem, journalKey, putNew, transact } from '../../shared/dynamodb/journal.ts'
import { partition } from '../../shared/dynamodb/partition.ts'
import { readItem } from '../../shared/dynamodb/projection.ts'
import type { Idempotency } from '../../shared/http/request.ts'
import { Refusal } from '../../shared/problems/refusal.ts'
import { DossierCode } from '../../shared/vietnamese/codes.ts'
import { firstQuestionnaire, type Questionnaire } from './questionnaire.ts'
import { checkScores, type Rating, type Scores, totalsOf } from './rating.ts'
import type { Ended } from './store-endings.ts'

/** A version of the questionnaire, and who published it when. */
export interface Published extends Questionnaire {
  version: number
  by?: string
  at?: string
  /** The mark of the request that published it, where that had a key. */
  request?: string
}

interface Publishing {
  ifMatch: number | undefined
  by: string
  at: string
  key: Idempotency | undefined
}

interface Given {
  agency: string
  month: string
}

interface Tools {
  hash: (text: string) => Promise<string>
  /** The dossier of a code, if it has ended. */
  ended: (code: string) => Promise<Ended | undefined>
}

/** What a request to rate brings along. */
interface Request {
  now: string
  clientAddress: string
  idempotency?: Idempotency
}

const hour = 3_600
const triesPerDossier = 10
const usual = { lookupsPerAddress: 100 }
const questionnaireKey = (version: number) => `VERSION#${String(version).padStart(6, '0')}`
const monthOf = (agency: string, month: string) => `RATINGS#${agency}#${month}`
const keyOf = ({ actor, key }: Idempotency) => mark(`${actor}\n${key}`)

/**
 * Every access to ratings and questionnaires. A rating is kept under a keyed hash of its dossier's code: that there can be
 * only one is seen by it, and which dossier it is by nobody.
 */
export function ratings(table: Table, { hash, ended }: Tools, limits = usual) {
  const spend = spending(table)

  /** The questionnaire as it was published last; the first one is nobody's. */
  async function newest(): Promise<Published> {
    return (await readItem<Published>(table, 'QUESTIONNAIRE', 'NEWEST', true)) ?? { version: 1, ...firstQuestionnaire }
  }

  async function edition(version: number): Promise<Questionnaire> {
    if (version === 1) return firstQuestionnaire
    const stored = await readItem<Published>(table, 'QUESTIONNAIRE', questionnaireKey(version))
    if (!stored) throw new Error(`version ${version} of the questionnaire is gone`)
    return stored
  }

  /** The ended dossier of a code and its token. What is unknown, open or wrong takes one way, and costs a try. */
  async function opened(code: string, token: string, address: string): Promise<Ended> {
    const refused = new Refusal('rating-not-possible')
    // What is no code at all costs nothing and leaves nothing behind; the answer is the same.
    if (!DossierCode.safeParse(code).success) throw refused
    await spend({ kind: 'rating-address', most: limits.lookupsPerAddress, seconds: hour }, address)
    await spend({ kind: 'rating-dossier', most: triesPerDossier, seconds: hour }, code)
    const [found, given] = [await ended(code), mark(normaliseSecret(token))]
    if (!found || !equalHashes(found.tokenHash, given)) throw refused
    return found
  }

  /** The answer to what is sent again by the same key; whoever comes a second time is refused. */
  async function givenBefore(pk: string, key: Idempotency | undefined): Promise<Given> {
    const before = await readItem<JournalItem>(table, pk, journalKey(1), true)
    if (!before || !key || before.k !== keyOf(key)) throw new Refusal('already-rated')
    if (before.h !== key.requestHash) throw new Refusal('idempotency-key-reused')
    return { agency: String(before.data.agency), month: String(before.data.month) }
  }

  return {
    newest,

    /**
     * Publishes the next version of the questionnaire; the others stay for what answered them.
     * @throws Refusal 412 unless it follows the newest.
     */
    async publish(next: Questionnaire, { ifMatch, by, at, key }: Publishing) {
      const before = await newest()
      const request = key && mark(`${key.actor}\n${key.key}\n${key.requestHash}`)
      if (request && before.request === request) return { published: before, replayed: true }
      const published: Published = { ...next, version: before.version + 1, by, at, request }
      const item = { ...published, pk: 'QUESTIONNAIRE' }
      // Each version is made once: of two who saw the same newest one, the second finds its own there.
      const kept = putNew(table, { ...item, sk: questionnaireKey(published.version) })
      const newer = { Put: { TableName: table.name, Item: { ...item, sk: 'NEWEST' } } }
      if (ifMatch !== before.version || !(await transact(table, [newer, kept]))) {
        throw new Refusal('stale-version', { headers: { etag: `"${(await newest()).version}"` } })
      }
      return { published, replayed: false }
    },

    /**
     * Takes a rating by the one-time token of an ended dossier: its entry and its row in the month, all or nothing.
     * @throws Refusal 422, 404 `rating-not-possible`, 409 `already-rated`, 429.
     */
    async give(code: string, token: string, scores: Scores, { now: at, clientAddress, idempotency: key }: Request) {
      const asked = await newest()
      const questionnaire = asked.version
      checkScores(scores, asked)
      const { agency } = await opened(code, token, clientAddress)
      const month = localDate(at).slice(0, 7)
      const id = await hash(code)
      const pk = `RATING#${id}`
      const known = key ? { k: keyOf(key), h: key.requestHash } : {}
      const told = { type: 'rating.given', at, by: { id: 'holder', role: 'holder' }, agency }
      const entry: JournalItem = {
        ...{ pk, sk: journalKey(1), version: 1, previous: '', ...known, ...told },
        data: { agency, month, questionnaire },
      }
      const row: Rating = { questionnaire, scores }
      const done = await transact(table, [
        putNew(table, entry),
        { Put: { TableName: table.name, Item: { pk: monthOf(agency, month), sk: id, ...row } } },
      ])
      if (done) return { given: { agency, month }, replayed: false }
      return { given: await givenBefore(pk, key), replayed: true }
    },

    /** What may be told of an agency's month: the totals of each version that has answers enough. */
    async month(agency: string, month: string) {
      const given = await partition<Rating>(table, monthOf(agency, month))
      const versions = [...new Set(given.map(({ questionnaire }) => questionnaire))].sort((a, b) => a - b)
      const all = await Promise.all(versions.map(async (version) => totalsOf(given, version, await edition(version))))
      const totals = all.filter((one) => one !== undefined)
      return totals.length === 0
        ? { answers: null }
        : { answers: totals.reduce((sum, { answers }) => sum + answers, 0), totals }
    },
  }
}
