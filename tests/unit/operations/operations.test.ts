import { describe, expect, it } from 'vitest'
import { batches } from '../../../infra/operations/queues.ts'
import { spanOf } from '../../../infra/operations/republish.ts'
import { takes } from '../../../infra/operations/subscriptions.ts'

describe('what one call to a queue carries', () => {
  it('is ten messages at most, in their order', () => {
    const messages = Array.from({ length: 23 }, (_, index) => String(index))
    const made = batches(messages)
    expect(made.map(({ length }) => length)).toEqual([10, 10, 3])
    expect(made.flat()).toEqual(messages)
    expect(batches([])).toEqual([])
  })

  it('is counted in bytes, and what is larger than a call goes alone', () => {
    const half = 'ệ'.repeat(42_000)
    const whole = 'x'.repeat(260_000)
    expect(batches([half, half, 'a', whole, 'b']).map(({ length }) => length)).toEqual([1, 2, 1, 1])
  })
})

describe('what a rule on the bus takes', () => {
  it('is named, or has a prefix', () => {
    const named = takes('{"detail-type":["agency.changed","staff.changed"]}')
    expect(['agency.changed', 'agency.changed.twice', 'calendar.published'].map(named)).toEqual([true, false, false])
    const prefixed = takes('{"detail-type":[{"prefix":"dossier."}]}')
    expect(['dossier.accepted', 'dossiers', 'a.dossier.b'].map(prefixed)).toEqual([true, false, false])
    const two = takes('{"detail-type":[{"prefix":"dossier."},{"prefix":"feedback."}]}')
    expect(['dossier.accepted', 'feedback.received', 'rating.given'].map(two)).toEqual([true, true, false])
  })

  it.each(['{}', '{"detail-type":[{"anything-but":"x"}]}', '{"detail-type":["x"],"source":["y"]}'])(
    'is not guessed when the pattern is of another kind: %s',
    (pattern) => {
      expect(() => takes(pattern)).toThrow(/not understood/)
    },
  )
})

describe('what a dead letter of an outbox stands for', () => {
  const letter = (from: string, to: string) =>
    JSON.stringify({
      DDBStreamBatchInfo: { approximateArrivalOfFirstRecord: from, approximateArrivalOfLastRecord: to },
    })

  it('is the time of its entries, with a quarter of an hour on both sides', () => {
    expect(spanOf(letter('2026-11-20T02:00:00Z', '2026-11-20T02:00:10Z'))).toEqual({
      from: Date.parse('2026-11-20T01:45:00Z'),
      to: Date.parse('2026-11-20T02:15:10Z'),
    })
  })

  it.each(['{}', letter('never', '2026-11-20T02:00:10Z')])('is unknown when it says no time: %s', (body) => {
    expect(spanOf(body)).toBeUndefined()
  })
})
