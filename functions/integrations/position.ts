import { Refusal } from '../../shared/problems/refusal.ts'

/** So long the feed is kept, by the domain's clock. */
export const keptDays = 30

/** The first date (UTC) of which the feed still has every event. */
export const keptSince = (now: string): string =>
  new Date(Date.parse(now) - keptDays * 86_400_000).toISOString().slice(0, 10)

/** Where a consumer goes on: opaque to him, bound to the agency. */
export const positionAfter = (agency: string, sequence: number): string =>
  Buffer.from(JSON.stringify([agency, sequence])).toString('base64url')

function parsed(position: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(position, 'base64url').toString('utf8'))
    return Array.isArray(value) ? value : []
  } catch {
    return [] // no position of ours; refused below
  }
}

const unknown = (pointer: string) =>
  new Refusal('invalid-request', { errors: [{ pointer, detail: 'Not a position in the feed of this agency' }] })

/** The number after which a consumer goes on. @throws Refusal 422 for another agency's position, or none of ours. */
export function readPosition(agency: string, position: string, pointer: string): number {
  const [of, sequence, ...more] = parsed(position)
  const ours = of === agency && more.length === 0 && positionAfter(agency, sequence as number) === position
  if (!ours || !Number.isSafeInteger(sequence) || (sequence as number) < 0) throw unknown(pointer)
  return sequence as number
}

/** What of a feed is there: its newest number, 0 for none, and its oldest that is kept. */
export interface Extent {
  newest: number
  /** Absent when nothing of it is kept any more. */
  oldest?: number
}

/**
 * The number after which reading begins.
 * @throws Refusal 410 when what comes after the position is no longer kept, 422 for a position that nobody was given.
 */
export function beginAfter(
  after: number | undefined,
  { newest, oldest = newest + 1 }: Extent,
  pointer: string,
): number {
  if (after === undefined) return oldest - 1
  if (after > newest) throw unknown(pointer)
  if (after + 1 >= oldest) return after
  throw new Refusal('position-expired', {
    detail: `Events are kept for ${keptDays} days. Compare your records with the desk's, then read on without a position: from the oldest event that is kept.`,
  })
}

/** Rows without a hole: a read that need not be of the newest may have missed one, and what comes after it must wait. */
export function withoutGap<Row extends { sequence: number }>(rows: Row[], after: number): Row[] {
  const hole = rows.findIndex(({ sequence }, index) => sequence !== after + 1 + index)
  return hole < 0 ? rows : rows.slice(0, hole)
}

/** Those of a page that are wanted, and the number up to which it was looked at; what is not wanted is passed over. */
export function wanted<Row extends { sequence: number; type: string }>(
  rows: Row[],
  after: number,
  types: string[] | undefined,
  limit: number,
): { items: Row[]; reached: number } {
  const items = rows.filter(({ type }) => types === undefined || types.includes(type)).slice(0, limit)
  const full = items.length === limit ? items.at(-1) : undefined
  return { items, reached: (full ?? rows.at(-1))?.sequence ?? after }
}
