import { beforeEach, describe, expect, it } from 'vitest'
import { SparingRetries } from '../../../shared/retries/sparing.ts'

let retries: SparingRetries
beforeEach(() => {
  retries = new SparingRetries()
})
const hungUp = { errorType: 'TRANSIENT' as const }
const denied = { errorType: 'CLIENT_ERROR' as const }

/** A call of which every try fails. @returns how often it was tried. */
async function failing(why: typeof hungUp | typeof denied = hungUp): Promise<number> {
  let token = await retries.acquireInitialRetryToken('')
  for (let tries = 1; ; tries += 1) {
    const next = await retries.refreshRetryTokenForRetry(token, why).catch(() => undefined)
    if (!next) return tries
    token = next
  }
}
const answered = async () => retries.recordSuccess(await retries.acquireInitialRetryToken(''))

describe('a call that is not answered', () => {
  it('is tried thrice', async () => {
    expect(await failing()).toBe(3)
  })

  it('is tried once when it was refused', async () => {
    expect(await failing(denied)).toBe(1)
  })

  it('is tried once when the calls before it were not answered either', async () => {
    expect([await failing(), await failing(), await failing(), await failing()]).toEqual([3, 2, 1, 1])
  })

  it('does not use up the tries of others when it was refused', async () => {
    await failing(denied)
    expect([await failing(), await failing()]).toEqual([3, 2])
  })
})

describe('calls that are answered', () => {
  it('earn one further try in five', async () => {
    await failing()
    await failing()
    for (let call = 0; call < 4; call += 1) await answered()
    expect(await failing()).toBe(1)
    await answered()
    await answered()
    expect(await failing()).toBe(2)
  })

  it('lay by three and no more', async () => {
    for (let call = 0; call < 100; call += 1) await answered()
    expect([await failing(), await failing(), await failing()]).toEqual([3, 2, 1])
  })
})
