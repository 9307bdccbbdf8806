import * as fc from 'fast-check'
import { expect } from 'vitest'
import type { Fault } from '../due/failing.ts'
import { holds, journalOf } from './invariants.ts'
import { type Happened, local, type Stand } from './stand.ts'

export const start = local('2026-11-18 07:00')
const last = local('2026-11-20 16:00')

/** What happens between two looks at the table. */
export interface Step {
  hours: number
  /** Sweeps that run at once. */
  sweeps: number
  /** Events that come meanwhile: any, in any order, also again. */
  heard: number[]
}
export const step: fc.Arbitrary<Step> = fc.record({
  hours: fc.constantFrom(0, 0, 1, 3, 7),
  sweeps: fc.constantFrom(0, 1, 1, 3),
  heard: fc.array(fc.nat(), { maxLength: 3 }),
})

/** One call in ten fails, half of them after it was done; the same integer makes the same sequence. */
export function oneInTen(seed: number): () => Fault {
  let state = seed
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0
    const at = (state >>> 0) / 2 ** 32
    if (at < 0.05) return 'before'
    return at < 0.1 ? 'after' : undefined
  }
}

/** Lives through the steps; checks after each that what is told is never older than what was heard. */
export async function live(stand: Stand, events: Happened[], steps: Step[]): Promise<string> {
  let now = start
  const inForce = new Map<string, number>()
  for (const { hours, sweeps, heard } of steps) {
    const next = new Date(Date.parse(now) + hours * 3_600_000).toISOString()
    now = [next, last].sort()[0] ?? last
    const before = await stand.dump()
    const coming = heard.map((at) => events[at % events.length] as Happened)
    const settled = await Promise.allSettled([
      ...coming.map((one) => stand.fresh().hear(one, now)),
      ...Array.from({ length: sweeps }, () => stand.unsure(now)),
    ])
    const items = await stand.dump()
    holds(items)
    for (const [code, version] of inForce) {
      const fresh = journalOf(items, code).slice(journalOf(before, code).length)
      for (const { data } of fresh)
        expect((data as { deadlineVersion: number }).deadlineVersion).toBeGreaterThanOrEqual(version)
    }
    for (const [index, { data }] of coming.entries()) {
      if (settled[index]?.status !== 'fulfilled') continue
      const subject = 'code' in data ? data.code : data.id
      inForce.set(subject, Math.max(inForce.get(subject) ?? 0, data.deadlineVersion))
    }
  }
  return now
}
