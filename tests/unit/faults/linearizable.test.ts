import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Done, linearizable, type Step } from '../../faults/linearizable.ts'

/** A register: a write that was told done, one of which nobody knows, a read, a compare-and-set. */
type Operation =
  | { kind: 'write'; value: number; known: boolean }
  | { kind: 'read'; value: number }
  | { kind: 'swap'; from: number; value: number; done: boolean }

const step: Step<number, Operation> = (state, operation) => {
  if (operation.kind === 'read') return operation.value === state ? [state] : []
  if (operation.kind === 'write') return operation.known ? [operation.value] : [state, operation.value]
  if (operation.done) return operation.from === state ? [operation.value] : []
  return operation.from === state ? [] : [state]
}
const at = (called: number, answered: number, operation: Operation): Done<Operation> => ({
  called,
  answered,
  operation,
})
const write = (value: number): Operation => ({ kind: 'write', value, known: true })
const lost = (value: number): Operation => ({ kind: 'write', value, known: false })
const read = (value: number): Operation => ({ kind: 'read', value })
const swap = (from: number, value: number, done = true): Operation => ({ kind: 'swap', from, value, done })
const holds = (...history: Done<Operation>[]) => linearizable(history, 0, step)

describe('a history that some order explains', () => {
  it.each([
    ['nothing', []],
    ['one after the other', [at(0, 1, write(1)), at(2, 3, read(1))]],
    ['a read beside a write sees the old value', [at(0, 9, write(1)), at(1, 2, read(0))]],
    ['a read beside a write sees the new value', [at(0, 9, write(1)), at(1, 2, read(1))]],
    ['two swaps at once, one refused', [at(0, 9, swap(0, 1)), at(0, 9, swap(0, 2, false))]],
    ['an unanswered write is seen later', [at(0, Infinity, lost(1)), at(5, 6, read(0)), at(7, 8, read(1))]],
    ['an unanswered write never was', [at(0, Infinity, lost(1)), at(5, 6, read(0)), at(7, 8, read(0))]],
  ])('%s', (_, history) => expect(holds(...history)).toBe(true))
})

describe('a history that no order explains', () => {
  it.each([
    ['a read that comes later misses a write', [at(0, 1, write(1)), at(2, 3, read(0))]],
    ['a value that nobody wrote', [at(0, 1, read(7))]],
    ['the new value, then the old one', [at(0, 9, write(1)), at(1, 2, read(1)), at(3, 4, read(0))]],
    ['two swaps from the same value, both done', [at(0, 9, swap(0, 1)), at(0, 9, swap(0, 2))]],
    ['a swap refused though nothing else came', [at(0, 1, swap(0, 1, false))]],
    ['an unanswered write is seen and gone', [at(0, Infinity, lost(1)), at(5, 6, read(1)), at(7, 8, read(0))]],
    ['an unanswered write is seen before it was asked for', [at(0, 1, read(1)), at(5, Infinity, lost(1))]],
  ])('%s', (_, history) => expect(holds(...history)).toBe(false))
})

/** Every order of the operations that keeps what was answered before what was called later. */
function* orders(history: Done<Operation>[], before: Done<Operation>[] = []): Generator<Done<Operation>[]> {
  if (history.length === 0) yield before
  for (const one of history) {
    const others = history.filter((other) => other !== one)
    if (others.every(({ answered }) => answered >= one.called)) yield* orders(others, [...before, one])
  }
}
const explained = (order: Done<Operation>[]) =>
  order.reduce<number[]>((states, { operation }) => states.flatMap((state) => step(state, operation)), [0]).length > 0
const byForce = (history: Done<Operation>[]) => [...orders(history)].some(explained)

const value = fc.integer({ min: 0, max: 2 })
const operation = fc.oneof(
  fc.record({ kind: fc.constant('write' as const), value, known: fc.boolean() }),
  fc.record({ kind: fc.constant('read' as const), value }),
  fc.record({ kind: fc.constant('swap' as const), from: value, value, done: fc.boolean() }),
)
const done = fc
  .record({ called: fc.integer({ min: 0, max: 12 }), length: fc.integer({ min: 1, max: 8 }), operation })
  .map(({ called, length, operation: asked }) => at(called, called + length, asked))

it('finds what trying every order finds', () => {
  const told = { yes: 0, no: 0 }
  fc.assert(
    fc.property(fc.array(done, { maxLength: 6 }), (history) => {
      const found = holds(...history)
      told[found ? 'yes' : 'no'] += 1
      expect(found).toBe(byForce(history))
    }),
    { numRuns: 1_000 },
  )
  expect(Math.min(told.yes, told.no)).toBeGreaterThan(50)
})
