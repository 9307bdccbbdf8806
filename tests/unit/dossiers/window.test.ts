import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dossier } from '../../../functions/dossiers/dossier.ts'
import { rowView } from '../../../functions/dossiers/view.ts'
import { instants } from '../../../functions/dossiers/window.ts'
import type { Calendar } from '../../../shared/calendar/calendar.ts'
import { closeOfWorkingDayAfter } from '../../../shared/calendar/instant.ts'
import { agency } from './agency.ts'

const seed = new URL('../../../functions/procedures/seed/calendar.json', import.meta.url)
const calendar = JSON.parse(readFileSync(seed, 'utf8')) as Calendar
const office = { sessions: agency(1).receivingPoints[0]?.hours ?? [] }

const stateOf = (dueAt: string, now: string, days: number) => {
  const row = { code: 'c', procedure: { code: 'p', version: 1 }, status: 4, dueAt, receivingPoint: 'H26.125-01' }
  const around = { agency: agency(days), procedure: { code: 'p', versions: [] }, calendar, now }
  return rowView({ ...row, channel: 'DESK', version: 1 } as Dossier & { version: number }, around).deadlineState
}
const windowOf = (view: 'overdue' | 'due-soon', now: string, days: number) =>
  instants(view, now, 'H26.125', { agency: async () => agency(days), calendar: async () => calendar })

const halfHours = fc
  .integer({ min: 0, max: 48 * 120 })
  .map((n) => new Date(Date.parse('2026-08-20T00:00:00Z') + n * 1_800_000).toISOString())

describe('the list of what is soon due', () => {
  it('holds exactly what the state of each dossier calls DUE_SOON: at night, at weekends and around holidays', async () => {
    await fc.assert(
      fc.asyncProperty(
        halfHours,
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: -2, max: 6 }),
        async (now, days, n) => {
          const dueAt = closeOfWorkingDayAfter(now.slice(0, 10), n, calendar, office)
          const { sortFrom = '', sortTo } = await windowOf('due-soon', now, days)
          const listed = sortFrom <= dueAt && dueAt <= sortTo
          expect(listed).toBe(stateOf(dueAt, now, days) === 'DUE_SOON')
        },
      ),
      { numRuns: 1_000 },
    )
  })

  it.each([
    ['a Tuesday morning', '2026-11-17T02:00:00.000Z', '2026-11-18T10:00:00.000Z'],
    ['a Tuesday at closing', '2026-11-17T10:00:00.000Z', '2026-11-19T10:00:00.000Z'],
    ['a Saturday', '2026-11-21T02:00:00.000Z', '2026-11-25T10:00:00.000Z'],
  ])('reaches on %s to the close of the next working day but those that are over', async (_, now, last) => {
    expect((await windowOf('due-soon', now, 1)).sortTo).toBe(last)
  })
})

describe('an agency that is not known here, or not in full', () => {
  const now = '2026-11-26T02:00:00.000Z'
  it.each([
    ['it', undefined, calendar],
    ['its receiving point', { ...agency(1), receivingPoints: [] }, calendar],
    ['its calendar', agency(1), undefined],
  ])('has no list of what is soon due: %s is missing', async (_, ward, days) => {
    const reference = { agency: async () => ward, calendar: async () => days }
    await expect(instants('due-soon', now, 'H26.125', reference)).rejects.toMatchObject({
      problem: 'agency-not-found',
    })
  })
})

describe('the list of what is overdue', () => {
  it('ends now', async () => {
    const now = '2026-11-26T02:00:00.000Z'
    expect(await windowOf('overdue', now, 1)).toEqual({ sortTo: now })
  })
})
