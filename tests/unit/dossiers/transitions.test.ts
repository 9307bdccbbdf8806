import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allStatuses, type Status, statuses } from '../../../functions/dossiers/status.ts'
import {
  type Act,
  mayActFrom,
  possibleActs,
  statusAfter,
  transitions,
} from '../../../functions/dossiers/transitions.ts'
import { Refusal } from '../../../shared/problems/refusal.ts'

/** The rows of domain.md §2.1 as they are printed there: from, to, and by which act. */
const table: [from: number, act: Act, to: number][] = [
  [1, 'accept', 2],
  [1, 'refuse', 3],
  [1, 'request-supplement', 5],
  [1, 'withdraw', 7],
  [2, 'hand-over', 4],
  [2, 'complete', 9],
  [2, 'request-supplement', 5],
  [4, 'request-supplement', 5],
  [2, 'request-fee', 6],
  [4, 'request-fee', 6],
  [2, 'withdraw', 7],
  [4, 'withdraw', 7],
  [5, 'withdraw', 7],
  [6, 'withdraw', 7],
  [2, 'stop', 8],
  [4, 'stop', 8],
  [5, 'stop', 8],
  [6, 'stop', 8],
  [4, 'complete', 9],
  [9, 'return', 10],
  // Handing over from one specialist to the next is an event without a change of status.
  [4, 'hand-over', 4],
]
const withoutChange: Act[] = ['extend', 'assign', 'note', 'correct']
const goingBack: Act[] = ['supplement', 'confirm-fee']
const terminal = [3, 7, 8, 10]

const roleOf: Partial<Record<Act, (status: Status) => string>> = {
  'hand-over': (status) => (status === 2 ? 'clerk' : 'specialist'),
  complete: () => 'specialist',
}
const anyAct = fc.constantFrom(...(Object.keys(transitions) as Act[]))
const anyStatus = fc.constantFrom(...allStatuses)

const attempt = (act: Act, status: Status, unit = 'SAME_DAY') => {
  try {
    return statusAfter(act, { status, limit: { unit } }, roleOf[act]?.(status) ?? 'clerk')
  } catch (error) {
    return error
  }
}

describe('the status machine', () => {
  it('has the ten national statuses with their exact names', () => {
    expect(allStatuses.map((status) => statuses[status].name)).toEqual([
      'Mới đăng ký',
      'Được tiếp nhận',
      'Không được tiếp nhận',
      'Đang xử lý',
      'Yêu cầu bổ sung giấy tờ',
      'Yêu cầu thực hiện nghĩa vụ tài chính',
      'Công dân yêu cầu rút hồ sơ',
      'Dừng xử lý',
      'Đã xử lý xong',
      'Đã trả kết quả',
    ])
    expect(allStatuses.filter((status) => statuses[status].terminal)).toEqual(terminal)
  })

  it('changes the status exactly as the printed table says, and refuses everything else', () => {
    fc.assert(
      fc.property(anyAct, anyStatus, (act, status) => {
        if (withoutChange.includes(act) || goingBack.includes(act)) return
        const expected = table.find(([from, name]) => from === status && name === act)?.[2]
        const outcome = attempt(act, status)
        if (expected === undefined) {
          expect(outcome).toBeInstanceOf(Refusal)
          expect((outcome as Refusal).problem).toBe('wrong-state')
        } else expect(outcome).toBe(expected)
      }),
      { numRuns: 1_000 },
    )
  })

  it('names the status and the acts that are possible instead', () => {
    fc.assert(
      fc.property(anyAct, anyStatus, (act, status) => {
        const position = { status, limit: { unit: 'WORKING_DAY' } }
        const possible = possibleActs(position)
        if (possible.includes(act)) return
        const refused = attempt(act, status, 'WORKING_DAY') as Refusal
        expect(refused.facts).toMatchObject({ state: { code: status, name: statuses[status].name }, possible })
      }),
    )
  })

  it('never leaves a terminal status, whatever is tried and in whatever order', () => {
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 40 }), (acts) => {
        let status: Status = 1
        for (const act of acts) {
          if (goingBack.includes(act)) continue
          const next = attempt(act, status)
          if (terminal.includes(status))
            expect([status, 'refused']).toContain(next instanceof Refusal ? 'refused' : next)
          if (typeof next === 'number') status = next as Status
        }
        expect(allStatuses).toContain(status)
      }),
    )
  })

  it('lets a note be written in every status', () => {
    for (const status of allStatuses) expect(attempt('note', status)).toBe(status)
  })

  it('completes at the counter, from 2, only what is due on the same day', () => {
    for (const unit of ['SAME_DAY', 'IMMEDIATE']) {
      expect(statusAfter('complete', { status: 2, limit: { unit } }, 'clerk')).toBe(9)
    }
    for (const unit of ['WORKING_DAY', 'CALENDAR_DAY', 'WORKING_HOUR']) {
      expect(attempt('complete', 2, unit)).toMatchObject({ problem: 'wrong-state' })
    }
  })

  it.each([
    ['complete', 4, ['specialist', 'leader']],
    ['hand-over', 2, ['clerk']],
    ['hand-over', 4, ['specialist']],
  ] as const)('lets %s from %i only be done by %j', (act, status, roles) => {
    for (const role of ['clerk', 'specialist', 'leader', 'citizen']) {
      const run = () => statusAfter(act, { status, limit: { unit: 'WORKING_DAY' } }, role)
      if ((roles as readonly string[]).includes(role)) expect(run).not.toThrow()
      else expect(run).toThrow(expect.objectContaining({ problem: 'forbidden' }))
    }
  })

  it('lets papers be asked for by the desk as long as nobody says that this is used up, then only by the leader', () => {
    expect(mayActFrom('request-supplement', 4, 'specialist')).toBe(true)
    expect(mayActFrom('request-supplement', 4, 'leader')).toBe(false)
    expect(mayActFrom('request-supplement', 4, 'specialist', true)).toBe(false)
    expect(mayActFrom('request-supplement', 4, 'leader', true)).toBe(true)
  })

  it('calls a record that waits and does not know what for a fault, not a refusal', () => {
    const lost = () => statusAfter('supplement', { status: 5, limit: { unit: 'WORKING_DAY' } }, 'clerk')
    expect(lost).toThrow('a dossier in 5 does not know where it came from')
    expect(lost).not.toThrow(Refusal)
  })

  it('publishes an event of its own for every act', () => {
    const names = Object.values(transitions).map(({ event }) => event)
    expect(new Set(names).size).toBe(names.length)
  })
})
