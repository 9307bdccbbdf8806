import { describe, expect, it } from 'vitest'
import { reached } from '../../bench/goals.ts'
import { type Performance, page } from '../../bench/performance-page.ts'
import { standings } from '../../bench/standings.ts'

const machine = { processor: 'Invented', cores: 2, memoryGib: 8, node: 'v24.0.0', date: '2026-11-26' }
const point = { wcu: 1, rcu: 9, rows: 100, timeRatio: 1, milliseconds: 3 }

function measured(more: Partial<Performance> = {}): Performance {
  const figures = [reached('hop', 3.256, 'two hops'), reached('signing', 70), reached('init', 1.6)]
  const sections = [{ title: 'Some figures', text: 'Taken somehow.', figures }]
  return { machine, seconds: 400, standings: standings(figures), sections, missed: [], ...more }
}
const lines = (of: Performance) => page.render(of).split('\n')
const row = (begins: string, of = measured()) => lines(of).find((line) => line.startsWith(`| ${begins}`))

describe('the page of performance', () => {
  it('says on what and when it was measured, and how the goals stand in numbers', () => {
    const text = page.render(measured())
    expect(text).toContain('2026-11-26, 2 × Invented, 8 GiB, Node v24.0.0')
    expect(text).toContain(`${standings([]).length} goals: 1 reached, 1 short of the goal, 1 past the limit`)
  })

  it('shows a goal with its value, its lines and the verdict', () => {
    expect(row('own CPU of a hop')).toBe('| own CPU of a hop, with the SDK | 3.26 ms | – | ≤ 5 | – | ✓ | two hops |')
    expect(row('signing')).toContain('! short of the goal')
    expect(row('start of a process')).toContain('| 1.6 × | 1.0 | ≤ 1.25 | ≤ 1.5 | ✗ past the limit |')
  })

  it('keeps a goal that nothing measured, with the reason', () => {
    expect(row('receipt')).toContain('| not measured | – | ≤ 60 | – |  | there is no such function yet |')
  })

  it('tells of the growth by use case and size', () => {
    const growth = {
      sizes: [1_000, 100_000],
      cases: [{ useCase: 'sweep tick, 100 due', at: [point, { ...point, timeRatio: 1.046 }] }],
      filled: { seconds: 41.3, rows: 606_000 },
      rounds: 5,
    }
    expect(row('use case', measured({ growth }))).toBe('| use case | 1 000 | 100 000 |')
    expect(row('sweep tick, 100', measured({ growth }))).toContain('1 WCU, 9 RCU, 100 rows, × 1.05')
    expect(page.render(measured({ growth }))).toContain('606 000 rows were written for it in 41.3 s')
  })

  it('draws the growth beside it, and nothing where it was not measured', () => {
    const [draw] = Object.values(page.drawings ?? {})
    const growth = {
      sizes: [1_000, 100_000],
      cases: [{ useCase: 'look-up', at: [point, point] }],
      filled: { seconds: 1, rows: 1 },
      rounds: 5,
    }
    expect(draw?.(measured({ growth }))).toContain('look-up')
    expect(draw?.(measured())).toBe('')
  })

  it('names what could not be measured', () => {
    expect(page.render(measured({ missed: ['desk: the local AWS did not start'] }))).toContain(
      '- desk: the local AWS did not start',
    )
    expect(page.render(measured())).not.toContain('Not measured in this run')
  })

  it('is the same again from what was written as JSON', () => {
    const written = measured()
    expect(page.render(JSON.parse(JSON.stringify(written)))).toBe(page.render(written))
  })
})
