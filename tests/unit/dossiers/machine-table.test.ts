import { describe, expect, it } from 'vitest'
import type { Dossier } from '../../../functions/dossiers/dossier.ts'
import { permissions } from '../../../shared/permission/table.ts'
import { Refusal } from '../../../shared/problems/refusal.ts'
import type { Brought } from './machine-model.ts'
import { run, wardWith } from './machine-run.ts'
import { accepted } from './sample.ts'

const statuses = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const
const roles = ['clerk', 'specialist', 'leader', 'citizen', 'holder', 'integration', 'supervisor', 'administrator']
const desk = ['clerk', 'specialist', 'leader']
const applicant = ['citizen', 'holder', 'clerk']
const running = [1, 2, 4, 5, 6]
const everywhere = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
const same = 'the same' as const

type When = 'first time' | 'second time' | 'same day'

/** The contract's table of acts, row by row; a dossier in 5 or 6 was asked in 4. */
const table: [act: string, from: number[], to: number | typeof same, who: string[], when?: When][] = [
  ['accept', [1], 2, ['clerk']],
  ['refuse', [1], 3, ['clerk']],
  ['request-supplement', [1], 5, ['clerk']],
  ['request-supplement', [2, 4], 5, ['clerk', 'specialist'], 'first time'],
  ['request-supplement', [2, 4], 5, ['leader'], 'second time'],
  ['supplement', [5], 4, applicant],
  ['hand-over', [2], 4, ['clerk']],
  ['hand-over', [4], 4, ['specialist']],
  ['request-fee', [2, 4], 6, ['clerk', 'specialist']],
  ['confirm-fee', [6], 4, ['clerk']],
  ['withdraw', running, 7, applicant],
  ['stop', [2, 4, 5, 6], 8, ['leader']],
  ['complete', [4], 9, ['specialist', 'leader']],
  ['complete', [2], 9, desk, 'same day'],
  ['return', [9], 10, ['clerk']],
  ['extend', [2, 4], same, ['leader']],
  ['assign', running, same, ['leader']],
  ['note', everywhere, same, desk],
  ['correct', running, same, ['clerk']],
  ['correct', [9], same, ['leader']],
]
const names = [...new Set(table.map(([act]) => act))]

const brought: Brought = {
  at: '2026-11-17T03:00:00.000Z',
  ground: true,
  flawed: false,
  newDueAt: '2026-11-25T03:00:00.000Z',
  outcome: 'DENIED',
}

/** A dossier as it is in that status. */
function standing(status: (typeof statuses)[number], more: Partial<Dossier> = {}): Dossier {
  const waits = { backTo: 4 as const, ...(status === 5 ? { asked: ['TO_KHAI'] } : {}) }
  return accepted({ status, ...(status === 5 || status === 6 ? waits : {}), ...more })
}

/** What becomes of it: the new status; the problem; or nothing to ask for, as the permission table does not know the role. */
function became(act: string, dossier: Dossier, role: string): number | string {
  if (!(role in permissions[`dossier:${act}` as keyof typeof permissions])) return 'no right'
  try {
    return run(act, dossier, role, brought, wardWith()).dossier.status
  } catch (error) {
    if (error instanceof Refusal) return error.problem
    throw error
  }
}

/** Everybody's outcome from every status, as a list of sentences. */
const outcomes = (act: string, more: Partial<Dossier> = {}) =>
  statuses.flatMap((status) =>
    roles.map((role) => `${role} in ${status}: ${became(act, standing(status, more), role)}`),
  )

/**
 * The same from the table: no right without any row of his, wrong state where no row is, forbidden where the row is of
 * others.
 */
function expected(act: string, { sameDay = false, time = 'first time' } = {}): string[] {
  const rows = table.filter(([name]) => name === act)
  const having = new Set(rows.flatMap(([, , , who]) => who))
  return statuses.flatMap((status) => {
    const here = rows.filter(([, from, , , when]) => from.includes(status) && (when !== 'same day' || sameDay))
    const now = here.filter(([, , , , when]) => when === undefined || when === 'same day' || when === time)
    return roles.map((role) => {
      const mine = now.find(([, , , who]) => who.includes(role))
      const refusal = here.length === 0 ? 'wrong-state' : 'forbidden'
      const to = mine && (mine[2] === same ? status : mine[2])
      return `${role} in ${status}: ${having.has(role) ? (to ?? refusal) : 'no right'}`
    })
  })
}

describe('who may do what, and where it leads', () => {
  it.each(names)('%s: as the table says, from every status and for everybody', (act) => {
    expect(outcomes(act)).toEqual(expected(act))
  })

  it('request-supplement: a second time it is the leader’s alone; what is asked before acceptance is not counted', () => {
    expect(outcomes('request-supplement', { supplements: 1 })).toEqual(
      expected('request-supplement', { time: 'second time' }),
    )
  })

  it.each(['SAME_DAY', 'IMMEDIATE'] as const)('complete: %s also at the counter, by any of the desk', (unit) => {
    expect(outcomes('complete', { limit: { unit } })).toEqual(expected('complete', { sameDay: true }))
  })

  it.each([
    ['supplement', 5, 1, 1],
    ['confirm-fee', 6, 2, 2],
  ] as const)('%s: leads back to where it was asked', (act, status, backTo, to) => {
    expect(became(act, standing(status, { backTo }), 'clerk')).toBe(to)
  })

  it('a request for papers in 2 leads to 4: the national list has no way from 5 to 2', () => {
    const { dossier } = run('request-supplement', standing(2), 'clerk', brought, wardWith())
    expect(dossier.backTo).toBe(4)
    expect(became('supplement', dossier, 'citizen')).toBe(4)
  })

  it('extend: the leader’s once', () => {
    expect(became('extend', standing(4, { extensions: 1 }), 'leader')).toBe('extension-used')
  })
})
