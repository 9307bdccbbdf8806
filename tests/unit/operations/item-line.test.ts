import { describe, expect, it } from 'vitest'
import { itemOf, lineOf } from '../../../infra/operations/item-line.ts'
import type { RawItem } from '../../../shared/dynamodb/whole-table.ts'

const item: RawItem = {
  sk: { S: 'HEAD' },
  pk: { S: 'DOSSIER#H26.125-261126-0001' },
  version: { N: '12345678901234567890123456789012345678' },
  sealed: { B: new Uint8Array([0, 255, 10, 13]) },
  nothing: { NULL: true },
  words: { SS: ['a', 'ễ'] },
  keys: { L: [{ M: { k: { S: 'x' }, bytes: { B: new Uint8Array([1]) } } }, { BOOL: false }] },
}

describe('an item in an export', () => {
  it('comes back with every type, number and byte that it had', () => {
    expect(itemOf(lineOf(item))).toEqual(item)
  })

  it('is the same line in whatever order its names came', () => {
    expect(lineOf(Object.fromEntries(Object.entries(item).reverse()))).toBe(lineOf(item))
  })

  it("is DynamoDB's own JSON, as an export to S3 writes it", () => {
    expect(lineOf({ pk: { S: 'x' }, sealed: { B: new Uint8Array([1, 2, 3]) } })).toBe(
      '{"Item":{"pk":{"S":"x"},"sealed":{"B":"AQID"}}}',
    )
  })
})
