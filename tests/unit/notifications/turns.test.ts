import { describe, expect, it } from 'vitest'
import { turns } from '../../../shared/mail/turns.ts'

describe('Turns', () => {
  it('are given at once for a second, and then so many a second', async () => {
    const paced = turns({ perSecond: 50, seconds: 30 })
    paced.begin()
    const began = performance.now()
    const took: number[] = []
    for (let turn = 1; turn <= 60; turn += 1) {
      expect(await paced.next()).toBe(true)
      took.push(performance.now() - began)
    }
    expect(took[49]).toBeLessThan(150)
    // Timers may ring a millisecond early.
    expect(took[59]).toBeGreaterThanOrEqual(190)
  })

  it('are given to each of many that ask together', async () => {
    const paced = turns({ perSecond: 50, seconds: 30 })
    paced.begin()
    const began = performance.now()
    await Promise.all(Array.from({ length: 60 }, () => paced.next()))
    expect(performance.now() - began).toBeGreaterThanOrEqual(190)
  })

  it('are none before a beginning and after the end, until it begins anew', async () => {
    const paced = turns({ perSecond: 1_000, seconds: 0.02 })
    expect(await paced.next()).toBe(false)
    paced.begin()
    expect(await paced.next()).toBe(true)
    await new Promise((resume) => setTimeout(resume, 25))
    expect(await paced.next()).toBe(false)
    paced.begin()
    expect(await paced.next()).toBe(true)
  })
})
