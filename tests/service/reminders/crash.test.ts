import { beforeAll, describe, expect, it } from 'vitest'
import type { DossierEvent, FeedbackEvent } from '../../../functions/reminders/copies.ts'
import { holds, journalOf, names } from './invariants.ts'
import { event, feedbackEvent, type Happened, local, openStand, type Stand } from './stand.ts'

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
const missed = 'deadline.missed'

/** The places at which work can be killed: before and after each of its calls. */
async function places(work: () => Promise<unknown>): Promise<[number, 'before' | 'after'][]> {
  stand.faults.mend()
  await work()
  return stand.faults.log().flatMap((_, index): [number, 'before' | 'after'][] => [
    [index + 1, 'before'],
    [index + 1, 'after'],
  ])
}

/** Kills the work at a place. @returns whether it had said that it was done. */
async function killed(work: () => Promise<unknown>, [n, when]: [number, 'before' | 'after']): Promise<boolean> {
  stand.faults.killAt(n, when === 'after')
  const done = await work().then(
    () => true,
    () => false,
  )
  stand.faults.mend()
  return done
}

const toldOf = async (code: string) => journalOf(await stand.dump(), code).map(names)
const stands = { status: 5, pausedAt: local('2026-11-17 09:00') }
const moves = { status: 4, dueAt: local('2026-11-27 17:00'), deadlineVersion: 2, assignee: { person: 'sp-1' } }

const hearing: [string, Partial<DossierEvent['data']>[], string | undefined][] = [
  ['the first event', [{}], local('2026-11-18 08:00')],
  ['an event that moves the due date and the officer', [{}, moves], local('2026-11-26 08:00')],
  ['an event that ends it', [{}, { status: 9 }], undefined],
  ['an event that lets it stand', [{}, stands], undefined],
  ['an event that lets it go on', [{}, stands, { status: 4 }], local('2026-11-18 08:00')],
]

const publication = { status: 'ANSWERED', dueAt: local('2026-11-18 17:00'), deadlineVersion: 2 }
const over = { status: 'REJECTED', dueAt: undefined, deadlineVersion: 2 }
const denounces = { kind: 'TO_CAO', restricted: true } as const
const hearingFeedback: [string, Partial<FeedbackEvent['data']>[], string | undefined][] = [
  ['that a feedback came in', [{}], local('2026-11-18 08:00')],
  ['an answer that makes its publication due', [{}, publication], local('2026-11-17 08:00')],
  ['that nothing more of a feedback is waited for', [{}, over], undefined],
  ['that it is waited for again', [{}, over, { status: 'IN_PROGRESS', deadlineVersion: 3 }], local('2026-11-18 08:00')],
  ['a denunciation', [denounces], local('2026-11-18 08:00')],
]
const eventsOf = {
  dossier: (code: string, data: Partial<DossierEvent['data']>[]): Happened[] =>
    data.map((more, index) => event(code, index + 1, more, index ? 'dossier.noted' : undefined)),
  feedback: (code: string, data: Partial<FeedbackEvent['data']>[]): Happened[] =>
    data.map((more, index) => feedbackEvent(code, index + 1, more, index ? 'feedback.noted' : undefined)),
}

describe('A consumer that is killed before or after any call', () => {
  it.each([
    ...hearing.map(([what, data, due]) => [what, (code: string) => eventsOf.dossier(code, data), due] as const),
    ...hearingFeedback.map(
      ([what, data, due]) => [what, (code: string) => eventsOf.feedback(code, data), due] as const,
    ),
  ])('while it hears %s leaves one plan, once the queue has brought it again', async (_, events, due) => {
    const prepared = async () => {
      const code = newCode()
      const all = events(code)
      for (const earlier of all.slice(0, -1)) await stand.store.hear(earlier, accepted)
      return { code, last: all.at(-1) as Happened }
    }
    const first = await prepared()
    const all = await places(() => stand.fresh().hear(first.last, accepted))
    expect(all.length).toBeGreaterThan(4)
    for (const place of all) {
      const { code, last } = await prepared()
      const done = await killed(() => stand.fresh().hear(last, accepted), place)
      holds(await stand.dump())
      if (!done) await stand.fresh().hear(last, accepted)
      await stand.fresh().hear(last, local('2026-11-16 09:12'))
      expect([place, (await stand.store.deadline(code))?.due]).toEqual([place, due])
    }
    const items = await stand.dump()
    holds(items)
  })
})

const opening = (day: string) => local(`2026-11-${day} 08:00`)
/** What a sweep comes for, what had been told before, and what is told after it. */
const telling: [string, string[], string, string[]][] = [
  ['the warning', [], opening('18'), [`DUE_SOON of ${dueAt}`]],
  ['that it is due', [opening('18')], dueAt, [`DUE of ${dueAt}`]],
  [
    'the leader that it is late',
    [opening('18'), dueAt],
    opening('20'),
    [`${missed} of ${dueAt}`, 'OVERDUE on 2026-11-20'],
  ],
  ['the leader again', [opening('18'), dueAt, opening('20')], opening('23'), ['OVERDUE on 2026-11-23']],
  [
    'all that an outage has left',
    [],
    local('2026-11-20 10:00'),
    [`DUE of ${dueAt}`, `${missed} of ${dueAt}`, 'OVERDUE on 2026-11-20'],
  ],
]

describe('A sweep that is killed before or after any call', () => {
  it.each(telling)('while it tells %s tells it once, once the next has run', async (_, before, at, expected) => {
    const prepared = async () => {
      const code = newCode()
      await stand.store.hear(event(code), accepted)
      for (const now of before) await tell(code, now)
      return { code, due: (await stand.store.deadline(code))?.due ?? '' }
    }
    const tell = async (subject: string, now: string, store: Pick<Stand['store'], 'tell'> = stand.store) => {
      const due = (await stand.store.deadline(subject))?.due ?? ''
      return store.tell({ subject, at: due }, () => now)
    }
    const one = await prepared()
    const all = await places(() => stand.fresh().tell({ subject: one.code, at: one.due }, () => at))
    expect(all.length).toBeGreaterThan(6)
    const told: string[][] = []
    for (const place of all) {
      const { code, due } = await prepared()
      const seen = (await toldOf(code)).length
      await killed(() => stand.fresh().tell({ subject: code, at: due }, () => at), place)
      holds(await stand.dump())
      // The row that the killed one had, which is old news by then, and the one that stands now.
      await stand.fresh().tell({ subject: code, at: due }, () => at)
      await tell(code, at, stand.fresh())
      told.push((await toldOf(code)).slice(seen))
    }
    expect(told).toEqual(all.map(() => expected))
    holds(await stand.dump())
  })

  it('is caught up by the next one: a killed sweep loses no row', { timeout: 60_000 }, async () => {
    const now = opening('18')
    const begun = async () => {
      const own = await openStand()
      const codes = Array.from({ length: 4 }, newCode)
      for (const code of codes) await own.store.hear(event(code), accepted)
      // Two minutes earlier another sweep was here, so that this one looks at one hour.
      await own.sweep(local('2026-11-18 07:59'))
      return { own, codes }
    }
    const { own: first } = await begun()
    first.faults.mend()
    await first.unsure(now)
    const calls = first.faults.log().length
    const every = Array.from({ length: calls }, (_, index) => index + 1).filter((n) => n <= 1 || n > 2 * 16)
    for (const n of every.filter((_, index) => index % 3 === 0)) {
      const { own, codes } = await begun()
      own.faults.killAt(n, n % 2 === 0)
      await own.unsure(now).catch(() => undefined)
      own.faults.mend()
      holds(await own.dump())
      await own.sweep(local('2026-11-18 08:01'))
      const items = await own.dump()
      holds(items)
      for (const code of codes) expect([n, journalOf(items, code).map(names)]).toEqual([n, [`DUE_SOON of ${dueAt}`]])
    }
  })
})

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
