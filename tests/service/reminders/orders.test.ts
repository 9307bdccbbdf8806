import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { DossierEvent } from '../../../functions/reminders/copies.ts'
import { holds, journalOf, names } from './invariants.ts'
import { live, oneInTen, start, step } from './living.ts'
import { event, local, openStand, type Stand } from './stand.ts'

const days = ['2026-11-18 17:00', '2026-11-19 17:00', '2026-11-20 17:00'].map(local)

const happening = fc.record({
  status: fc.constantFrom(2, 4, 4, 5, 6, 9),
  due: fc.constantFrom(...days),
  person: fc.constantFrom(undefined, 'specialist-1', 'specialist-2'),
})

/** The events of a dossier from its acceptance on, not always likely ones. */
const history = fc.array(happening, { maxLength: 4 }).map((rows) => (code: string): DossierEvent[] => {
  let [dueAt, deadlineVersion] = [days[0] ?? '', 1]
  const noted = rows.map(({ status, due, person }, index) => {
    if (due !== dueAt) deadlineVersion += 1
    dueAt = due
    const more = { ...(status === 5 ? { pausedAt: start } : {}), ...(person ? { assignee: { person } } : {}) }
    return event(code, index + 2, { status, dueAt, deadlineVersion, ...more }, 'dossier.noted')
  })
  return [event(code, 1, { dueAt: days[0] ?? '' }), ...noted]
})

/** What the plain reading of the rules wants in the end of a dossier, after sweeps up to Thursday of the next week. */
async function ended(stand: Stand, events: DossierEvent[], silent: number) {
  const { data } = events.at(-1) as DossierEvent
  const { code, status, pausedAt, dueAt } = data
  const told = journalOf(await stand.dump(), code).map(names)
  if (![2, 4, 6].includes(status) || pausedAt) return expect([code, told.length]).toEqual([code, silent])
  const { skipped = [], due } = (await stand.store.deadline(code)) ?? {}
  const count = (name: string) => told.filter((one) => one === name).length
  const warned = count(`DUE_SOON of ${dueAt}`) + skipped.filter((one) => one.dueAt === dueAt).length
  const late = ['21', '22', '23', '24', '25', '26'].map((day) => count(`OVERDUE on 2026-11-${day}`))
  expect({ code, warned, due: count(`DUE of ${dueAt}`), missed: count(`deadline.missed of ${dueAt}`), late }).toEqual({
    // Saturday, Sunday and Tuesday, which is off, are silent.
    ...{ code, warned: 1, due: 1, missed: 1, late: [0, 0, 1, 0, 1, 1] },
  })
  expect(due).toBe(local('2026-11-27 08:00'))
}

it('Whatever comes twice, late, in any order, beside one sweep or three, and fails: in the end all that is due was told once or left out with its reason', {
  timeout: 90_000,
}, async () => {
  let number = 0
  const property = fc.asyncProperty(
    fc.tuple(history, history, history),
    fc.array(step, { minLength: 4, maxLength: 12 }),
    fc.nat(),
    async (histories, steps, seed) => {
      const own = await openStand()
      const all = histories.map((make) => {
        number += 1
        return make(`H26.125-261116-${String(number).padStart(4, '0')}`)
      })
      own.faults.follow(oneInTen(seed))
      const now = await live(own, all.flat(), steps)
      own.faults.mend()
      for (const one of all.flat()) await own.store.hear(one, now)
      const items = await own.dump()
      const silent = all.map(([first]) => journalOf(items, first?.data.code ?? '').length)
      for (const at of ['20 17:00', '22 03:00', '23 08:00', '24 08:00', '25 08:00', '26 08:00']) {
        await own.sweep(local(`2026-11-${at}`))
      }
      holds(await own.dump())
      for (const [index, events] of all.entries()) await ended(own, events, silent[index] ?? 0)
    },
  )
  await fc.assert(property, { numRuns: 8, seed: 20_261_118, endOnFailure: true, interruptAfterTimeLimit: 40_000 })
})
