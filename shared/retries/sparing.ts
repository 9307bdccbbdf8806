import { StandardRetryStrategy } from '@smithy/core/retry'

/** So many further tries a function has at hand, and so much of one it earns with each call that was answered. */
const atHand = 3
const earned = 0.2

/**
 * Three tries of a call, jittered, as long as most calls are answered. The SDK's own allowance is for a process with
 * thousands of calls a second: thirty-five tries that fail before it bites, for each new function. When a store browns out,
 * functions that all try thrice make it an outage; here further tries are a fifth of the calls that were answered.
 */
export class SparingRetries extends StandardRetryStrategy {
  #left = atHand

  constructor(maxAttempts = 3) {
    super(maxAttempts)
  }

  override async refreshRetryTokenForRetry(
    ...[token, why]: Parameters<StandardRetryStrategy['refreshRetryTokenForRetry']>
  ) {
    if (this.#left < 1) throw new Error('no further try is at hand')
    this.#left -= 1
    try {
      return await super.refreshRetryTokenForRetry(token, why)
    } catch (refused) {
      this.#left += 1 // It is not tried again: what was answered with a refusal, and what was tried thrice.
      throw refused
    }
  }

  override recordSuccess(token: Parameters<StandardRetryStrategy['recordSuccess']>[0]) {
    this.#left = Math.min(atHand, this.#left + earned)
    super.recordSuccess(token)
  }
}
