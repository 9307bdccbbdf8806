import { describe, expect, it } from 'vitest'
import { dice, seeded } from '../../faults/plan.ts'

const first = (seed: number, share = 0.3) => {
  const plan = seeded(seed, { share })
  return Array.from({ length: 1_000 }, (_, index) => plan('DynamoDB_20120810.PutItem', index + 1))
}

describe('a plan of faults', () => {
  it('is the same for the same seed, whatever was asked before', () => {
    const plan = seeded(7, { share: 0.3 })
    for (let n = 1; n < 50; n += 1) plan('DynamoDB_20120810.GetItem', n)
    expect(first(7).map((_, index) => plan('DynamoDB_20120810.PutItem', index + 1))).toEqual(first(7))
  })

  it('is another one for another seed', () => {
    expect(first(8)).not.toEqual(first(7))
  })

  it('spoils as many calls as it was told, by every kind of fault', () => {
    const faults = first(7).filter((fault) => fault !== undefined)
    expect(faults.length).toBeGreaterThan(250)
    expect(faults.length).toBeLessThan(350)
    expect(new Set(faults).size).toBe(6)
  })

  it('leaves alone what it is not about', () => {
    const plan = seeded(7, { share: 1, of: (operation) => operation === 'PutItem' })
    expect([plan('GetItem', 1) === undefined, plan('PutItem', 1) === undefined]).toEqual([true, false])
  })
})

it('throws dice that a seed brings again, below what was asked', () => {
  const thrown = (seed: number) => {
    const cast = dice(seed)
    return Array.from({ length: 100 }, () => cast(6))
  }
  expect(thrown(1)).toEqual(thrown(1))
  expect(new Set(thrown(1))).toEqual(new Set([0, 1, 2, 3, 4, 5]))
})
