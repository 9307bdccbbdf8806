import { Refusal } from '../../shared/problems/refusal.ts'
import { isGivenUp, waitAfter } from './retry.ts'

export type State = 'ACTIVE' | 'PAUSED' | 'DISABLED'
export type DisabledFor = 'GONE' | 'FAILED_TOO_LONG'

/** Why a try came to nothing: the receiver said so, said nothing in time, could not be reached, or must not be called. */
export type FailureReason = 'STATUS' | 'TIMEOUT' | 'UNREACHABLE' | 'ADDRESS'

/** What one try came to. `deferred`: the seconds for which the receiver wants to be left alone. */
export interface Outcome {
  status?: number
  deferred?: number
  fault?: Exclude<FailureReason, 'STATUS'>
}

/** An address of a city's system that is told what happens at an agency. */
export interface Webhook {
  id: string
  agency: string
  url: string
  /** Only these types of events; all of them where absent. */
  types?: string[]
  description?: string
  state: State
  disabledFor?: DisabledFor
  /** Sealed. */
  secret: string
  /** The secret before the newest, sealed, which signs too for a while (milliseconds, real clock). */
  previous?: { secret: string; until: number }
  /** The number of the last event that was delivered or passed over. */
  position: number
  /** How often its owner has moved it: what a worker began before is no progress from there. */
  moves?: number
  /** The machine for whose sake it is told: who made it, or resumed it last. */
  client: string
  createdAt: string
  /** Hash of the request that made it, where that had a key. */
  request?: string
  lastSuccess?: { at: string }
  lastFailure?: { at: string; reason: FailureReason; status?: number }
  /** Failures in a row, since when, and when it is tried again. */
  failures?: number
  failingSince?: string
  due?: string
  /** The worker that delivers, and until when nobody else does (milliseconds, real clock). */
  lease?: { by: string; until: number }
  /** Taken away; what is left keeps the journal together and the request that made it from making it again. */
  deletedAt?: string
}

/** Longer than a worker lives, shorter than its message stays hidden: who finds it held is not the last to come. */
export const leaseMs = 55_000
const overlapMs = 24 * 3_600_000

/** Whether something may be delivered now. */
export const isReady = ({ state, deletedAt, due }: Webhook, now: string): boolean =>
  state === 'ACTIVE' && deletedAt === undefined && (due === undefined || due <= now)

/** Whether the webhook wants to be told of events of this type. */
export const wants = ({ types }: Webhook, type: string): boolean => types === undefined || types.includes(type)

/** With a clean slate: whatever it failed with before, it is tried at once. */
const afresh = (webhook: Webhook): Webhook => ({
  ...webhook,
  failures: undefined,
  failingSince: undefined,
  due: undefined,
})

/**
 * The webhook in the hands of a worker; undefined while another one has it, or when nothing may be delivered.
 * @param began when the worker got its message: however often it takes the webhook again, should it die, the one who gets
 * the message next must find it free.
 */
export function leased(webhook: Webhook, by: string, now: string, realMs: number, began = realMs): Webhook | undefined {
  if (!isReady(webhook, now) || (webhook.lease && webhook.lease.until > realMs)) return undefined
  return { ...webhook, lease: { by, until: began + leaseMs } }
}

/** Out of the worker's hands; undefined when he does not have it. */
export const released = (webhook: Webhook, by: string): Webhook | undefined =>
  webhook.lease?.by === by ? { ...webhook, lease: undefined } : undefined

/** What a worker has done, held to where he began: his lease, and the position that somebody may have moved meanwhile. */
export interface Step {
  by: string
  from: number
  moves?: number
  to: number
}

const isHis = ({ lease, position, moves }: Webhook, step: Step) =>
  lease?.by === step.by && position === step.from && moves === step.moves

/** Passed over events that are not wanted; undefined when somebody has moved it meanwhile. */
export const passedOver = (webhook: Webhook, step: Step): Webhook | undefined =>
  isHis(webhook, step) ? { ...webhook, position: step.to } : undefined

/** Delivered; undefined when somebody has moved it meanwhile. */
export const delivered = (webhook: Webhook, step: Step, at: string): Webhook | undefined =>
  isHis(webhook, step) ? { ...afresh(webhook), position: step.to, lastSuccess: { at } } : undefined

/** What is shown of a try that failed. */
export const failureOf = ({ status, fault }: Outcome, at: string) => ({
  at,
  reason: fault ?? ('STATUS' as const),
  status,
})

export const isSuccess = ({ status = 0 }: Outcome): boolean => status >= 200 && status < 300

/**
 * Not delivered: tried again later, or never. It is out of the worker's hands. Undefined when somebody has moved it
 * meanwhile; one that was paused while the receiver kept us waiting waits for nothing.
 */
export function failed(webhook: Webhook, step: Step, outcome: Outcome, at: string): Webhook | undefined {
  if (!isHis(webhook, step)) return undefined
  const known = { ...webhook, lastFailure: failureOf(outcome, at), lease: undefined }
  if (webhook.state !== 'ACTIVE') return known
  const failingSince = webhook.failingSince ?? at
  const over = outcome.status === 410 ? 'GONE' : isGivenUp(failingSince, at) ? 'FAILED_TOO_LONG' : undefined
  if (over) return { ...known, failingSince, due: undefined, state: 'DISABLED', disabledFor: over }
  const failures = (webhook.failures ?? 0) + 1
  const due = new Date(Date.parse(at) + waitAfter(failures, outcome.deferred) * 1000).toISOString()
  return { ...known, failures, failingSince, due }
}

/** Paused; undefined when it is. @throws Refusal 409 for one that is disabled: nothing is delivered there anyway. */
export function paused(webhook: Webhook): Webhook | undefined {
  if (webhook.state === 'PAUSED') return undefined
  if (webhook.state === 'DISABLED') throw new Refusal('wrong-state', { state: webhook.state, possible: ['resume'] })
  return { ...afresh(webhook), state: 'PAUSED' }
}

/** Delivers again from where it stands, for the machine that says so; undefined when it does. */
export const resumed = (webhook: Webhook, client: string): Webhook | undefined =>
  webhook.state === 'ACTIVE' ? undefined : { ...afresh(webhook), state: 'ACTIVE', disabledFor: undefined, client }

/** Goes on from another position, at once where it is active. */
export const replayed = (webhook: Webhook, position: number): Webhook => ({
  ...afresh(webhook),
  position,
  moves: (webhook.moves ?? 0) + 1,
})

/** With a new secret, beside which the one before signs for another day. */
export const rotated = (webhook: Webhook, secret: string, realMs: number): Webhook => ({
  ...webhook,
  secret,
  previous: { secret: webhook.secret, until: realMs + overlapMs },
})

/** The sealed secrets that sign now, the newest first. */
export const signingSecrets = ({ secret, previous }: Webhook, realMs: number): string[] =>
  previous && previous.until > realMs ? [secret, previous.secret] : [secret]

/** Taken away: nothing is delivered any more, its secrets are forgotten, and who is just delivering notes nothing. */
export const deleted = (webhook: Webhook, at: string): Webhook => ({
  ...afresh(webhook),
  lease: undefined,
  secret: '',
  previous: undefined,
  deletedAt: at,
})
