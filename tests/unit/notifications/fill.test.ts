import { describe, expect, it } from 'vitest'
import { samples } from '../../../docs/preview-mail/samples.ts'
import { words } from '../../../functions/notifications/facts.ts'
import { fill, fillBlock } from '../../../functions/notifications/fill.ts'

const known = words({ ...samples.accepted, officer: undefined }, 'vi')

describe('a placeholder', () => {
  it('is filled with its fact, however it is marked', () => {
    expect(fill('{code} {code?} {code|none}', known)).toBe([known.code, known.code, known.code].join(' '))
  })

  it('that needs its fact refuses to do without', () => {
    expect(() => fill('Phụ trách: {officer}', known)).toThrow(new RangeError('"Phụ trách: {officer}" needs officer'))
    expect(() => fill('{nothingKnown}', known)).toThrow(RangeError)
  })

  it('with ? takes its text along when the fact is not known', () => {
    expect(fill('Phụ trách: {officer?}, {code}', known)).toBeUndefined()
  })

  it('with | says the words instead', () => {
    expect(fill('Phụ trách: {officer|chưa có}', known)).toBe('Phụ trách: chưa có')
  })
})

describe('a piece of a letter', () => {
  it('loses only the rows or lines whose fact is not known', () => {
    expect(fillBlock({ 'Mã hồ sơ': '{code}', 'Phụ trách': '{officer?}' }, known)).toEqual({ 'Mã hồ sơ': known.code })
    expect(fillBlock(['{officer?}', '{code}'], known)).toEqual([known.code])
  })

  it('is left out when nothing of it is left', () => {
    expect(fillBlock({ 'Phụ trách': '{officer?}' }, known)).toBeUndefined()
    expect(fillBlock(['{officer?}'], known)).toBeUndefined()
    expect(fillBlock('{officer?}', known)).toBeUndefined()
  })
})
