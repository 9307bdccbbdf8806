import { describe, expect, it } from 'vitest'
import { ascending, percentile, verdict } from '../../bench/figures.ts'

const figure = { figure: 'x', unit: 'ms', better: 'less' as const }

describe('a verdict', () => {
  it('is a tick at the goal itself, and a shortfall just past it', () => {
    expect(verdict({ ...figure, value: 10, goal: 10, limit: 20 })).toBe('✓')
    expect(verdict({ ...figure, value: 10.01, goal: 10, limit: 20 })).toBe('! short of the goal')
  })

  it('fails past the limit, whatever the goal', () => {
    expect(verdict({ ...figure, value: 20, goal: 10, limit: 20 })).toBe('! short of the goal')
    expect(verdict({ ...figure, value: 20.01, goal: 10, limit: 20 })).toBe('✗ past the limit')
  })

  it('turns around where more is better', () => {
    const more = { ...figure, better: 'more' as const, goal: 0.97, limit: 0.9 }
    expect([1, 0.95, 0.89].map((value) => verdict({ ...more, value }))).toEqual([
      '✓',
      '! short of the goal',
      '✗ past the limit',
    ])
  })

  it('is none without lines', () => {
    expect(verdict({ ...figure, value: 1 })).toBe('')
  })
})

describe('a percentile', () => {
  it('is the value that so many do not exceed, and the largest at the end', () => {
    const sorted = ascending([5, 3, 1, 2, 4])
    expect([0.2, 0.5, 0.8, 0.81, 1].map((share) => percentile(sorted, share))).toEqual([1, 3, 4, 5, 5])
  })
})
