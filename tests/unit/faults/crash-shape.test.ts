import { describe, expect, it } from 'vitest'
import { entryHash, type JournalItem } from '../../../shared/dynamodb/journal.ts'
import { common, differences, extras, shapeOf } from '../../faults/crash/shape.ts'
import { brokenJournal, type Item } from '../../faults/crash/stored.ts'

const entry = (version: number, previous: string): JournalItem & Item => ({
  ...{ pk: 'DOSSIER#1', sk: `JOURNAL#00000${version}`, version, previous },
  ...{ type: 'dossier.noted', at: '2026-11-26T02:00:00.000Z', by: { id: 'x', role: 'clerk' }, data: {} },
})
const first = entry(1, '')
const second = entry(2, entryHash(first))
const head = { pk: 'DOSSIER#1', sk: 'HEAD', version: 2, chain: entryHash(second), keys: [] }

describe('A journal that was left by who was killed', () => {
  it('is whole when its entries and its head are bound', () => {
    expect(brokenJournal('DOSSIER#1', [head, first, second])).toEqual([])
  })

  it.each([
    ['an entry is missing', [head, first], /at version 2 with the entries 1/],
    ['its head is old', [{ ...head, version: 1, chain: entryHash(first) }, first, second], /at version 1/],
    ['an entry was changed', [head, { ...first, type: 'dossier.stopped' }, second], /entry 2 .* not bound/],
    ['its head is bound to another one', [{ ...head, chain: entryHash(first) }, first, second], /head .* not bound/],
  ])('is found out where %s', (_, items, expected) => {
    expect(brokenJournal('DOSSIER#1', items as Item[])).toEqual([expect.stringMatching(expected)])
  })
})

describe('What a try leaves', () => {
  const clean = (id: string, more: object = {}) =>
    shapeOf([
      { pk: `DOSSIER#${id}`, sk: 'HEAD', id, status: 2, dueAt: `2026-11-2${id}T10:00:00.000Z`, amended: Number(id) },
      { pk: `DOSSIER#${id}`, sk: 'SEALED', bytes: new Uint8Array([Number(id)]), ...more },
    ])
  const always = common(clean('1'), clean('2'))

  it('is the same as that of another one, whatever its id, its instants and the writes that it took', () => {
    expect(differences(always, clean('3'))).toEqual([])
    expect(extras([clean('1'), clean('2')], clean('3'))).toEqual([])
  })

  it.each([
    [
      'an item is missing',
      { pk: 'DOSSIER#3', sk: 'HEAD', id: '3', status: 2, dueAt: '2026-11-23T10:00:00.000Z' },
      /SEALED/,
    ],
    [
      'something else stands in it',
      { pk: 'DOSSIER#3', sk: 'HEAD', id: '3', status: 9 },
      /HEAD.status is 9, should be 2/,
    ],
  ])('is found out where %s', (_, item, expected) => {
    expect(differences(always, shapeOf([item])).join()).toMatch(expected)
  })

  it('is found out where it is there twice, or of a kind that is not there otherwise', () => {
    const row = { pk: 'DUE#2026-11-26T02#1', sk: '2026-11-26T02:00:00.000Z#x' }
    expect(extras([clean('1')], shapeOf([row]))).toEqual(['DUE * is too many'])
    const twice = shapeOf([row, { ...row, sk: '2026-11-26T03:00:00.000Z#x' }])
    expect(differences(common(shapeOf([row]), shapeOf([row])), twice).length).toBeGreaterThan(0)
  })
})
