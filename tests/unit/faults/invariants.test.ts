import { describe, expect, it } from 'vitest'
import { entryHash, type JournalItem } from '../../../shared/dynamodb/journal.ts'
import { broken, brokenDossiers, type Item } from '../../faults/invariants.ts'

const code = 'H26.125-261126-0001'
const pk = `DOSSIER#${code}`

/** A dossier that was accepted, went to the fee and back, as it lies in the table. */
function dossier(): Item[] {
  const steps: [string, number][] = [
    ['dossier.accepted', 2],
    ['dossier.fee-requested', 6],
    ['dossier.fee-paid', 2],
  ]
  const entries: JournalItem[] = []
  for (const [index, [type, status]] of steps.entries()) {
    const [version, before] = [index + 1, entries.at(-1)]
    const common = { at: '2026-11-26T02:00:00.000Z', by: { id: 'clerk-1', role: 'clerk' }, data: { status } }
    const keys = { pk, sk: `JOURNAL#00000${version}`, version, previous: before ? entryHash(before) : '' }
    entries.push({ ...keys, type, ...common, ...(version === 1 ? { k: 'key', h: 'hash' } : {}) })
  }
  const chain = entryHash(entries.at(-1) as JournalItem)
  return [
    { pk, sk: 'HEAD', version: 3, status: 2, inbox: 'H26.125#open', chain, keys: [] },
    ...(entries as unknown as Item[]),
    { pk, sk: 'SEALED', sealed: 'x' },
    { pk: 'KEY#key', sk: 'KEY', made: code },
    { pk: 'CODE#H26.125#261126', sk: 'COUNTER', last: 1 },
  ]
}
/** The same with one item changed, or taken out. */
const but = (sk: string, change?: Item): Item[] =>
  dossier().flatMap((item) => (item.sk === sk ? (change ? [{ ...item, ...change }] : []) : [item]))

it('finds nothing wrong with a dossier that is whole', () => {
  expect(brokenDossiers(dossier())).toEqual([])
})

describe('finds', () => {
  it.each<[string, Item[], string]>([
    ['a gap', but('JOURNAL#000002'), 'its journal is 1,3'],
    ['an entry too few', but('JOURNAL#000003'), 'its journal is 1,2'],
    ['an entry that was changed', but('JOURNAL#000001', { at: '2026-11-27T02:00:00.000Z' }), 'entry 2 is not bound'],
    ['a head that belongs to another entry', but('HEAD', { chain: 'x' }), 'the head is not bound'],
    ['a journal without a head', but('HEAD'), 'has a journal and no head'],
    ['a head without a journal', dossier().filter(({ sk }) => !String(sk).startsWith('JOURNAL')), 'its journal is '],
    ['a key that made nothing', but('KEY', { made: 'H26.125-261126-0009' }), 'made nothing'],
    ['a missing part', but('SEALED'), 'has no sealed part'],
    ['an open dossier in no inbox', but('HEAD', { inbox: undefined }), 'its inbox is undefined'],
    ['a head elsewhere than its journal', but('HEAD', { status: 4 }), 'its journal is elsewhere'],
    ['a number that was not given', but('COUNTER', { last: 0 }), 'has a number that was not given yet'],
    ['a way that the table of transitions has not', but('JOURNAL#000002', { data: { status: 9 } }), 'led from 2 to 9'],
  ])('%s', (_, items, what) => {
    expect(brokenDossiers(items)).toContainEqual(expect.stringContaining(what))
  })

  it('two things of one key', () => {
    const other = dossier().map((item) => (item.pk === pk ? { ...item, pk: `${pk}9` } : item))
    expect(broken([...dossier(), ...other])).toContainEqual(`one key made ${pk} and ${pk}9`)
  })
})
