import { describe, expect, it } from 'vitest'
import type { Finding, Promised } from '../../faults/chapter.ts'
import { page } from '../../faults/page.ts'
import { lines, type Proved, violations } from '../../faults/report.ts'

const row = (more: Partial<Finding> = {}): Finding => ({
  ...{ title: 'Tried', promise: 1, operations: 3, faults: 2, violations: [] },
  ...more,
})
const proved = (findings: Finding[], long = true): Proved => ({
  ...{ seed: 42, long, seconds: 1 },
  chapters: [{ name: 'intake', title: 'Intake', seconds: 1, findings }],
})
const everyPromise = ([1, 2, 3, 4, 5, 6] as Promised[]).map((promise) => row({ promise }))
const last = (of: Proved, whole = false) => lines(of, whole).at(-1)

describe('the report of the faults', () => {
  it('ends with no violation when every promise was tried and held', () => {
    expect(last(proved(everyPromise), true)).toBe('violations: 0')
  })

  it('counts each violation, tells it and how to bring it again', () => {
    const broken = proved([row({ violations: ['D-1 is lost', 'D-2 is lost'] })])
    expect(last(broken)).toBe('violations: 2')
    expect(lines(broken)).toContain('  ! Tried: D-1 is lost')
    expect(lines(broken)).toContain('  again: npm run faults -- intake --seed 42')
    expect(lines({ ...broken, long: false })).toContain('  again: npm run faults -- intake --seed 42 --short')
  })

  it('counts a row that tried nothing for its promise', () => {
    expect(violations(proved([row({ operations: 0 })]))).toBe(1)
    expect(violations(proved([row({ operations: 0, promise: undefined })]))).toBe(0)
  })

  it('counts a chapter that found out nothing', () => {
    expect(violations(proved([]))).toBe(1)
  })

  it('does not count what a short run had no time for', () => {
    const told = { name: 'intake', title: 'Intake', seconds: 1, hurried: true }
    const chapters = [
      { ...told, findings: [row({ operations: 0 })] },
      { ...told, findings: [] },
    ]
    expect(violations({ ...proved([]), chapters })).toBe(0)
    expect(violations({ ...proved([]), chapters: [{ ...told, findings: [row({ violations: ['lost'] })] }] })).toBe(1)
  })

  it('counts a promise that a whole run did not try', () => {
    expect(violations(proved(everyPromise.slice(1)), true)).toBe(1)
    expect(violations(proved(everyPromise.slice(1)), false)).toBe(0)
  })

  it('is written as a page with the same count', () => {
    const machine = { processor: 'x', cores: 2, memoryGib: 8, node: 'v24', date: '2026-11-26' }
    const text = page.render({ machine, ...proved([...everyPromise, row({ violations: ['D-1 is lost'] })]) })
    expect(text).toContain('**violations: 1**')
    expect(text).toContain('- ! Tried: D-1 is lost')
  })
})
