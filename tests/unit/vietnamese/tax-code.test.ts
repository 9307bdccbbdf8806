import { describe, expect, it } from 'vitest'
import { TaxCode, taxCheckDigit } from '../../../shared/vietnamese/tax-code.ts'

describe('a tax code', () => {
  it.each(['0100109106', '0100109106-001', '087084000999'])('takes %s', (code) => {
    expect(TaxCode.parse(code)).toBe(code)
  })

  it.each(['0100109107', '0100109107-001', '0100901106'])('refuses the wrong check digit of %s', (code) => {
    expect(TaxCode.safeParse(code).success).toBe(false)
  })

  it.each([
    '',
    '010010910',
    '0100109106001',
    '0100109106-01',
    '0100109106-',
    '01001O9106',
    '0000000000',
    '097084000999',
  ])('refuses %j', (code) => {
    expect(TaxCode.safeParse(code).success).toBe(false)
  })

  it('takes exactly one of the ten last digits where a digit is agreed', () => {
    const accepted = Array.from({ length: 10 }, (_, digit) => `010010910${digit}`).filter(
      (code) => TaxCode.safeParse(code).success,
    )
    expect(accepted).toEqual(['0100109106'])
  })

  it('takes any last digit where the weighted sum leaves none', () => {
    expect(taxCheckDigit('000000012')).toBeUndefined()
    for (let digit = 0; digit < 10; digit += 1) expect(TaxCode.safeParse(`000000012${digit}`).success).toBe(true)
  })
})
