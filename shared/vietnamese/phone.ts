import * as z from 'zod'

const next = '[ .-]?'
const mobile = `[35789](?:${next}[0-9]){8}`
const landline = `2(?:${next}[0-9]){8,10}`

/** Vietnamese phone number, mobile or landline, with or without separators; parsed to E.164, `+84901234678` (domain.md §9). */
export const Phone = z
  .string()
  .regex(new RegExp(`^(?:\\+84|0)${next}(?:${mobile}|${landline})$`), {
    error: 'must be a Vietnamese phone number beginning with 0 or +84',
  })
  .overwrite((phone) => phone.replace(/[ .-]/g, '').replace(/^0/, '+84'))
export type Phone = z.infer<typeof Phone>
