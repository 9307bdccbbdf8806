import { describe, expect, it } from 'vitest'
import {
  abandoned,
  answered,
  backoffMinutes,
  claimed,
  deferred,
  isFree,
  isWornOut,
  nextTry,
  reported,
  unready,
} from '../../../functions/notifications/attempts.ts'
import { delivered, type Message } from '../../../functions/notifications/message.ts'
import { fresh, inHand, later, now, standing } from './sample-message.ts'

describe('Who sends a message', () => {
  it('takes it in hand alone, for two minutes', () => {
    expect(inHand).toMatchObject({ status: 'SENDING', tries: 1, attempts: [{ at: now, outcome: 'PENDING' }] })
    expect(inHand.due).toBe(later(2))
    for (const minutes of [0, 1, 2, 60]) expect(claimed(inHand, later(minutes))).toBeUndefined()
  })

  it('keeps the row by which it was found where that leaves time enough, and takes a new one where it does not', () => {
    expect(claimed({ ...fresh, due: later(1) }, now)?.message.due).toBe(later(1))
    expect(claimed({ ...fresh, due: later(0.9) }, now)?.message.due).toBe(later(2))
  })

  it('may leave it to the next sweep without a try, but not what somebody has in hand', () => {
    expect(deferred(fresh, later(2))).toEqual({ message: { ...fresh, due: later(2) }, told: false })
    const putOff = standing('TEMPORARY_FAILURE', { due: later(5), tries: 2 })
    expect(deferred(putOff, later(6))?.message).toEqual({ ...putOff, due: later(6) })
    expect([deferred(putOff, later(4)), deferred(inHand, later(9))]).toEqual([undefined, undefined])
  })

  it('counts as crashed when his time is over, and not before; what he had in hand is unknown', () => {
    expect(abandoned(inHand, later(1.9))).toBeUndefined()
    const unknown = abandoned(inHand, later(2))?.message as Message
    expect(unknown).toMatchObject({ status: 'SENDING', attempts: [{ outcome: 'UNKNOWN', error: 'Abandoned' }] })
    expect(unknown.due).toBe(later(12))
    expect(abandoned(unknown, later(12))).toBeUndefined()
    expect(isFree(unknown, later(11.9))).toBe(false)
    expect(isFree(unknown, later(12))).toBe(true)
  })

  it.each([
    ['ACCEPTED', undefined],
    ['TEMPORARY', later(1)],
    ['UNKNOWN', later(10)],
  ] as const)('and hears %s leaves it until %s', (outcome, due) => {
    const after = answered(inHand, now, { outcome, providerId: 'ses-1' }, now, 0)
    expect(after?.told).toBe(false)
    expect(after?.message.due).toBe(due)
    expect(after?.message.attempts).toMatchObject([{ at: now, outcome }])
  })

  it.each([
    ['PERMANENT', 'REJECTED', 'PERMANENT_FAILURE'],
    ['TECHNICAL', 'SUSPENDED', 'TECHNICAL_FAILURE'],
  ] as const)('and hears %s ends it for that reason', (outcome, reason, status) => {
    const after = answered(inHand, now, { outcome, reason, error: 'Name' }, now, 0)
    expect(after).toMatchObject({ told: true, message: { status, reason, attempts: [{ outcome, error: 'Name' }] } })
  })

  it('is not heard any more when another word came first', () => {
    const accepted = reported(inHand, 'ses-1', now)?.message as Message
    expect(accepted).toMatchObject({ status: 'SENDING', providerId: 'ses-1', attempts: [{ outcome: 'ACCEPTED' }] })
    for (const message of [accepted, delivered(inHand, now)?.message as Message]) {
      expect(answered(message, now, { outcome: 'TEMPORARY', error: 'Late' }, now, 0)).toBeUndefined()
    }
    const second = claimed(abandoned(inHand, later(2))?.message as Message, later(12))?.message as Message
    expect(answered(second, now, { outcome: 'ACCEPTED' }, later(12), 0)).toBeUndefined()
  })

  it('is heard late, when he was only slow and not crashed', () => {
    const unknown = abandoned(inHand, later(2))?.message as Message
    expect(answered(unknown, now, { outcome: 'ACCEPTED', providerId: 'ses-1' }, later(3), 0)?.message).toMatchObject({
      providerId: 'ses-1',
      attempts: [{ outcome: 'ACCEPTED' }],
    })
  })
})

describe('A message that fails for a while', () => {
  it('is tried again after 1, 5, 15, 30, 60, 120, 240 and 480 minutes, then never', () => {
    expect(backoffMinutes).toEqual([1, 5, 15, 30, 60, 120, 240, 480])
    for (const [failed, minutes] of backoffMinutes.entries()) expect(nextTry(failed + 1, now, 0)).toBe(later(minutes))
    expect(nextTry(9, now, 0)).toBeUndefined()
  })

  it('is tried at most a fifth later than that', () => {
    expect(nextTry(2, now, 1)).toBe(later(6))
    expect(nextTry(2, now, 0.5)).toBe(later(5.5))
  })

  it('is given up after the ninth try, with an event', () => {
    const last = { ...inHand, tries: 9 }
    const after = answered(last, now, { outcome: 'TEMPORARY', error: 'Busy' }, now, 0)
    expect(after).toMatchObject({ told: true, message: { status: 'TECHNICAL_FAILURE', reason: 'GAVE_UP' } })
    expect([isWornOut({ ...inHand, tries: 8 }), isWornOut(last)]).toEqual([false, true])
  })

  it('keeps its last eight attempts and counts them all', () => {
    let message = fresh
    for (let tries = 0; tries < 8; tries += 1) {
      const at = message.due ?? now
      message = unready(message, 'Broken', at, 0)?.message as Message
    }
    const ninth = claimed(message, message.due ?? now)?.message as Message
    expect(ninth.tries).toBe(9)
    expect(ninth.attempts.map(({ outcome }) => outcome)).toEqual([...Array(7).fill('TEMPORARY'), 'PENDING'])
  })

  it('counts as tried when it could not even be made ready', () => {
    const after = unready(fresh, 'KmsError', now, 0)
    expect(after?.message).toMatchObject({ status: 'TEMPORARY_FAILURE', tries: 1, due: later(1) })
    expect(after?.message.attempts).toEqual([{ at: now, outcome: 'TEMPORARY', error: 'KmsError' }])
    expect(unready(inHand, 'KmsError', now, 0)).toBeUndefined()
  })

  it('waits ever longer for the word of a provider that never answers', () => {
    const unanswered = (tries: number) =>
      answered({ ...inHand, tries }, now, { outcome: 'UNKNOWN', error: 'ETIMEDOUT' }, now, 1)?.message.due
    expect([1, 2, 3, 4, 8, 9].map(unanswered)).toEqual([10, 10, 15, 30, 480, 10].map(later))
  })

  it('is sent when the provider says so, whatever it answered to another try', () => {
    const twice = standing('TEMPORARY_FAILURE', {
      due: later(5),
      attempts: [
        { at: now, outcome: 'UNKNOWN', error: 'ETIMEDOUT' },
        { at: later(10), outcome: 'TEMPORARY', error: 'Busy' },
      ],
    })
    const after = reported(twice, 'ses-1', later(11))?.message
    expect(after?.attempts.map(({ outcome }) => outcome)).toEqual(['ACCEPTED', 'TEMPORARY'])
    expect(after).toMatchObject({ status: 'SENDING', providerId: 'ses-1' })
    expect(after).not.toHaveProperty('due')
  })
})
