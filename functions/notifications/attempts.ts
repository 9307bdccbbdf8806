import { type Attempt, type Decided, ended, type Message, mayBecome, type Outcome, type Reason } from './message.ts'

const minute = 60_000
/** How long after a failure a message is tried again; after the last of them it is given up. */
export const backoffMinutes: readonly number[] = [1, 5, 15, 30, 60, 120, 240, 480]
/** Spreads what failed together by up to a fifth. */
const jitter = 0.2
/** Whoever sends has so long; then he counts as crashed. */
const leaseMinutes = 2
/** A lease that has at least this long to run needs no new row. */
const leaseEnoughMinutes = 1
/** So long the provider has to tell of a message of which nobody knows whether it took it. */
const unknownMinutes = 10
const attemptsKept = 8

const later = (instant: string, minutes: number) => new Date(Date.parse(instant) + minutes * minute).toISOString()

/** When a message that is made now is looked at by a sweep, unless whoever made it sends it at once. */
export const leasedFrom = (now: string): string => later(now, leaseMinutes)

/** When a message that failed so often is tried again, or undefined: it is given up. `random` is from 0 to 1. */
export function nextTry(tries: number, now: string, random: number): string | undefined {
  const minutes = backoffMinutes[tries - 1]
  return minutes === undefined ? undefined : later(now, minutes * (1 + jitter * random))
}

const lastOf = ({ attempts }: Message): Attempt | undefined => attempts.at(-1)

const withLast = ({ attempts }: Message, change: Partial<Attempt>): Attempt[] => {
  const last = attempts.at(-1)
  return last ? [...attempts.slice(0, -1), { ...last, ...change }] : attempts
}

/** Whether a message stands where it may be sent now: not while somebody sends it, nor while it waits for news of it. */
export function isFree(message: Message, now: string): boolean {
  const { status, due } = message
  if (status === 'CREATED') return true
  const open = status === 'TEMPORARY_FAILURE' || (status === 'SENDING' && lastOf(message)?.outcome === 'UNKNOWN')
  return open && due !== undefined && due <= now
}

/** The message in the hands of who sends it: nobody else does so until his lease has run out. */
export function claimed(message: Message, now: string): Decided | undefined {
  if (!isFree(message, now)) return undefined
  const { due } = message
  const attempts: Attempt[] = [...message.attempts, { at: now, outcome: 'PENDING' as const }].slice(-attemptsKept)
  const enough = due !== undefined && due >= later(now, leaseEnoughMinutes)
  const lease = enough ? due : leasedFrom(now)
  return { message: { ...message, status: 'SENDING', attempts, tries: message.tries + 1, due: lease }, told: false }
}

/** The message left to the next sweep, untried: this one has no more time, or the provider rests. */
export const deferred = (message: Message, now: string): Decided | undefined =>
  isFree(message, now) ? { message: { ...message, due: now }, told: false } : undefined

/** The message whose sender has not come back: whether it went out nobody knows. */
export function abandoned(message: Message, now: string): Decided | undefined {
  const { status, due } = message
  if (status !== 'SENDING' || lastOf(message)?.outcome !== 'PENDING' || due === undefined || due > now) return undefined
  return unanswered(message, 'Abandoned', now)
}

/** Longer each time: a provider that hangs for hours is not asked every ten minutes. */
function unanswered(message: Message, error: string, now: string): Decided | undefined {
  const again = nextTry(message.tries, now, 0)
  const wait = later(now, unknownMinutes)
  const attempts = withLast(message, { outcome: 'UNKNOWN', error })
  // The last try waits for the provider's word like every other one, and is then given up.
  return { message: { ...message, attempts, due: again && again > wait ? again : wait }, told: false }
}

/** What an attempt came to. */
export interface Answer {
  outcome: Exclude<Outcome, 'PENDING'>
  error?: string
  reason?: Reason
  providerId?: string
}

/** Of these attempts nobody has said yet what they came to. */
const isOpen = ({ outcome }: Attempt) => outcome === 'PENDING' || outcome === 'UNKNOWN'

const isMine = (message: Message, at: string) => {
  const last = lastOf(message)
  return last !== undefined && isOpen(last) && last.at === at
}

/** The attempts, now that the provider says that it took the message: it was the newest that nobody knew of. */
export function confirmed(attempts: Attempt[]): Attempt[] {
  const index = attempts.findLastIndex(isOpen)
  return attempts.map((attempt, at) => (at === index ? { at: attempt.at, outcome: 'ACCEPTED' } : attempt))
}

/** The message after the answer to the attempt of this instant; undefined when the provider's own word was quicker. */
export function answered(message: Message, at: string, answer: Answer, now: string, random: number) {
  if (message.status !== 'SENDING' || !isMine(message, at)) return undefined
  const { outcome, error, reason = 'GAVE_UP', providerId } = answer
  if (outcome === 'UNKNOWN') return unanswered(message, error ?? 'Unknown', now)
  const known = { ...message, attempts: withLast(message, { outcome, ...(error ? { error } : {}) }) }
  if (outcome === 'ACCEPTED') return taken(known, providerId, now)
  if (outcome === 'TEMPORARY') return putOff(known, now, random)
  return ended(known, reason, now)
}

/** The provider has it; from now on its own word counts. */
function taken({ due: _due, ...message }: Message, providerId: string | undefined, now: string): Decided {
  const known = providerId === undefined ? {} : { providerId }
  return { message: { ...message, ...known, status: 'SENDING', sentAt: now }, told: false }
}

/** The message put off until its next try, or given up. */
function putOff(message: Message, now: string, random: number): Decided | undefined {
  const due = nextTry(message.tries, now, random)
  if (due === undefined) return ended(message, 'GAVE_UP', now)
  return { message: { ...message, status: 'TEMPORARY_FAILURE', due }, told: false }
}

/** The message that could not even be made ready, put off like one that the provider could not take. */
export function unready(message: Message, error: string, now: string, random: number): Decided | undefined {
  if (!isFree(message, now)) return undefined
  const attempts = [...message.attempts, { at: now, outcome: 'TEMPORARY' as const, error }].slice(-attemptsKept)
  return putOff({ ...message, attempts, tries: message.tries + 1 }, now, random)
}

/** Whether a message was tried as often as it may be. */
export const isWornOut = ({ tries }: Message): boolean => tries > backoffMinutes.length

/** The provider says that it took the message: whoever waits for news of it waits no longer. */
export function reported(message: Message, providerId: string, now: string): Decided | undefined {
  if (!mayBecome(message, 'SENDING') || message.providerId !== undefined) return undefined
  return taken({ ...message, attempts: confirmed(message.attempts) }, providerId, now)
}
