import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { correct } from '../../../functions/dossiers/correction.ts'
import * as acts from '../../../functions/dossiers/dossier.ts'
import { extend } from '../../../functions/dossiers/extension.ts'
import { confirmFee, requestFee } from '../../../functions/dossiers/fee.ts'
import { acceptanceDue, appointmentAfter, appointmentFor, officeOf } from '../../../functions/dossiers/reference.ts'
import { requestSupplement, supplement } from '../../../functions/dossiers/supplement.ts'
import { transitions } from '../../../functions/dossiers/transitions.ts'
import { plusDays, workingDaysAfter } from '../../../shared/calendar/instant.ts'
import { permissions } from '../../../shared/permission/table.ts'
import { Refusal } from '../../../shared/problems/refusal.ts'
import { agency } from './agency.ts'
import { type Brought, type Model, possibleNow, step } from './machine-model.ts'
import { accepted, calendar, version } from './sample.ts'

const ward = agency(1)
const office = officeOf(ward, 'H26.125-01')
const [found] = version.cases
if (!found) throw new Error('the sample has a case')
const names = Object.keys(transitions) as (keyof typeof transitions)[]
const rolesOf = (name: keyof typeof transitions) => Object.keys(permissions[`dossier:${name}`])

/** One act as the service would run it, by somebody in this role. */
function run(name: string, dossier: acts.Dossier, role: string, at: string, { ground, later }: Brought) {
  const by = { id: 'somebody', role }
  const due = (pauses: { from: string; to: string }[]) => appointmentAfter(dossier, pauses, ward, calendar)
  const firstDue = () => acceptanceDue(dossier.receivingPoint, at, ward, calendar)
  const papers = [{ paper: 'TO_KHAI', kind: 'ORIGINAL' as const, copies: 1 }]
  const base = [dossier.dueAt ?? at, at].sort().at(-1) ?? at
  const newDueAt = later ? `${workingDaysAfter(plusDays(base.slice(0, 10), 1), 2, calendar)}T03:00:00.000Z` : at
  switch (name) {
    case 'accept':
      return acts.accept(dossier, () => appointmentFor(dossier, at, ward, calendar), by, at)
    case 'refuse':
      return acts.refuse(dossier, { reasons: [] }, by, at)
    case 'request-supplement': {
      const how = { items: [{ paper: 'TO_KHAI', reason: 'Chưa ký' }], ...(ground ? { ground: 'Luật' } : {}) }
      return requestSupplement(dossier, how, { found: found as never, policy: ward.policy }, by, at)
    }
    case 'supplement':
      return supplement(dossier, papers, { found: found as never, before: papers, due, firstDue }, by, at)
    case 'hand-over':
      return acts.handOver(dossier, { unit: 'ho-tich' }, by)
    case 'request-fee':
      return requestFee(dossier, { items: [{ name: 'Lệ phí', amount: 1 }] }, ward.policy, by, at)
    case 'confirm-fee':
      return confirmFee(dossier, { method: 'm', reference: 'r', paidAt: at }, due, by, at)
    case 'withdraw':
      return acts.withdraw(dossier, {}, by, at)
    case 'stop':
      return acts.stop(dossier, { ground: 'Luật' }, by, at)
    case 'complete':
      return acts.complete(dossier, { outcome: 'DENIED' }, by, at, [])
    case 'return':
      return acts.giveBack(dossier, { method: 'DESK', to: 'x' }, by, at)
    case 'extend':
      return extend(dossier, { reason: 'x', newDueAt }, { calendar, office, policy: ward.policy }, by, at)
    case 'assign':
      return acts.assign(dossier, { person: 'p' }, by)
    case 'note':
      return acts.note(dossier, 'x', by)
    default: {
      const standing = { applicant: { kind: 'CITIZEN', name: 'Tên' }, papers, found: found as never }
      return correct(dossier, { changes: { returnBy: { method: 'POST' } }, reason: 'x' }, standing, by)
    }
  }
}

const anyStep = fc.record({
  pick: fc.nat(),
  // Mostly what is possible and ends nothing, so that a sequence gets deep; else anything at all.
  way: fc.constantFrom('on' as const, 'on' as const, 'on' as const, 'possible' as const, 'any' as const),
  any: fc.constantFrom(...names),
  minutes: fc.integer({ min: 1, max: 3 * 24 * 60 }),
  ground: fc.boolean(),
  later: fc.boolean(),
})
const ends = ['refuse', 'withdraw', 'stop', 'complete', 'return']
type Step = typeof anyStep extends fc.Arbitrary<infer Value> ? Value : never

/** The act and the role of a step: on the way on, one that the model would let pass. */
function chosen(model: Model, { way, any, pick, ...brought }: Step) {
  const possible = possibleNow(model).filter((name) => way !== 'on' || !ends.includes(name)) as typeof names
  const name = (way === 'any' ? undefined : possible[pick % possible.length]) ?? any
  const roles = rolesOf(name)
  const passing = roles.filter((role) => step({ ...model }, name, role, brought) === 'done')
  const from = way === 'any' || passing.length === 0 ? roles : passing
  return { name, role: from[pick % from.length] ?? 'clerk' }
}

const start = fc.record({
  online: fc.boolean(),
  unit: fc.constantFrom('SAME_DAY' as const, 'WORKING_DAY' as const, 'WORKING_HOUR' as const),
})

function begun({ online, unit }: { online: boolean; unit: 'SAME_DAY' | 'WORKING_DAY' | 'WORKING_HOUR' }) {
  const limit = unit === 'SAME_DAY' ? { unit } : { unit, value: 3 }
  const none = { acceptedAt: undefined, dueAt: undefined, originalDueAt: undefined, deadlineVersion: 0 }
  const { dueAt } = appointmentFor(accepted({ limit }), '2026-11-16T02:10:00.000Z', ward, calendar)
  const due = { dueAt, originalDueAt: dueAt, inboxDueAt: dueAt }
  const dossier = accepted({
    limit,
    ...due,
    ...(online ? { ...none, status: 1 as const, channel: 'ONLINE' as const } : {}),
  })
  const model: Model = {
    status: dossier.status,
    cameFrom: 0,
    acceptedOnce: !online,
    sameDay: unit === 'SAME_DAY',
    supplements: 0,
    extensions: 0,
  }
  return { dossier, model }
}

/** What must hold of every record, whatever was done to it. */
function expectSound(before: acts.Dossier, after: acts.Dossier, model: Model) {
  const { status } = after
  expect(status).toBe(model.status)
  expect(after.supplements).toBe(model.supplements)
  expect(after.extensions).toBe(model.extensions)
  expect(after.indexOverdue === true).toBe(model.supplements > 1)
  expect('inbox' in after).toBe(![3, 7, 8, 10].includes(status))
  expect(after.endedAt !== undefined).toBe([3, 7, 8, 9, 10].includes(status))
  expect(after.dueAt !== undefined).toBe(model.acceptedOnce)
  for (const field of ['backTo', 'asked', 'pausedAt'] as const) {
    if (status !== 5 && status !== 6) expect(after[field]).toBeUndefined()
  }
  expect(after.pausedAt !== undefined).toBe(status === 5 && model.acceptedOnce)
  if (before.originalDueAt) expect(after.originalDueAt).toBe(before.originalDueAt)
  expect(after.deadlineVersion - before.deadlineVersion).toBe(after.dueAt === before.dueAt ? 0 : 1)
  if (before.dueAt) expect((after.dueAt ?? '') >= before.dueAt).toBe(true)
  if (status !== 10) expect(after.code).toBe(before.code)
}

describe('a dossier under any acts of anybody', () => {
  it('does what the plain model does, and stays sound', () => {
    fc.assert(
      fc.property(start, fc.array(anyStep, { maxLength: 40 }), (how, steps) => {
        let { dossier, model } = begun(how)
        let at = Date.parse('2026-11-16T02:10:00.000Z')
        for (const one of steps) {
          const { minutes, ...brought } = one
          at += minutes * 60_000
          const { name, role } = chosen(model, one)
          const possible = possibleNow(model)
          const expected = step(model, name, role, brought)
          try {
            const acted = run(name, dossier, role, new Date(at).toISOString(), brought)
            expect([name, role, 'done']).toEqual([name, role, expected])
            expect(acted.event).toBe(transitions[name].event)
            expectSound(dossier, acted.dossier, model)
            dossier = acted.dossier
          } catch (error) {
            if (!(error instanceof Refusal)) throw error
            expect([name, role, error.problem]).toEqual([name, role, expected])
            if (error.problem === 'wrong-state') {
              expect((error.facts.possible as string[]).toSorted()).toEqual(possible.toSorted())
            }
          }
        }
      }),
      { numRuns: 400 },
    )
  })

  it('reaches each of the ten statuses on the way, so that the model is not agreed with in a corner', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(start, fc.array(anyStep, { minLength: 20, maxLength: 40 }), (how, steps) => {
        const { model } = begun(how)
        for (const one of steps) {
          const { name, role } = chosen(model, one)
          step(model, name, role, one)
          seen.add(`status ${model.status}`)
          if (model.supplements > 1) seen.add('asked twice')
          if (model.extensions > 0) seen.add('extended')
        }
      }),
      { numRuns: 400 },
    )
    const statuses = Array.from({ length: 10 }, (_, index) => `status ${index + 1}`)
    expect([...seen].toSorted()).toEqual([...statuses, 'asked twice', 'extended'].toSorted())
  })
})

describe('worked example 17', () => {
  const at = (text: string) => new Date(text).toISOString()
  const asked = (supplementClock: 'PAUSE' | 'RESTART') => {
    const here = { ...ward, policy: { ...ward.policy, supplementClock } }
    const limit = { unit: 'WORKING_DAY' as const, value: 5 }
    const online = accepted({ status: 1, limit, acceptedAt: undefined, dueAt: undefined, deadlineVersion: 0 })
    const by = (role: string) => ({ id: role, role })
    const acceptedAt = at('2026-11-02T09:00:00+07:00')
    let { dossier } = acts.accept(
      online,
      () => appointmentFor(online, acceptedAt, here, calendar),
      by('clerk'),
      acceptedAt,
    )
    expect(dossier.dueAt).toBe(at('2026-11-09T17:00:00+07:00'))
    dossier = acts.handOver(dossier, undefined, by('clerk')).dossier
    const how = { items: [{ paper: 'TO_KHAI', reason: 'x' }] }
    const around = { found: found as never, policy: here.policy }
    dossier = requestSupplement(dossier, how, around, by('specialist'), at('2026-11-04T10:00:00+07:00')).dossier
    const papers = [{ paper: 'TO_KHAI', kind: 'ORIGINAL' as const, copies: 1 }]
    const due = (pauses: { from: string; to: string }[]) => appointmentAfter(dossier, pauses, here, calendar)
    const rest = { found: found as never, before: papers, due, firstDue: () => '' }
    return supplement(dossier, papers, rest, by('clerk'), at('2026-11-10T14:00:00+07:00')).dossier
  }

  it.each([
    ['PAUSE', '2026-11-16T17:00:00+07:00'],
    ['RESTART', '2026-11-17T17:00:00+07:00'],
  ] as const)('%s: asked on Wednesday 4, supplied on Tuesday 10 November, due on %s', (clock, due) => {
    expect(asked(clock)).toMatchObject({
      status: 4,
      dueAt: at(due),
      originalDueAt: at('2026-11-09T17:00:00+07:00'),
      deadlineVersion: 2,
      pauses: [{ from: at('2026-11-04T10:00:00+07:00'), to: at('2026-11-10T14:00:00+07:00') }],
    })
  })
})
