import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dossier } from '../../../functions/dossiers/dossier.ts'
import { acceptanceDue } from '../../../functions/dossiers/reference.ts'
import { deadline, extendedDeadline } from '../../../shared/calendar/deadline.ts'
import { officeOf } from '../../../shared/calendar/office.ts'
import { Refusal } from '../../../shared/problems/refusal.ts'
import { after, type Brought, type Dates, having, type Model, possibleNow, verdict } from './machine-model.ts'
import { run, wardWith } from './machine-run.ts'
import { anyStart, anyStep, begun, chosen, newDueAtOf, receivingPoint, type Start, type Step } from './machine-steps.ts'
import { calendar } from './sample.ts'

const end = Date.parse('2027-03-01T00:00:00Z')

/** The calculator as the model asks it: by the pauses that the model saw, not by those that the record kept. */
function datesOf({ limit, channel }: Dossier, ward: ReturnType<typeof wardWith>): Dates {
  const office = officeOf(ward, receivingPoint)
  return {
    appointment: ({ acceptedAt, pauses, extendedTo }) =>
      extendedTo
        ? extendedDeadline(extendedTo, { limit, channel, pauses }, calendar, office, ward.policy).dueAt
        : deadline({ limit, channel, acceptedAt, pauses }, calendar, office, ward.policy).dueAt,
    firstDue: (from) => acceptanceDue(receivingPoint, from, ward, calendar),
  }
}

const kept = ['code', 'agency', 'procedure', 'limit', 'submittedAt', 'owner', 'filedBy', 'secretHash'] as const
const mirrored = ['acceptedAt', 'dueAt', 'originalDueAt', 'endedAt', 'returnedAt', 'outcome'] as const
const counts = ['status', 'supplements', 'extensions', 'deadlineVersion'] as const
const pick = <Of extends object>(of: Of, fields: readonly (keyof Of)[]) =>
  Object.fromEntries(fields.map((name) => [name, of[name]]))

/** What is compared of a head. */
const told = (dossier: Dossier): Record<string, unknown> => ({
  ...pick(dossier, [...kept, ...mirrored, ...counts]),
  ...pick(dossier, ['pausedAt', 'asked', 'assigneeId', 'inboxDueAt']),
  indexOverdue: dossier.indexOverdue === true,
  pauses: dossier.pauses ?? [],
  fields: ['backTo', 'asked', 'pausedAt', 'inbox', 'inboxDueAt'].filter((name) => name in dossier),
})

/** What the model says of it: no list has what is closed, and nothing of a wait outlives it. */
function wanted(model: Model, begin: Dossier): Record<string, unknown> {
  const open = ![3, 7, 8, 10].includes(model.status)
  const fields = [
    ...([5, 6].includes(model.status) ? ['backTo'] : []),
    ...(model.status === 5 ? ['asked'] : []),
    ...(model.standsSince ? ['pausedAt'] : []),
    ...(open ? ['inbox', 'inboxDueAt'] : []),
  ]
  return {
    ...pick(begin, kept),
    ...pick(model, [...mirrored, ...counts]),
    pausedAt: model.standsSince,
    asked: model.status === 5 ? ['TO_KHAI'] : undefined,
    assigneeId: open ? model.person : undefined,
    inboxDueAt: open ? (model.dueAt ?? model.firstDue) : undefined,
    indexOverdue: model.flagged,
    pauses: model.pauses,
    fields,
  }
}

/** What holds from one head to the next, whatever was done; the names of what does not. */
function broken(before: Dossier, now: Dossier, act: string): string[] {
  const moved = now.dueAt !== before.dueAt
  const promises = {
    'the version rises exactly with the date': now.deadlineVersion - before.deadlineVersion === (moved ? 1 : 0),
    'the first date is for ever': before.originalDueAt === undefined || now.originalDueAt === before.originalDueAt,
    'no date comes earlier': before.dueAt === undefined || (now.dueAt ?? '') >= before.dueAt,
    'nothing else moves it': !moved || ['accept', 'supplement', 'confirm-fee', 'extend'].includes(act),
    'it ended exactly at an end': (now.endedAt !== undefined) === [3, 7, 8, 9, 10].includes(now.status),
  }
  return Object.entries(promises).flatMap(([name, holds]) => (holds ? [] : [name]))
}

/** What the code makes of an act: a head, or the problem by which it is refused. */
function outcomeOf(attempt: () => { dossier: Dossier }): Dossier | Refusal {
  try {
    return attempt().dossier
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

/** Drive record and model by the same steps; `seen` hears of every act and of what became of it. */
function drive(start: Start, steps: Step[], seen: (what: string) => void) {
  const { begin, model: first, rules, filedAt } = begun(start)
  let [dossier, model, time] = [begin, first, filedAt]
  expect(told(dossier)).toEqual(wanted(model, begin))
  for (const step of steps) {
    time += step.passedMs
    if (time >= end) return
    const at = new Date(time).toISOString()
    const ward = wardWith({ ...start.policy, supplementClock: step.supplementClock })
    const brought: Brought = { ...step, at, newDueAt: newDueAtOf(model, at, step) }
    const { act, role } = chosen(model, rules, step, brought)
    const expected = verdict(model, act, role, brought, rules)
    const outcome = outcomeOf(() => run(act, Object.freeze(dossier), role, brought, ward))
    const problem = outcome instanceof Refusal ? outcome.problem : 'done'
    expect([act, role, model.status, problem]).toEqual([act, role, model.status, expected])
    seen(`${act}: ${problem}`)
    if (outcome instanceof Refusal) {
      if (problem !== 'wrong-state') continue
      expect((outcome.facts.possible as string[]).toSorted()).toEqual(possibleNow(model, rules).toSorted())
      expect(outcome.facts.state).toMatchObject({ code: model.status })
      continue
    }
    model = after(model, act, brought, rules, datesOf(dossier, ward))
    expect(told(outcome)).toEqual(wanted(model, begin))
    expect(broken(dossier, outcome, act)).toEqual([])
    dossier = outcome
    seen(`status ${model.status}`)
    if (model.pauses.length > 1) seen('stood twice')
    if (model.flagged) seen('flagged')
  }
}

describe('a dossier under any acts of anybody', () => {
  it('does what the plain model does, and keeps what was promised', () => {
    fc.assert(
      fc.property(anyStart, fc.array(anyStep, { maxLength: 60, size: 'large' }), (start, steps) =>
        drive(start, steps, () => {}),
      ),
      { numRuns: 300 },
    )
  })

  it('is driven to every corner: each act passes and is refused in each way that it can be', () => {
    const seen = new Set<string>()
    const steps = fc.array(anyStep, { minLength: 30, maxLength: 60 })
    // A fixed seed: which corners are met must not be a matter of luck.
    fc.assert(
      fc.property(anyStart, steps, (start, list) => drive(start, list, (what) => seen.add(what))),
      { numRuns: 80, seed: 6 },
    )
    const names = Object.keys(having)
    const checked = ['request-supplement', 'supplement', 'confirm-fee', 'extend', 'correct']
    const corners = [
      ...names.map((act) => `${act}: done`),
      ...names.filter((act) => act !== 'note').map((act) => `${act}: wrong-state`),
      ...['hand-over', 'complete', 'correct', 'request-supplement'].map((act) => `${act}: forbidden`),
      ...checked.map((act) => `${act}: invalid-request`),
      'complete: attachment-unusable',
      'extend: extension-used',
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((status) => `status ${status}`),
      'stood twice',
      'flagged',
    ]
    expect([...seen].toSorted()).toEqual(corners.toSorted())
  })
})
