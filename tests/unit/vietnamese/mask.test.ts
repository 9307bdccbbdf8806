import { describe, expect, it } from 'vitest'
import { maskIdNumber, maskName, maskPhone } from '../../../shared/vietnamese/mask.ts'

describe('masking', () => {
  it('shows the first and last three digits of a phone number, in national form', () => {
    expect(maskPhone('+84901234678')).toBe('090•••678')
    expect(maskPhone('0901 234 678')).toBe('090•••678')
  })

  it('shows the last three digits of an identity number and not how long it is', () => {
    expect(maskIdNumber('087084000999')).toBe('•••999')
    expect(maskIdNumber('123456789')).toBe('•••789')
  })

  it('shows nothing of a value too short to hide in', () => {
    expect(maskPhone('113')).toBe('•••')
    expect(maskIdNumber('123')).toBe('•••')
  })

  it('shows the first letter of each word of a name, with its marks', () => {
    expect(maskName(' Nguyễn  Văn Ý ')).toBe('N••• V••• Ý•••')
    expect(maskName('Đỗ Ổn'.normalize('NFD'))).toBe('Đ••• Ổ•••')
    expect(maskName('')).toBe('')
  })
})
