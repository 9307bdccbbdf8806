import { describe, expect, it } from 'vitest'
import { wholeNumber } from '../../../shared/environment/whole-number.ts'

const of = (value?: string) => wholeNumber('MOST', 100, value === undefined ? {} : { MOST: value })

describe('a setting that is a whole number', () => {
  it('is what it says, or the other when it is not set', () => {
    expect([of('1'), of('250'), of('999999999'), of(''), of()]).toEqual([1, 250, 999_999_999, 100, 100])
  })

  it.each(['0', '-1', '1.5', '1e3', ' 1', '1000000000', 'NaN', 'many'])('refuses to start with %j', (value) => {
    expect(() => of(value)).toThrow('MOST must be a whole number above 0')
  })
})
