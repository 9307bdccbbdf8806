import { describe, expect, it } from 'vitest'
import {
  beginAfter,
  keptSince,
  positionAfter,
  readPosition,
  wanted,
  withoutGap,
} from '../../../functions/integrations/position.ts'
import { Position } from '../../../functions/integrations/schemas.ts'
import { Refusal } from '../../../shared/problems/refusal.ts'
import { ward } from './sample.ts'

const pointer = '/query/after'
/** The problem that is met, with the pointer of a 422. */
function met(work: () => unknown) {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const [first] = error.facts.errors ?? []
    return first ? [error.problem, first.pointer] : [error.problem]
  }
}
const notOurs = ['invalid-request', pointer]

describe('A position', () => {
  it.each([0, 1, 42, 999_999_999])('leads back to the number %d', (sequence) => {
    const position = positionAfter(ward, sequence)
    expect(Position.parse(position)).toBe(position)
    expect(readPosition(ward, position, pointer)).toBe(sequence)
  })

  it('of another agency is refused', () => {
    expect(met(() => readPosition('H26.999', positionAfter(ward, 3), pointer))).toEqual(notOurs)
  })

  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  it.each([
    ['empty', ''],
    ['of other signs', '!!!'],
    ['a number', '42'],
    ['no list', encoded({ agency: ward })],
    ['negative', encoded([ward, -1])],
    ['a fraction', encoded([ward, 1.5])],
    ['a text', encoded([ward, '3'])],
    ['beyond what can be counted', encoded([ward, 2 ** 60])],
    ['longer', encoded([ward, 3, 4])],
    ['written otherwise', Buffer.from(`["${ward}", 3]`).toString('base64url')],
  ])('that is %s is none of ours', (_, position) => {
    expect(met(() => readPosition(ward, position, pointer))).toEqual(notOurs)
  })
})

describe('Reading begins', () => {
  it('with the oldest event that is kept when no position is told', () => {
    expect(beginAfter(undefined, { newest: 9, oldest: 4 }, pointer)).toBe(3)
    expect(beginAfter(undefined, { newest: 9 }, pointer)).toBe(9)
    expect(beginAfter(undefined, { newest: 0 }, pointer)).toBe(0)
  })

  it('after the position while nothing behind it is gone', () => {
    expect(beginAfter(3, { newest: 9, oldest: 4 }, pointer)).toBe(3)
    expect(beginAfter(9, { newest: 9, oldest: 4 }, pointer)).toBe(9)
    expect(beginAfter(9, { newest: 9 }, pointer)).toBe(9)
  })

  it('nowhere when an event behind the position is gone: nobody may think that he is in step', () => {
    expect(met(() => beginAfter(2, { newest: 9, oldest: 4 }, pointer))).toEqual(['position-expired'])
    expect(met(() => beginAfter(8, { newest: 9 }, pointer))).toEqual(['position-expired'])
  })

  it('nowhere for a number that nobody was given', () => {
    expect(met(() => beginAfter(10, { newest: 9, oldest: 4 }, pointer))).toEqual(notOurs)
  })

  it('30 days ago at the latest, with the whole day', () => {
    expect(keptSince('2026-11-26T02:00:00.000Z')).toBe('2026-10-27')
    expect(keptSince('2026-03-01T00:00:00.000Z')).toBe('2026-01-30')
  })
})

describe('A page', () => {
  const row = (sequence: number, type = 'dossier.noted') => ({ sequence, type })

  it('ends before a hole', () => {
    expect(withoutGap([row(4), row(5), row(7)], 3)).toEqual([row(4), row(5)])
    expect(withoutGap([row(5)], 3)).toEqual([])
    expect(withoutGap([row(4)], 3)).toEqual([row(4)])
  })

  it('has all, and goes on after the last', () => {
    expect(wanted([row(4), row(5)], 3, undefined, 2)).toEqual({ items: [row(4), row(5)], reached: 5 })
    expect(wanted([], 3, undefined, 2)).toEqual({ items: [], reached: 3 })
  })

  it('of a few types passes over the others, up to where it is full', () => {
    const rows = [row(4), row(5, 'dossier.accepted'), row(6), row(7, 'dossier.accepted'), row(8)]
    expect(wanted(rows, 3, ['dossier.accepted'], 5)).toEqual({ items: [rows[1], rows[3]], reached: 8 })
    expect(wanted(rows, 3, ['dossier.accepted'], 1)).toEqual({ items: [rows[1]], reached: 5 })
    expect(wanted(rows, 3, ['dossier.returned'], 1)).toEqual({ items: [], reached: 8 })
  })
})
