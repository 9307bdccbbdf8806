import * as z from 'zod'

// [0-9] and not \d: other languages' \d in the published pattern would take digits of other scripts.
const birthProvince = '0(?:0[1-9]|[1-8][0-9]|9[0-6])'

/** Twelve digits of a personal identity number, as a pattern to build on: province of birth registration, then nine. */
export const personalNumberPattern = `${birthProvince}[0-9]{9}`

// A known system sends 000000001 when the number is missing (domain.md §0.6); one digit nine times is as empty.
const formerNumberPattern = '(?!000000001$|([0-9])\\1{8}$)[0-9]{9}'

/** Identity number: số định danh of 12 digits, or CMND of 9 as old records hold it. No check digit exists (domain.md §9). */
export const IdNumber = z.string().regex(new RegExp(`^(?:${personalNumberPattern}|${formerNumberPattern})$`), {
  error:
    'must be an identity number: 12 digits beginning with a province 001 to 096, or 9 digits that are not a filler',
})
export type IdNumber = z.infer<typeof IdNumber>
