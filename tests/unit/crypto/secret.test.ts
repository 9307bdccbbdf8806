import { describe, expect, it } from 'vitest'
import { alphabet, lookupSecret, normaliseSecret } from '../../../shared/crypto/secret.ts'

describe('the secret on a receipt', () => {
  it('has 60 bits: twelve signs of thirty-two', () => {
    expect(alphabet).toHaveLength(32)
    expect(new Set(alphabet).size).toBe(32)
    for (let time = 0; time < 100; time += 1) expect(lookupSecret()).toMatch(new RegExp(`^[${alphabet}]{12}$`))
  })

  it('is made of random bytes, each sign as likely as any other', () => {
    const signs = Array.from({ length: 4_000 }, lookupSecret).join('')
    const counts = [...alphabet].map((sign) => signs.split(sign).length - 1)
    // 1 500 of each are expected; seven standard deviations away is a sign that is favoured.
    for (const count of counts) expect(Math.abs(count - 1_500)).toBeLessThan(7 * Math.sqrt(1_500))
  })

  it('is taken as people type it, and never gets another one by it', () => {
    for (let time = 0; time < 100; time += 1) {
      const secret = lookupSecret()
      expect(normaliseSecret(secret)).toBe(secret)
      const typed = secret.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')
      expect(normaliseSecret(`${typed.slice(0, 4)}-${typed.slice(4, 8)} ${typed.slice(8)}`)).toBe(secret)
    }
  })
})
