import { beforeAll, describe, expect, it } from 'vitest'
import seed from '../../../functions/procedures/seed/calendar.json' with { type: 'json' }
import { agencyData } from './desk.ts'
import { holds, journalOf, names } from './invariants.ts'
import { event, local, openStand, type Stand } from './stand.ts'

let stand: Stand
beforeAll(async () => {
  stand = await openStand()
})

let number = 0
const newCode = (agency = 'H26.125') => {
  number += 1
  return `${agency}-261116-${String(number).padStart(4, '0')}`
}
const [heardAt, warning, dueAt] = ['2026-11-16 09:10', '2026-11-18 08:00', '2026-11-19 17:00'].map(local) as [
  string,
  string,
  string,
]
const tell = async (code: string, now: string) =>
  stand.fresh().tell({ subject: code, at: (await stand.store.deadline(code))?.due ?? '' }, () => now)
const told = async (code: string) => journalOf(await stand.dump(), code)

describe('Between planning and telling', () => {
  it('the officer may change: who has the dossier then is told', async () => {
    const code = newCode()
    await stand.store.hear(event(code), heardAt)
    const given = { status: 4, assignee: { unit: 'ho-tich', person: 'specialist-1' } }
    await stand.store.hear(event(code, 2, given, 'dossier.assigned'), heardAt)
    await tell(code, warning)
    expect((await told(code)).map(({ data }) => data)).toMatchObject([{ officer: 'specialist-1', unit: 'ho-tich' }])
    holds(await stand.dump())
  })

  it('the deadline may get a new version for the same instant: it is told once, under the new one', async () => {
    const code = newCode()
    await stand.store.hear(event(code), heardAt)
    await tell(code, warning)
    await stand.store.hear(event(code, 2, { deadlineVersion: 2 }, 'dossier.deadline-changed'), warning)
    await tell(code, dueAt)
    const entries = await told(code)
    expect(entries.map(names)).toEqual([`DUE_SOON of ${dueAt}`, `DUE of ${dueAt}`])
    expect(entries.map(({ data }) => data.deadlineVersion)).toEqual([1, 2])
    holds(await stand.dump())
  })

  it('versions may be skipped: the newest counts, and those that come after it say nothing', async () => {
    const code = newCode()
    const later = { status: 4, dueAt: local('2026-11-27 17:00'), deadlineVersion: 3 }
    await stand.store.hear(event(code), heardAt)
    await stand.store.hear(event(code, 7, later, 'dossier.extended'), heardAt)
    for (const version of [6, 2, 5, 3, 4]) {
      await stand.store.hear(event(code, version, { status: 9 }, 'dossier.completed'), heardAt)
    }
    expect(await stand.store.deadline(code)).toMatchObject({ seen: 7, due: local('2026-11-26 08:00') })
    holds(await stand.dump())
  })

  it('the day may be given off: what is told at an opening waits for the next', async () => {
    const code = newCode()
    await stand.store.hear(event(code), heardAt)
    const off = { on: '2026-11-18', kind: 'OFF', name: 'Nghỉ', basis: 'test', status: 'CONFIRMED' }
    await stand.kept.keepCalendar(seed.id, 2, { ...seed, days: [...seed.days, off] })
    await tell(code, warning)
    expect([await told(code), (await stand.store.deadline(code))?.due]).toEqual([[], local('2026-11-19 08:00')])
    holds(await stand.dump())
    await tell(code, local('2026-11-19 08:00'))
    expect((await told(code)).map(names)).toEqual([`DUE_SOON of ${dueAt}`])
  })
})

describe('An agency whose copy is still on its way', () => {
  it('has its dossiers planned when the event comes again, by the same process', async () => {
    const [other, process] = ['H26.777', stand.fresh()]
    const code = newCode(other)
    const accepted = event(code, 1, { agency: other, receivingPoint: `${other}-01` })
    await expect(process.hear(accepted, heardAt)).rejects.toThrow(`${other} is not known here yet`)
    holds(await stand.dump())
    const { agency, ...record } = agencyData(other)
    await stand.kept.keepAgency(other, 1, { name: agency.name, ...record })
    await process.hear(accepted, heardAt)
    expect((await stand.store.deadline(code))?.running).toBe(true)
    holds(await stand.dump())
  })
})
