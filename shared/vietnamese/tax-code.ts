import * as z from 'zod'
import { personalNumberPattern } from './id-number.ts'

const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3]
const pattern = new RegExp(`^(?:(?!0{10})[0-9]{10}(?:-[0-9]{3})?|${personalNumberPattern})$`)

/** The tenth digit that nine digits of a tax code call for; undefined where none is agreed (weighted sum mod 11 = 0, domain.md §9). */
export function taxCheckDigit(nineDigits: string): number | undefined {
  const sum = weights.reduce((total, weight, place) => total + weight * Number(nineDigits[place]), 0)
  return sum % 11 === 0 ? undefined : 10 - (sum % 11)
}

// Where no digit is agreed, any is taken: the rule calls that a warning, not an error.
function hasRightCheckDigit(taxCode: string): boolean {
  if (!/^[0-9]{10}(?:-|$)/.test(taxCode)) return true
  const expected = taxCheckDigit(taxCode)
  return expected === undefined || expected === Number(taxCode[9])
}

/** Tax code (mã số thuế): 10 digits with a check digit, the same with a branch `-NNN`, or a person's 12 digits (domain.md §9). */
export const TaxCode = z
  .string()
  .regex(pattern, { error: 'must be a tax code: 10 digits, 10 digits-3 digits, or a 12-digit identity number' })
  .refine(hasRightCheckDigit, { error: 'the check digit of the tax code is wrong' })
export type TaxCode = z.infer<typeof TaxCode>
