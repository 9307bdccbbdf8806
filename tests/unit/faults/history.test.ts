import { describe, expect, it } from 'vitest'
import { type Operation, type Seen, step } from '../../faults/history.ts'
import { type Done, linearizable } from '../../faults/linearizable.ts'

const accepted: Seen = { version: 1, status: 2 }
const done = (version: number, status: number, replayed = false) => ({
  kind: 'done' as const,
  version,
  status,
  replayed,
})
const act = (name: Operation['act'], ifMatch: number, told: Operation['told']): Operation => ({
  act: name,
  ifMatch,
  told,
})
const read = (version: number, status: number): Operation => ({ act: 'read', told: done(version, status) })
const unknown = { kind: 'unknown' as const }
const wrongState = { kind: 'wrong-state' as const }
const stale = (version: number) => ({ kind: 'stale' as const, version })

/** The operations one after the other. */
const inTurn = (...operations: Operation[]): Done<Operation>[] =>
  operations.map((operation, index) => ({ called: index * 2, answered: index * 2 + 1, operation }))
const holds = (...operations: Operation[]) => linearizable(inTurn(...operations), accepted, step)

describe('the model of a dossier', () => {
  it('goes to the fee and back, a version at a time', () => {
    expect(holds(act('request-fee', 1, done(2, 6)), act('confirm-fee', 2, done(3, 2)), read(3, 2))).toBe(true)
  })

  it.each<[string, Operation[]]>([
    ['an act is done to a version that has gone', [act('note', 1, done(2, 2)), act('note', 1, done(3, 2))]],
    ['an act that was done is not in what is read', [act('note', 1, done(2, 2)), read(1, 2)]],
    ['an act is done that the status forbids', [act('confirm-fee', 1, done(2, 2))]],
    ['an act is refused that the status allows', [act('request-fee', 1, wrongState)]],
    ['an act is refused as stale though it names the newest', [act('note', 1, stale(1))]],
    ['an act is refused with a version that is not the newest', [act('note', 1, done(2, 2)), act('note', 1, stale(5))]],
    ['an act that nobody saw done is done twice', [act('note', 1, unknown), read(3, 2)]],
    ['a repetition is answered from before the act', [act('note', 1, done(1, 2, true))]],
  ])('does not explain that %s', (_, operations) => expect(holds(...operations)).toBe(false))

  it.each<[string, Operation[]]>([
    ['an unanswered act was done', [act('note', 1, unknown), read(2, 2)]],
    ['an unanswered act was not done', [act('note', 1, unknown), read(1, 2)]],
    ['a repetition is answered by the dossier as it stands', [act('note', 1, done(2, 2, true)), read(2, 2)]],
  ])('explains that %s', (_, operations) => expect(holds(...operations)).toBe(true))
})
