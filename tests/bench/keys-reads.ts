import { summaries } from '../../functions/procedures/procedure.ts'
import type { Procedure } from '../../functions/procedures/procedure-schema.ts'
import seed from '../../functions/procedures/seed/procedures.json' with { type: 'json' }
import { readPrice, readUnits } from '../../shared/testing/item-size.ts'
import { furnish } from '../service/dossiers/office.ts'
import { mix } from './cost-mix.ts'
import { deskOn } from './growth-filing.ts'
import { scales } from './keys.ts'
import { bytesOf } from './keys-heat.ts'
import { filingsPerSecond, largestShare, type Nation, nation } from './scale-nation.ts'
import { type Row, recorder } from './scale-recorder.ts'

/** Read units that one partition gives in a second. */
export const readLimit = 3_000

/** A partition that many read. */
export interface ReadKey {
  says: string
  /** Units of one reading. */
  rcu: number
  perSecond: number[]
}

/** Requests to `dossiers` that one dossier makes in its life. */
export const requestsOfALife = mix
  .filter(({ golden }) => golden?.[0].startsWith('dossiers/'))
  .reduce((sum, { times, requests = 0 }) => sum + times * requests, 0)

/** The copies of other services' records that the table of `dossiers` holds. */
async function copies(): Promise<Row[]> {
  const rows: Row[] = []
  const { table } = recorder({ hear: ({ after }) => void (after && rows.push(after)) })
  await furnish(deskOn(table).store)
  return rows
}

/** What is read most, at 1, 10 and 100 times the nation, by functions that remember it for ten seconds. */
export async function readKeys(country: Nation = nation): Promise<ReadKey[]> {
  const rows = await copies()
  const largest = (kind: string) => Math.max(...rows.filter(({ pk }) => pk.startsWith(kind)).map(bytesOf))
  const requests = (times: number) => filingsPerSecond(country, times) * requestsOfALife
  // Each function that is awake reads it once in the while for which it is remembered.
  const awake = (times: number) => (requests(times) * country.requestSeconds) / country.rememberedSeconds
  const ofAgency = (times: number) => requests(times) * largestShare(country.communes, country.zipf)
  const read = (says: string, bytes: number, rate: (times: number) => number): ReadKey => {
    const rcu = readUnits(bytes, readPrice.eventual)
    return { says, rcu, perSecond: scales.map((times) => Math.round(rate(times) * rcu * 1_000) / 1_000) }
  }
  return [
    read(
      'catalogue of procedures, read whole for each search',
      catalogueBytes(country),
      (times) => filingsPerSecond(country, times) * country.searches,
    ),
    read('dossiers: copy of the procedure that everybody asks for', largest('PROCEDURE#'), awake),
    read('dossiers: copy of the calendar', largest('CALENDAR#'), awake),
    read('dossiers: copy of the largest agency', largest('AGENCY#'), (times) =>
      Math.min(awake(times), ofAgency(times)),
    ),
  ]
}

/** The index of all procedures, as many as the country has, each as large as those of the seed in the mean. */
function catalogueBytes({ procedures }: Nation): number {
  const versions = seed.map((row) => ({ ...row, version: 1 }) as unknown as Procedure)
  const rows = versions.map((one) => ({
    pk: `PROCEDURE#${one.code}`,
    sk: 'HEAD',
    code: one.code,
    catalogue: 'PROCEDURE',
    summary: summaries([one]),
  }))
  return (rows.map(bytesOf).reduce((sum, bytes) => sum + bytes, 0) / rows.length) * procedures
}
