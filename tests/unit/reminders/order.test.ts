import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DossierEvent } from '../../../functions/reminders/copies.ts'
import { type Deadline, fired } from '../../../functions/reminders/deadline.ts'
import { accepted, heard, later, local, place } from './sample.ts'

/** Hours after the acceptance at which something happened, and what: a history of a dossier, not always a likely one. */
const happening = fc.record({
  hours: fc.integer({ min: 1, max: 90 }),
  status: fc.constantFrom(2, 4, 4, 4, 5, 6, 9),
  due: fc.constantFrom('2026-11-19 17:00', '2026-11-20 17:00', '2026-11-25 17:00'),
  person: fc.constantFrom(undefined, 'specialist-1', 'specialist-2'),
})

const history = fc.array(happening, { maxLength: 8 }).map((rows): DossierEvent[] => {
  let time = Date.parse(accepted.time)
  let [dueAt, deadlineVersion] = [accepted.data.dueAt, 1]
  const events = rows.map(({ hours, status, due, person }, index) => {
    time += hours * 3_600_000
    if (local(due) !== dueAt) deadlineVersion += 1
    dueAt = local(due)
    const at = new Date(time).toISOString()
    const stands = status === 5 ? { pausedAt: at } : {}
    const assignee = person ? { assignee: { person } } : {}
    return later('dossier.noted', index + 2, at, { status, dueAt, deadlineVersion, ...stands, ...assignee })
  })
  return [accepted, ...events]
})

const all = (events: DossierEvent[], now: string) =>
  events.reduce<Deadline | undefined>((before, event) => heard(before, event, now, place) ?? before, undefined)

/** What follows from the newest event alone; what was told stays out of it. */
const known = (deadline: Deadline | undefined) => ({ ...deadline, plan: deadline?.plan, due: deadline?.due })

describe('events of a dossier', () => {
  it('come to the same plan in any order and however often', () => {
    fc.assert(
      fc.property(
        history.chain((events) =>
          fc.tuple(
            fc.constant(events),
            fc.shuffledSubarray(events, { minLength: events.length }),
            fc.array(fc.constantFrom(...events)),
          ),
        ),
        ([events, shuffled, repeated]) => {
          const now = accepted.time
          expect(known(all([...shuffled, ...repeated], now))).toEqual(known(all(events, now)))
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('never make a step of the ladder told twice for the same instant, whatever happens between', () => {
    fc.assert(
      fc.property(history, fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 30 }), (events, ticks) => {
        const told: string[] = []
        let deadline: Deadline | undefined
        const moments = [
          ...events.map((event) => ({ at: event.time, event })),
          ...ticks.map((hours) => ({
            at: new Date(Date.parse(accepted.time) + hours * 5 * 3_600_000).toISOString(),
            event: undefined,
          })),
        ].sort((a, b) => (a.at < b.at ? -1 : 1))
        for (const { at, event } of moments) {
          if (event) deadline = heard(deadline, event, at, place) ?? deadline
          for (
            let result = deadline && fired(deadline, at, place);
            result;
            result = fired(deadline as Deadline, at, place)
          ) {
            const [rung] = (deadline as Deadline).plan
            if (result.tell) told.push(`${rung?.kind} ${rung?.at}`)
            // Nobody is reminded of what stands or is over.
            expect((deadline as Deadline).running).toBe(true)
            deadline = result.deadline
          }
        }
        expect(told).toEqual([...new Set(told)])
      }),
      { numRuns: 1000 },
    )
  })
})
