import { describe, expect, it } from 'vitest'
import { madeId } from '../../../shared/crypto/made-id.ts'

const key = { actor: 'citizen-1', key: 'k-1', requestHash: 'h' }

describe('The id of a new record', () => {
  it('is the same for the same maker and key, whatever is asked', () => {
    expect(madeId('feedback', 10, key)).toBe(madeId('feedback', 10, { ...key, requestHash: 'other' }))
  })

  it('is another one for another maker, key or kind, and begins like none of them', () => {
    const ids = [
      madeId('feedback', 10, key),
      madeId('feedback', 10, { ...key, actor: 'citizen-2' }),
      madeId('feedback', 10, { ...key, key: 'k-2' }),
      madeId('attachment', 26, key).slice(0, 10),
    ]
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('is random without a key', () => {
    const ids = Array.from({ length: 200 }, () => madeId('feedback', 10, undefined))
    expect(new Set(ids).size).toBe(200)
  })

  it.each([10, 26, 32])('has %i characters that can be told on the telephone', (length) => {
    const id = new RegExp(`^[0-9A-HJKMNP-TV-Z]{${length}}$`)
    expect(madeId('a', length, key)).toMatch(id)
    expect(madeId('a', length, undefined)).toMatch(id)
  })

  it('is refused where a hash has no bytes for it', () => {
    expect(() => madeId('a', 33, key)).toThrow(RangeError)
  })
})
