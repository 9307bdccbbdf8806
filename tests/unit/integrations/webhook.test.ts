import { describe, expect, it } from 'vitest'
import {
  deleted,
  delivered,
  failed,
  isReady,
  isSuccess,
  leased,
  leaseMs,
  passedOver,
  paused,
  released,
  replayed,
  resumed,
  rotated,
  signingSecrets,
  type Webhook,
  wants,
} from '../../../functions/integrations/webhook.ts'
import { viewOf } from '../../../functions/integrations/webhook-view.ts'

const now = '2026-11-26T02:00:00.000Z'
const real = 1_000_000
const held: Webhook = {
  id: '7K3M9QX2VA7K3M9QX2VA7K3M9Q',
  agency: 'H26.125',
  url: 'https://city.example.vn/hook',
  state: 'ACTIVE',
  secret: 'sealed-1',
  position: 7,
  client: 'machine:ward-system',
  createdAt: now,
  lease: { by: 'me', until: real + 1 },
}
const step = { by: 'me', from: 7, to: 8 }
const down = { status: 500 }

describe('A worker', () => {
  it('takes a webhook that nobody has, and none that somebody has', () => {
    expect(leased(held, 'other', now, real)).toBeUndefined()
    expect(leased(held, 'other', now, real + 1)?.lease?.by).toBe('other')
    expect(leased({ ...held, lease: undefined }, 'other', now, real)?.lease?.by).toBe('other')
  })

  it('has it until its message may come back, however often it takes the webhook again', () => {
    const free = { ...held, lease: undefined }
    expect(leased(free, 'me', now, real)?.lease?.until).toBe(real + leaseMs)
    expect(leased(free, 'me', now, real + 29_000, real)?.lease?.until).toBe(real + leaseMs)
    expect(leaseMs).toBeLessThan(60_000)
  })

  it.each([
    ['is paused', { state: 'PAUSED' }],
    ['is disabled', { state: 'DISABLED' }],
    ['was taken away', { deletedAt: now }],
    ['waits for its next try', { due: '2026-11-26T02:00:00.001Z' }],
  ] as [string, Partial<Webhook>][])('takes none that %s', (_, change) => {
    expect(leased({ ...held, lease: undefined, ...change }, 'me', now, real)).toBeUndefined()
  })

  it('takes one whose next try has come', () => {
    expect(leased({ ...held, lease: undefined, due: now }, 'me', now, real)).toBeDefined()
  })

  it('lets go of its own alone', () => {
    expect(released(held, 'me')?.lease).toBeUndefined()
    expect(released(held, 'other')).toBeUndefined()
  })

  it('writes nothing about a webhook that another one has, or that was moved', () => {
    const replayedTo7 = { moves: 1 }
    const changes = [{ lease: { by: 'other', until: real } }, { lease: undefined }, { position: 3 }, replayedTo7]
    for (const change of changes) {
      const moved = { ...held, ...change }
      expect([delivered(moved, step, now), passedOver(moved, step), failed(moved, step, down, now)]).toEqual([
        undefined,
        undefined,
        undefined,
      ])
    }
  })
})

describe('A delivery', () => {
  it('is done by any status of success, and by no other', () => {
    const statuses = [199, 200, 204, 299, 300, undefined]
    expect(statuses.map((status) => isSuccess({ status }))).toEqual([false, true, true, true, false, false])
  })

  it('is of every type, or of those that were asked for', () => {
    expect(wants(held, 'dossier.noted')).toBe(true)
    const some = { ...held, types: ['dossier.noted'] }
    expect([wants(some, 'dossier.noted'), wants(some, 'dossier.accepted')]).toEqual([true, false])
  })

  it('passes over what is not wanted, and stays in its hands', () => {
    expect(passedOver(held, { ...step, to: 12 })).toEqual({ ...held, position: 12 })
  })
})

describe('A failure', () => {
  it('waits for a longer time each time, and a success forgets it', () => {
    const first = failed(held, step, down, now) as Webhook
    expect(first).toMatchObject({ position: 7, failures: 1, failingSince: now, due: '2026-11-26T02:00:05.000Z' })
    expect(first.lastFailure).toEqual({ at: now, reason: 'STATUS', status: 500 })
    const second = failed({ ...first, lease: held.lease }, step, { fault: 'TIMEOUT' }, '2026-11-26T02:00:05.000Z')
    expect(second).toMatchObject({ failures: 2, failingSince: now, due: '2026-11-26T02:05:05.000Z' })
    const after = delivered({ ...(second as Webhook), lease: held.lease }, step, now)
    expect(after).toMatchObject({ position: 8, lastSuccess: { at: now } })
    expect([after?.failures, after?.failingSince, after?.due]).toEqual([undefined, undefined, undefined])
  })

  it('ends it at once where the receiver says that it is gone', () => {
    const over = failed(held, step, { status: 410 }, now)
    expect(over).toMatchObject({ state: 'DISABLED', disabledFor: 'GONE', position: 7 })
    expect(over?.due).toBeUndefined()
  })

  it('ends it after five days', () => {
    const long = { ...held, failures: 20, failingSince: '2026-11-21T02:00:00.000Z' }
    expect(failed(long, step, down, now)).toMatchObject({ state: 'DISABLED', disabledFor: 'FAILED_TOO_LONG' })
  })

  it('of one that was paused meanwhile is shown, and waits for nothing', () => {
    const after = failed({ ...held, state: 'PAUSED' }, step, down, now) as Webhook
    expect(after).toMatchObject({ state: 'PAUSED', lastFailure: { status: 500 } })
    expect([after.due, after.failures]).toEqual([undefined, undefined])
  })
})

describe('Its owner', () => {
  const failing = { ...held, failures: 3, failingSince: now, due: '2026-11-26T02:30:00.000Z' }

  it('pauses it once, and not while it is disabled', () => {
    const resting = paused(failing) as Webhook
    expect([resting.state, resting.due, resting.failures]).toEqual(['PAUSED', undefined, undefined])
    expect(paused(resting)).toBeUndefined()
    expect(() => paused({ ...held, state: 'DISABLED' })).toThrow(
      expect.objectContaining({ facts: expect.objectContaining({ state: 'DISABLED', possible: ['resume'] }) }),
    )
  })

  it('resumes it from where it stands, whatever stopped it', () => {
    expect(resumed(held, 'machine:other')).toBeUndefined()
    for (const state of ['PAUSED', 'DISABLED'] as const) {
      const again = resumed({ ...failing, state, disabledFor: 'GONE' }, 'machine:other') as Webhook
      expect(again).toMatchObject({ state: 'ACTIVE', position: 7, client: 'machine:other' })
      expect([again.disabledFor, again.failingSince, isReady(again, now)]).toEqual([undefined, undefined, true])
    }
  })

  it('moves it, and what it failed with is no reason to wait any more', () => {
    const moved = replayed(failing, 2)
    expect([moved.position, moved.failures, isReady(moved, now)]).toEqual([2, undefined, true])
  })

  it('moves it also to where it is: what was under way comes again', () => {
    const moved = replayed(held, 7)
    expect([delivered(moved, step, now), failed(moved, step, down, now)]).toEqual([undefined, undefined])
    expect(delivered(moved, { ...step, moves: 1 }, now)?.position).toBe(8)
    expect(replayed(moved, 7).moves).toBe(2)
  })

  it('takes it away: who is just delivering notes nothing any more', () => {
    const gone = deleted({ ...failing, previous: { secret: 'sealed-0', until: real } }, now)
    expect([gone.secret, gone.previous, gone.due, gone.deletedAt]).toEqual(['', undefined, undefined, now])
    expect([delivered(gone, step, now), failed(gone, step, down, now), released(gone, 'me')]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  it('changes its secret, beside which the one before signs for a day', () => {
    const changed = rotated(held, 'sealed-2', real)
    const day = 86_400_000
    expect(signingSecrets(changed, real + day - 1)).toEqual(['sealed-2', 'sealed-1'])
    expect(signingSecrets(changed, real + day)).toEqual(['sealed-2'])
    expect(signingSecrets(rotated(changed, 'sealed-3', real), real)).toEqual(['sealed-3', 'sealed-2'])
  })

  it('sees no secret of it', () => {
    const shown = JSON.stringify(viewOf(rotated(held, 'sealed-2', real)))
    expect(shown).not.toMatch(/sealed/)
    expect(viewOf(held)).toMatchObject({ state: 'ACTIVE', createdAt: '2026-11-26T09:00:00.000+07:00' })
  })
})
