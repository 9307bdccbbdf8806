import { describe, expect, it } from 'vitest'
import { PlainText } from '../../../shared/vietnamese/plain-text.ts'

describe('plain text', () => {
  it('is trimmed and composed', () => {
    expect(PlainText(40).parse(`  ${'Nguyễn Thị Hường'.normalize('NFD')}\u00a0`)).toBe(
      'Nguyễn Thị Hường'.normalize('NFC'),
    )
  })

  it('is counted in characters after composition', () => {
    expect(PlainText(2).safeParse('ễễ'.normalize('NFD')).success).toBe(true)
    expect(PlainText(2).safeParse('🏛🏛').success).toBe(true)
    expect(PlainText(2).safeParse('ễễễ').success).toBe(false)
  })

  it.each(['', '   ', '\u00a0\u3000\ufeff'])('is refused when blank: %j', (text) => {
    expect(PlainText(10).safeParse(text).success).toBe(false)
    expect(PlainText(10, { lines: true }).safeParse(text).success).toBe(false)
  })

  it.each(['a\u0000', 'a\u001bb', '\u007fa', 'a\u0085b', 'a\u009f'])('refuses the control character in %j', (text) => {
    expect(PlainText(10).safeParse(text).success).toBe(false)
    expect(PlainText(10, { lines: true }).safeParse(text).success).toBe(false)
  })

  it.each(['a\nb', 'a\tb', 'a\r\nb', 'a\n', '\na'])('takes %j only where lines are allowed', (text) => {
    expect(PlainText(10).safeParse(text).success).toBe(false)
    expect(PlainText(10, { lines: true }).safeParse(text).success).toBe(true)
  })

  it('stores every line break as one character', () => {
    expect(PlainText(10, { lines: true }).parse('a\r\nb\rc\n')).toBe('a\nb\nc')
  })

  it.each(['a\ud83c', '\udfdba', 'a\udfdb\ud83c'])('refuses half of a surrogate pair: %j', (text) => {
    expect(PlainText(10).safeParse(text).success).toBe(false)
  })

  it('refuses a hostile text of 256 KB within a blink', () => {
    const start = performance.now()
    expect(PlainText(100).safeParse(`${' a'.repeat(128 * 1024)}\u0000`).success).toBe(false)
    expect(performance.now() - start).toBeLessThan(500)
  })
})
