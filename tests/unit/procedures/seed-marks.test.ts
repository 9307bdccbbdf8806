import { describe, expect, it } from 'vitest'
import { isMarked, procedures, targets } from './seed.ts'

const firstFee = '/cases/0/channels/0/fees/0/amount'
const firstLimit = '/cases/0/channels/0/limit'

describe('the marks of what was not read in a source', () => {
  it.each([
    ['1.001193', '/cases/2/channels/0/fees/0/amount'],
    ['1.000656', '/cases/1/channels/0/fees/0/amount'],
    ['1.004873', firstLimit],
    ['1.004873', '/cases/1/channels/1/limit'],
    ['1.004873', firstFee],
    ['1.004873', '/onlineLevel'],
    ['2.000635', firstFee],
    ['2.000815', '/cases/0/channels/0/fees/1/amount'],
    ['2.000815', '/cases/1/channels/0/limit'],
    ['2.000815', '/onlineLevel'],
    ['2.000884', firstFee],
    ['2.000884', '/onlineLevel'],
    ['1.004194', firstLimit],
    ['1.004194', firstFee],
    ['1.004194', '/cases/0/channels/1/fees/0/amount'],
    ['1.004222', firstFee],
    ['1.001612', '/onlineLevel'],
    ['1.001776', firstLimit],
    ['1.001776', firstFee],
    ['1.001776', '/onlineLevel'],
  ])('%s marks %s', (code, pointer) => {
    expect(isMarked(code, pointer)).toBe(true)
  })

  it.each([
    ['1.001193', firstFee],
    ['1.000894', firstFee],
    ['1.000656', firstFee],
    ['2.000908', firstFee],
    ['2.000815', firstFee],
    ['1.001612', firstFee],
    ['1.001193', '/onlineLevel'],
    ['1.004222', '/onlineLevel'],
  ])('%s does not mark %s, which was read', (code, pointer) => {
    expect(isMarked(code, pointer)).toBe(false)
  })

  it.each(procedures)('lead to a field of $code and do not repeat', (one) => {
    for (const pointer of one.unverified) expect(targets(one, pointer), pointer).not.toEqual([])
    expect(new Set(one.unverified).size).toBe(one.unverified.length)
  })

  it.each(procedures)('name what had to be chosen for $code', ({ code }) => {
    for (const pointer of [
      '/systemOfRecord',
      '/boundaryFree',
      '/competentAuthority',
      '/results/0/code',
      '/cases/0/papers/0/code',
    ])
      expect(isMarked(code, pointer), pointer).toBe(true)
  })
})
