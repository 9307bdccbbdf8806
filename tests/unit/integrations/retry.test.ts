import { describe, expect, it } from 'vitest'
import { deferredBy, isGivenUp, waitAfter } from '../../../functions/integrations/retry.ts'

const hour = 3_600

describe('A delivery that failed', () => {
  it('is tried again after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, then every 10 h', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8].map((failures) => waitAfter(failures))
    expect(waits).toEqual([5, 300, 1_800, 2 * hour, 5 * hour, 10 * hour, 10 * hour, 10 * hour])
  })

  it('is tried later where the receiver asks for it, never sooner, and after ten hours at most', () => {
    expect(waitAfter(1, 60)).toBe(60)
    expect(waitAfter(2, 60)).toBe(300)
    expect(waitAfter(1, 999_999_999)).toBe(10 * hour)
  })

  it('is given up after five days of failure, not a moment before', () => {
    const since = '2026-11-26T02:00:00.000Z'
    expect(isGivenUp(since, '2026-12-01T01:59:59.999Z')).toBe(false)
    expect(isGivenUp(since, '2026-12-01T02:00:00.000Z')).toBe(true)
  })
})

describe('Retry-After', () => {
  const now = Date.parse('2026-11-26T02:00:00.000Z')

  it('is seconds or a date', () => {
    expect(deferredBy(503, '120', now)).toBe(120)
    expect(deferredBy(429, 'Thu, 26 Nov 2026 02:10:00 GMT', now)).toBe(600)
    expect(deferredBy(429, 'Thu, 26 Nov 2026 01:00:00 GMT', now)).toBe(0)
  })

  it('counts for 429 and 503 alone', () => {
    expect(deferredBy(500, '120', now)).toBeUndefined()
    expect(deferredBy(301, '120', now)).toBeUndefined()
  })

  it.each([undefined, '', 'soon', '-5', '1e9', '1.5', '2026-11-26', '99999999999999999999'])(
    'says nothing as %s',
    (text) => {
      expect(deferredBy(503, text, now)).toBeUndefined()
    },
  )
})
