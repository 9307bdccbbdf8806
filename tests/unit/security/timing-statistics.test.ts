import { describe, expect, it } from 'vitest'
import { told } from '../../security/timing-statistics.ts'

const upTo = (most: number, from = 0) => Array.from({ length: most }, (_, n) => n + from)

describe('Two samples of times', () => {
  it('that are the same tell nothing', () => {
    expect(told(upTo(400), upTo(400))).toEqual({ ratio: 1, longer: 0.5, deviations: 0 })
  })

  it('of which one is always longer tell all', () => {
    const { longer, deviations } = told(upTo(400, 400), upTo(400))
    expect(longer).toBe(1)
    expect(deviations).toBeGreaterThan(20)
    expect(told(upTo(400), upTo(400, 400)).longer).toBe(0)
  })

  it('are not judged by a few slow calls', () => {
    const slow = [...upTo(395), 9e6, 9e6, 9e6, 9e6, 9e6]
    expect(told(slow, upTo(400)).longer).toBeCloseTo(0.5, 1)
  })

  it('are counted by hand: 1 3 5 against 2 4', () => {
    expect(told([1, 3, 5], [2, 4]).longer).toBe(0.5)
    expect(told([3, 5], [1, 4]).longer).toBe(0.75)
  })
})
