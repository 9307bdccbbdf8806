import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dossier } from '../../../functions/dossiers/dossier.ts'
import { type AgencyCopy, appointmentAfter, countedBy } from '../../../functions/dossiers/reference.ts'
import { countsOtherwise, replan } from '../../../functions/dossiers/replanning.ts'
import { allStatuses } from '../../../functions/dossiers/status.ts'
import type { Calendar } from '../../../shared/calendar/calendar.ts'
import { agency } from './agency.ts'
import { accepted, calendar } from './sample.ts'

const ward = agency(1)
const now = '2026-11-17T02:00:00.000Z'
const dayOff = (...on: string[]): Calendar => ({
  ...calendar,
  version: calendar.version + 1,
  days: [
    ...calendar.days.filter((day) => !on.includes(day.on)),
    ...on.map((day) => ({ on: day, kind: 'OFF' as const, name: 'Nghỉ', basis: 'Thử', status: 'CONFIRMED' as const })),
  ],
})
const by =
  (known: Calendar, at: AgencyCopy = ward) =>
  (dossier: Dossier) =>
    appointmentAfter(dossier, dossier.pauses ?? [], at, known)
const running = [2, 4, 6] as const

describe('a deadline that is counted anew', () => {
  it('moves with a decreed day off: a new version, an event, and the first promise kept in the record', () => {
    const acted = replan(accepted({ status: 4, assignee: { person: 'p' } }), by(dayOff('2026-11-18')), now)
    expect(acted?.event).toBe('dossier.deadline-changed')
    expect(acted?.dossier).toMatchObject({
      status: 4,
      dueAt: '2026-11-20T10:00:00.000Z',
      inboxDueAt: '2026-11-20T10:00:00.000Z',
      originalDueAt: '2026-11-19T10:00:00.000Z',
      deadlineVersion: 2,
      provisional: false,
      assigneeId: 'p',
    })
  })

  it('moves to an earlier day, too, and says so by the same event', () => {
    const late = accepted({ dueAt: '2026-11-20T10:00:00.000Z', inboxDueAt: '2026-11-20T10:00:00.000Z' })
    expect(replan(late, by(calendar), now)?.dossier).toMatchObject({
      dueAt: '2026-11-19T10:00:00.000Z',
      deadlineVersion: 2,
    })
  })

  it('stays where what changed lies outside of it', () => {
    expect(replan(accepted(), by(calendar), now)).toBeUndefined()
    expect(replan(accepted(), by(dayOff('2026-11-20', '2026-11-13')), now)).toBeUndefined()
  })

  it('moves only while its clock runs: one that stands is counted when it goes on', () => {
    const moved = allStatuses.filter((status) => replan(accepted({ status }), by(dayOff('2026-11-18')), now))
    expect(moved).toEqual(running)
    for (const status of running) {
      expect(replan(accepted({ status, pausedAt: now }), by(dayOff('2026-11-18')), now)).toBeUndefined()
    }
    expect(replan(accepted({ dueAt: undefined }), by(dayOff('2026-11-18')), now)).toBeUndefined()
  })

  it('never moves to a moment that is over', () => {
    const closesAtNoon = {
      ...ward,
      receivingPoints: [{ ...ward.receivingPoints[0], hours: [{ from: '08:00', to: '12:00' }] }],
    }
    const due = by(calendar, closesAtNoon as AgencyCopy)
    expect(replan(accepted(), due, '2026-11-19T04:59:59.999Z')?.dossier.dueAt).toBe('2026-11-19T05:00:00.000Z')
    expect(replan(accepted(), due, '2026-11-19T05:00:00.000Z')).toBeUndefined()
  })

  it('counts the pauses since acceptance, and from the day of an extension nothing but them', () => {
    const pauses = [{ from: '2026-11-16T06:00:00.000Z', to: '2026-11-17T01:00:00.000Z' }]
    const stood = accepted({ pauses, dueAt: '2026-11-20T10:00:00.000Z' })
    expect(replan(stood, by(calendar), now)).toBeUndefined()
    expect(replan(stood, by(dayOff('2026-11-18')), now)?.dossier.dueAt).toBe('2026-11-23T10:00:00.000Z')
    const extended = accepted({ extendedTo: '2026-11-30T03:00:00.000Z', dueAt: '2026-11-30T03:00:00.000Z' })
    expect(replan(extended, by(dayOff('2026-11-18', '2026-11-30')), now)).toBeUndefined()
  })

  it('takes nothing back of what was promised before a pause, but lets it move on', () => {
    const promised = accepted({ dueAt: '2026-11-23T10:00:00.000Z', promised: true })
    expect(replan(promised, by(calendar), now)).toBeUndefined()
    const off = ['2026-11-17', '2026-11-18', '2026-11-19']
    const acted = replan(promised, by(dayOff(...off)), now)
    expect(acted?.dossier).toMatchObject({ dueAt: '2026-11-25T10:00:00.000Z', promised: undefined })
  })

  it('is an error while the agency, its calendar or the point is not known', async () => {
    const known = { agency: async () => ward, calendar: async () => calendar }
    expect((await countedBy(accepted(), known))(accepted()).dueAt).toBe('2026-11-19T10:00:00.000Z')
    const nothing = async () => undefined
    await expect(countedBy(accepted(), { ...known, agency: nothing })).rejects.toThrow('not known here')
    await expect(countedBy(accepted(), { ...known, calendar: nothing })).rejects.toThrow('not known here')
    await expect(countedBy(accepted({ receivingPoint: 'H26.125-09' }), known)).rejects.toThrow('is gone')
  })
})

describe('of any dossiers under any change of the calendar', () => {
  const day = fc.integer({ min: 0, max: 29 }).map((n) => `2026-12-${String(n + 1).padStart(2, '0')}`)
  const anyDossier = fc.record({
    acceptedAt: fc
      .tuple(day, fc.integer({ min: 0, max: 11 }))
      .map(([on, h]) => `${on}T${String(h).padStart(2, '0')}:10:00.000Z`),
    limit: fc.oneof(
      fc.record({
        unit: fc.constantFrom('WORKING_DAY', 'WORKING_HOUR', 'CALENDAR_DAY'),
        value: fc.integer({ min: 1, max: 12 }),
      }),
      fc.constant({ unit: 'SAME_DAY' as const }),
    ),
    status: fc.constantFrom(...running, ...running, ...allStatuses),
    stands: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
  })

  it('exactly those move whose count comes out otherwise, once', () => {
    const tally = { moved: 0, stayed: 0 }
    fc.assert(
      fc.property(anyDossier, fc.uniqueArray(day, { minLength: 1, maxLength: 12 }), ({ stands, ...made }, off) => {
        const base = accepted({ ...(made as Partial<Dossier>), ...(stands ? { pausedAt: made.acceptedAt } : {}) })
        const [before, after] = [by(calendar)(base), by(dayOff(...off))(base)]
        const dossier = { ...base, ...before }
        const acted = replan(dossier, by(dayOff(...off)), made.acceptedAt)
        const runs = [2, 4, 6].includes(dossier.status) && !stands
        expect(acted !== undefined).toBe(runs && after.dueAt !== before.dueAt && after.dueAt > made.acceptedAt)
        tally[acted ? 'moved' : 'stayed'] += 1
        if (!acted) return
        expect(acted.dossier).toMatchObject({ ...after, status: dossier.status, deadlineVersion: 2 })
        expect(replan(acted.dossier, by(dayOff(...off)), made.acceptedAt)).toBeUndefined()
      }),
      { numRuns: 600, seed: 7 },
    )
    expect(Math.min(tally.moved, tally.stayed)).toBeGreaterThan(50)
  })
})

describe('what an agency says of itself', () => {
  const point = ward.receivingPoints[0] as AgencyCopy['receivingPoints'][number]
  const turned = Object.fromEntries(Object.entries(point).reverse()) as typeof point
  const withPoint = (more: object) => ({ ...ward, receivingPoints: [{ ...point, ...more }] })
  const withPolicy = (more: object) => ({ ...ward, policy: { ...ward.policy, ...more } })

  it.each<[what: string, after: AgencyCopy]>([
    ['hours', withPoint({ hours: [{ from: '07:30', to: '11:30' }] })],
    ['calendar', withPoint({ calendar: 'another' })],
    ['saturdayDesk of a point', withPoint({ saturdayDesk: true })],
    ['another point', { ...ward, receivingPoints: [point, { ...point, id: 'H26.125-02' }] }],
    ['dueTimePolicy', withPolicy({ dueTimePolicy: 'SAME_CLOCK' })],
    ['saturdayDesk', withPolicy({ saturdayDesk: false })],
    ['supplementClock', withPolicy({ supplementClock: 'RESTART' })],
    ['sameDayCutoff', withPolicy({ sameDayCutoff: '14:00' })],
  ])('lets deadlines be counted otherwise: %s', (_what, after) => {
    expect(countsOtherwise(ward, after)).toBe(true)
  })

  it.each<[what: string, after: AgencyCopy]>([
    ['its name', { ...ward, agency: { ...ward.agency, name: 'Phường khác' } }],
    ['the name of a point', withPoint({ name: 'Điểm khác' })],
    ['when something is due soon', withPolicy({ dueSoonWd: 3 })],
    ['how often papers are asked for', withPolicy({ supplementMax: 2, extensionMax: 0, feePausesClock: true })],
    ['its superior agency', { ...ward, lineage: ['H26'] }],
    ['the same, in another order', { ...ward, receivingPoints: [turned] }],
  ])('leaves them as they are: %s', (_what, after) => {
    expect(countsOtherwise(ward, after)).toBe(false)
  })
})
