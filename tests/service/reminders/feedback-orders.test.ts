import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { FeedbackEvent } from '../../../functions/reminders/copies.ts'
import { holds, journalOf, names } from './invariants.ts'
import { live, oneInTen, step } from './living.ts'
import { feedbackEvent, local, openStand, type Stand } from './stand.ts'

const days = ['2026-11-18 17:00', '2026-11-19 17:00', '2026-11-20 17:00'].map(local)
const waiting = ['RECEIVED', 'NEED_INFO', 'IN_PROGRESS', 'ANSWERED']
const over = ['REJECTED', 'FORWARDED', 'PUBLISHED']

const happening = fc.record({
  status: fc.constantFrom(...waiting, ...over),
  due: fc.constantFrom(...days),
  person: fc.constantFrom(undefined, 'specialist-1', 'specialist-2'),
})

/** The events of a feedback from its receipt on, not always likely ones; one in three is a denunciation. */
const history = fc
  .tuple(fc.array(happening, { maxLength: 4 }), fc.constantFrom(false, false, true))
  .map(([rows, denounces]) => (id: string): FeedbackEvent[] => {
    const kind = denounces ? { kind: 'TO_CAO', restricted: true as const } : {}
    let [before, deadlineVersion]: [string | undefined, number] = [days[0], 1]
    const later = rows.map(({ status, due, person }, index) => {
      const dueAt = over.includes(status) ? undefined : due
      if (dueAt !== before) deadlineVersion += 1
      before = dueAt
      const given = person ? { assignee: { person } } : {}
      return feedbackEvent(id, index + 2, { ...kind, status, dueAt, deadlineVersion, ...given }, 'feedback.noted')
    })
    return [feedbackEvent(id, 1, { ...kind, dueAt: days[0] ?? '' }), ...later]
  })

/** What of a denunciation reaches anybody but leaders: it must be nothing, at any time. */
async function kept(stand: Stand, histories: FeedbackEvent[][]) {
  const items = await stand.dump()
  for (const [{ data: first } = { data: undefined }] of histories) {
    if (!first?.restricted) continue
    const told = journalOf(items, first.id).map(
      ({ data }) => data as { to?: string; officer?: string; restricted?: true },
    )
    expect(told.filter(({ to = 'LEADER', restricted }) => to !== 'LEADER' || !restricted)).toEqual([])
    expect(told.filter(({ officer }) => officer === 'clerk-1')).toEqual([])
    expect(items.filter(({ pk, sk }) => String(pk).startsWith('FEED#') && sk === first.id)).toEqual([])
  }
}

/** What the plain reading of the rules wants in the end of a feedback, after sweeps up to Thursday of the next week. */
async function ended(stand: Stand, events: FeedbackEvent[], silent: number) {
  const { id, dueAt, status, kind } = (events.at(-1) as FeedbackEvent).data
  const journal = journalOf(await stand.dump(), id)
  const told = journal.map(names)
  if (dueAt === undefined) return expect([id, told.length]).toEqual([id, silent])
  const { skipped = [] } = (await stand.store.deadline(id)) ?? {}
  const count = (name: string) => told.filter((one) => one === name).length
  const warned = count(`DUE_SOON of ${dueAt}`) + skipped.filter((one) => one.dueAt === dueAt).length
  const late = ['23', '25', '26'].map((day) => count(`OVERDUE on 2026-11-${day}`))
  expect({ id, warned, due: count(`DUE of ${dueAt}`), missed: count(`deadline.missed of ${dueAt}`), late }).toEqual({
    ...{ id, warned: 1, due: 1, missed: 1, late: [1, 1, 1] },
  })
  const asked = kind === 'TO_CAO' ? 'HANDLE' : status === 'ANSWERED' ? 'PUBLISH' : 'ANSWER'
  expect(journal.at(-1)?.data).toMatchObject({ feedback: id, toDo: asked })
}

it('Whatever of a feedback comes twice, late, in any order, beside sweeps, and fails: in the end all is told once, and of a denunciation to leaders alone', {
  timeout: 60_000,
}, async () => {
  let number = 0
  const property = fc.asyncProperty(
    fc.tuple(history, history, history),
    fc.array(step, { minLength: 3, maxLength: 5 }),
    fc.nat(),
    async (makers, steps, seed) => {
      const own = await openStand()
      const all = makers.map((make) => {
        number += 1
        return make(`7K3M9Q${String(number).padStart(4, '0')}`)
      })
      own.faults.follow(oneInTen(seed))
      const now = await live(own, all.flat(), steps)
      own.faults.mend()
      for (const one of all.flat()) await own.store.hear(one, now)
      const items = await own.dump()
      const silent = all.map(([first]) => journalOf(items, first?.data.id ?? '').length)
      for (const at of ['20 17:00', '23 08:00', '25 08:00', '26 08:00']) await own.sweep(local(`2026-11-${at}`))
      holds(await own.dump())
      await kept(own, all)
      for (const [index, events] of all.entries()) await ended(own, events, silent[index] ?? 0)
    },
  )
  await fc.assert(property, { numRuns: 3, seed: 20_261_118, endOnFailure: true, interruptAfterTimeLimit: 20_000 })
})
