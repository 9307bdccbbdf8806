import { describe, expect, it } from 'vitest'
import { IdNumber } from '../../../shared/vietnamese/id-number.ts'

describe('an identity number', () => {
  it.each(['087084000999', '001199012345', '096300000001'])('takes the 12 digits %s', (number) => {
    expect(IdNumber.parse(number)).toBe(number)
  })

  it('takes the 9 digits of an old identity card', () => {
    expect(IdNumber.parse('012345678')).toBe('012345678')
  })

  it.each(['000084000999', '097084000999', '187084000999'])('refuses the province of %s', (number) => {
    expect(IdNumber.safeParse(number).success).toBe(false)
  })

  it.each(['000000001', '000000000', '111111111', '999999999', '000000000000', '222222222222'])(
    'refuses the filler %s',
    (number) => {
      expect(IdNumber.safeParse(number).success).toBe(false)
    },
  )

  it.each([
    '',
    '12345678',
    '0123456789',
    '08708400099',
    '0870840009991',
    ' 087084000999',
    '08708400099a',
    '087084000999\n',
  ])('refuses %j, which is not 9 or 12 digits', (number) => {
    expect(IdNumber.safeParse(number).success).toBe(false)
  })

  it('refuses digits of another script', () => {
    expect(IdNumber.safeParse('٠٨٧٠٨٤٠٠٠٩٩٩').success).toBe(false)
  })
})
