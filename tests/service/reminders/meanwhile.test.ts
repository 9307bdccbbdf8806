import { beforeAll, describe, expect, it } from 'vitest'
import type { DossierEvent } from '../../../functions/reminders/copies.ts'
import { holds, journalOf, names } from './invariants.ts'
import { event, local, openStand, type Stand } from './stand.ts'

let stand: Stand
beforeAll(async () => {
  stand = await openStand()
})

let number = 0
const newCode = () => {
  number += 1
  return `H26.125-261116-${String(number).padStart(4, '0')}`
}
const accepted = local('2026-11-16 09:10')
const dueAt = local('2026-11-19 17:00')
const opening = (day: string) => local(`2026-11-${day} 08:00`)

const toldOf = async (code: string) => journalOf(await stand.dump(), code).map(names)
const stands = { status: 5, pausedAt: local('2026-11-17 09:00') }
const moves = { status: 4, dueAt: local('2026-11-27 17:00'), deadlineVersion: 2, assignee: { person: 'sp-1' } }

describe('What was moved is not told', () => {
  it.each([
    ['moved', moves, 'dossier.extended'],
    ['ended', { status: 9 }, 'dossier.completed'],
    ['left to stand', stands, 'dossier.supplement-requested'],
  ])('by a sweep that had read it just before it was %s', async (_, data, type) => {
    for (const calls of [1, 2, 3, 4]) {
      const code = newCode()
      await stand.store.hear(event(code), accepted)
      const due = opening('18')
      let moved: Promise<void> | undefined
      // The event is heard in full while the sweep stands before its n-th call.
      stand.faults.follow(
        (n) => {
          if (n === calls) moved ??= stand.store.hear(event(code, 2, data, type), due)
          return undefined
        },
        () => moved,
      )
      await stand.fresh().tell({ subject: code, at: due }, () => due)
      stand.faults.mend()
      expect([calls, moved !== undefined, await toldOf(code)]).toEqual([calls, true, []])
    }
    holds(await stand.dump())
  })
})

describe('An event that is being heard', () => {
  /** Hears an event up to its n-th call, lets something else happen in full, and goes on. */
  async function heardAround(one: DossierEvent, n: number, happens: () => Promise<unknown>) {
    let meanwhile: Promise<unknown> | undefined
    const begin = (call: number) => {
      if (call === n) meanwhile ??= happens()
      return undefined
    }
    stand.faults.follow(begin, () => meanwhile)
    await stand.fresh().hear(one, accepted)
    stand.faults.mend()
    return meanwhile !== undefined
  }
  const calls = [1, 2, 3, 4, 5]

  it('gives way to a newer one that was heard meanwhile', async () => {
    for (const n of calls) {
      const code = newCode()
      await stand.store.hear(event(code), accepted)
      const newer = event(code, 3, moves, 'dossier.extended')
      const older = event(code, 2, { assignee: { person: 'sp-2' } }, 'dossier.assigned')
      expect(await heardAround(older, n, () => stand.store.hear(newer, accepted))).toBe(true)
      const now = await stand.store.deadline(code)
      expect([n, now?.seen, now?.assignee, now?.due]).toEqual([n, 3, 'sp-1', local('2026-11-26 08:00')])
    }
    holds(await stand.dump())
  })

  it('keeps what a sweep has told meanwhile', async () => {
    for (const n of calls) {
      const code = newCode()
      await stand.store.hear(event(code), accepted)
      const given = event(code, 2, { assignee: { person: 'sp-2' } }, 'dossier.assigned')
      const sweeps = () => stand.store.tell({ subject: code, at: opening('18') }, () => opening('18'))
      expect(await heardAround(given, n, sweeps)).toBe(true)
      expect([n, (await stand.store.deadline(code))?.due]).toEqual([n, dueAt])
      expect(await toldOf(code)).toEqual([`DUE_SOON of ${dueAt}`])
    }
    holds(await stand.dump())
  })
})

describe('A call that meets a transaction of somebody else', () => {
  it('is made again at once: the event need not come again', async () => {
    const conflict = () => Object.assign(new Error('conflict'), { name: 'TransactionConflictException' })
    const code = newCode()
    await stand.store.hear(event(code), accepted)
    const noted = event(code, 2, { assignee: { unit: 'ho-tich' } }, 'dossier.handed-over')
    let met = 0
    stand.faults.follow(() => {
      // Copies, watermark and head are read and written before; the conflict meets the put of the head.
      if (stand.faults.log().at(-1) !== 'PutItemCommand' || stand.faults.log().length < 4 || met > 0) return undefined
      met += 1
      return conflict()
    })
    await stand.fresh().hear(noted, accepted)
    stand.faults.mend()
    expect([met, (await stand.store.deadline(code))?.unit]).toEqual([1, 'ho-tich'])
    holds(await stand.dump())
  })
})
