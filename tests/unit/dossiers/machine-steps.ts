import fc from 'fast-check'
import type { Dossier } from '../../../functions/dossiers/dossier.ts'
import { intake } from '../../../functions/dossiers/intake.ts'
import { acceptanceDue, appointmentFor } from '../../../functions/dossiers/reference.ts'
import { deadline, type Limit } from '../../../shared/calendar/deadline.ts'
import { localDate, plusDays, workingDaysAfter } from '../../../shared/calendar/instant.ts'
import { officeOf } from '../../../shared/calendar/office.ts'
import { type Brought, having, type Model, possibleNow, type Rules, verdict } from './machine-model.ts'
import { papers, wardWith } from './machine-run.ts'
import { calendar } from './sample.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const firstFiling = Date.parse('2026-11-02T01:00:00Z')
export const receivingPoint = 'H26.125-01'

/** Where the pure files decide who, anybody else is tried too; elsewhere the permission table keeps him out. */
const tried = (act: string, status: number) =>
  ['hand-over', 'correct', 'request-supplement'].includes(act) || (act === 'complete' && status === 4)
    ? ['clerk', 'specialist', 'leader', 'citizen', 'holder']
    : (having[act] ?? [])

/** A filing at the desk or online, by any limit, at an agency of any policy. */
export const anyStart = fc.record({
  online: fc.boolean(),
  filedAfterMs: fc.integer({ min: 0, max: 21 * dayMs }),
  limit: fc.oneof(
    fc.constant<Limit>({ unit: 'SAME_DAY' }),
    fc.integer({ min: 1, max: 15 }).map((value): Limit => ({ unit: 'WORKING_DAY', value })),
    fc.integer({ min: 2, max: 40 }).map((value): Limit => ({ unit: 'WORKING_HOUR', value })),
  ),
  policy: fc.record({
    supplementMax: fc.constantFrom(1, 1, 2),
    supplementStageCounted: fc.constantFrom('EXAMINATION' as const, 'EXAMINATION' as const, 'ALL' as const),
    extensionMax: fc.constantFrom(1, 1, 0, 2),
    feePausesClock: fc.boolean(),
    dueTimePolicy: fc.constantFrom('CLOSE_OF_DAY' as const, 'SAME_CLOCK' as const),
  }),
})
export type Start = typeof anyStart extends fc.Arbitrary<infer Value> ? Value : never

/** Minutes to weeks later, somebody does something. */
export const anyStep = fc.record({
  pick: fc.nat(),
  // Mostly what passes and ends nothing, so that a sequence gets deep; else anything at all.
  way: fc.constantFrom('on' as const, 'on' as const, 'on' as const, 'on' as const, 'possible' as const, 'any' as const),
  any: fc.constantFrom(...Object.keys(having)),
  passedMs: fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 6 * 60 }).map((minutes) => minutes * minuteMs) },
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 3 * dayMs }) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 * 7 * dayMs }) },
  ),
  ground: fc.boolean(),
  flawed: fc.constantFrom(false, false, false, true),
  atRest: fc.boolean(),
  outcome: fc.constantFrom('APPROVED' as const, 'DENIED' as const),
  // The agency may change its mind while dossiers run.
  supplementClock: fc.constantFrom('PAUSE' as const, 'PAUSE' as const, 'PAUSE' as const, 'RESTART' as const),
})
export type Step = typeof anyStep extends fc.Arbitrary<infer Value> ? Value : never

/** The filing as the desk or the citizen made it, and what the model knows of it. */
export function begun({ online, filedAfterMs, limit, policy }: Start) {
  const ward = wardWith(policy)
  const at = new Date(firstFiling + filedAfterMs).toISOString()
  const channel = online ? 'ONLINE' : 'DESK'
  const firstDue = () => acceptanceDue(receivingPoint, at, ward, calendar)
  const { dossier } = intake(
    { channel, receivingPoint, papers, returnBy: { method: 'DESK' } },
    {
      code: 'H26.125-261102-0001',
      agency: 'H26.125',
      procedure: { code: '1.004873', version: 2 },
      case: 'ONE',
      limit,
      secretHash: 'hash',
    },
    { id: 'filer', role: online ? 'citizen' : 'clerk' },
    at,
    { appointment: () => appointmentFor({ limit, channel, receivingPoint }, at, ward, calendar), firstDue },
  )
  const { dueAt } = deadline({ limit, acceptedAt: at, channel }, calendar, officeOf(ward, receivingPoint), ward.policy)
  const accepted = { status: 2, acceptedAt: at, dueAt, originalDueAt: dueAt, deadlineVersion: 1 }
  const nothing = { cameFrom: 0, supplements: 0, extensions: 0, flagged: false, deadlineVersion: 0, pauses: [] }
  const model: Model = { status: 1, ...nothing, ...(online ? { firstDue: firstDue() } : accepted) }
  const rules: Rules = { ...policy, sameDay: limit.unit === 'SAME_DAY' }
  const begin: Dossier = dossier
  return { begin, model, rules, filedAt: Date.parse(at) }
}

/** A date for an extension: on a working day after all that was promised; flawed, not later or on a Sunday. */
export function newDueAtOf({ dueAt }: Model, at: string, { flawed, atRest }: Step): string {
  const last = localDate(dueAt && dueAt > at ? dueAt : at)
  if (!flawed) return `${workingDaysAfter(last, 2, calendar)}T03:30:00.000Z`
  if (!atRest) return dueAt ?? at
  const days = 7 - new Date(`${last}T00:00:00Z`).getUTCDay()
  return `${plusDays(last, days)}T03:30:00.000Z`
}

const ends = ['refuse', 'withdraw', 'stop', 'complete', 'return']

/** The act and the role of a step: on the way on, such that the model lets it pass. */
export function chosen(model: Model, rules: Rules, { way, any, pick }: Step, brought: Brought) {
  // A flawed completion is refused, and so ends nothing.
  const goesOn = (name: string) => !ends.includes(name) || (name === 'complete' && brought.flawed)
  const onward = possibleNow(model, rules).filter((name) => way !== 'on' || goesOn(name))
  const act = (way === 'any' ? undefined : onward[pick % onward.length]) ?? any
  const everybody = tried(act, model.status)
  const passing = everybody.filter((role) => verdict(model, act, role, brought, rules) === 'done')
  const from = way === 'any' || passing.length === 0 ? everybody : passing
  return { act, role: from[Math.floor(pick / 16) % from.length] ?? 'clerk' }
}
