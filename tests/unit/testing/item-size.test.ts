import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { describe, expect, it } from 'vitest'
import { itemSize, readUnits, writeUnits } from '../../../shared/testing/item-size.ts'

describe('the size of an item', () => {
  it('is the bytes of its names and values', () => {
    expect(itemSize({ pk: { S: 'abc' }, sk: { S: 'HEAD' } })).toBe(2 + 3 + 2 + 4)
  })

  it('counts UTF-8 bytes, in names too', () => {
    expect(itemSize({ tên: { S: 'một cửa' } })).toBe(4 + 11)
  })

  it('is nothing for an item that is not there', () => {
    expect(itemSize(undefined)).toBe(0)
  })

  it.each([
    ['0', 1],
    ['7', 2],
    ['-7', 2],
    ['42', 2],
    ['123', 3],
    ['1000', 2],
    ['1700000000', 2],
    ['1700000001', 6],
    ['0.0012', 2],
    ['10.50', 3],
    ['1.5E+20', 2],
  ])('counts half a byte per significant digit of %s, and one', (number, size) => {
    expect(itemSize({ n: { N: number } })).toBe(1 + size)
  })

  it.each<[string, AttributeValue, number]>([
    ['raw bytes of a binary', { B: new Uint8Array(5) }, 5],
    ['one byte for a boolean', { BOOL: false }, 1],
    ['one byte for null', { NULL: true }, 1],
    ['the members of a set of texts', { SS: ['ab', 'cde'] }, 5],
    ['the members of a set of numbers', { NS: ['12', '345'] }, 2 + 3],
    ['the members of a set of binaries', { BS: [new Uint8Array(2), new Uint8Array(3)] }, 5],
    ['three bytes for an empty list', { L: [] }, 3],
    ['three bytes for an empty map', { M: {} }, 3],
    ['one more per element of a list', { L: [{ S: 'ab' }, { BOOL: true }] }, 3 + (1 + 2) + (1 + 1)],
    ['one more per member of a map', { M: { k: { S: 'abc' }, h: { N: '1' } } }, 3 + (1 + 1 + 3) + (1 + 1 + 2)],
    ['what is nested', { L: [{ M: { k: { S: 'ab' } } }] }, 3 + 1 + (3 + 1 + 1 + 2)],
  ])('has %s', (_what, value, size) => {
    expect(itemSize({ a: value })).toBe(1 + size)
  })

  it('is refused for a type of value that no rule names', () => {
    expect(() => itemSize({ a: { X: 1 } as unknown as AttributeValue })).toThrow('no size is known')
  })
})

describe('units', () => {
  it.each([
    [0, 1],
    [1024, 1],
    [1025, 2],
  ])('writing %i bytes takes %i', (bytes, units) => {
    expect(writeUnits(bytes)).toBe(units)
  })

  it.each([
    [0, 0.5],
    [4096, 0.5],
    [4097, 1],
    [12_000, 1.5],
  ])('reading %i bytes eventually takes %d', (bytes, units) => {
    expect(readUnits(bytes, 0.5)).toBe(units)
  })
})
