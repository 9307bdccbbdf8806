import { describe, expect, it } from 'vitest'
import { Phone } from '../../../shared/vietnamese/phone.ts'

describe('a phone number', () => {
  it.each([
    ['0901234678', '+84901234678'],
    ['+84901234678', '+84901234678'],
    ['090 123 4678', '+84901234678'],
    ['090.123.4678', '+84901234678'],
    ['+84 90-123-4678', '+84901234678'],
    ['02438257863', '+842438257863'],
    ['024 3825 7863', '+842438257863'],
    ['02033825786', '+842033825786'],
  ])('%s is stored as %s', (given, stored) => {
    expect(Phone.parse(given)).toBe(stored)
    expect(Phone.parse(stored)).toBe(stored)
  })

  it.each([
    '',
    '113',
    '090123467',
    '09012346789',
    '0101234678',
    '84901234678',
    '+1901234678',
    '090  1234678',
    '090123467x',
    '0901234678 ',
    '+840901234678',
  ])('refuses %j', (given) => {
    expect(Phone.safeParse(given).success).toBe(false)
  })
})
