import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { equalHashes } from '../../../shared/crypto/keyed-hash.ts'

/** Lines that compare what only its holder may know by `===`, which stops at the first sign that differs. */
const early =
  /\b(secretHash|tokenHash|ratingTokenHash|originSecret|mac|signature)\b\s*[!=]==(?! undefined)|[!=]== \S*\b(secretHash|tokenHash|ratingTokenHash|originSecret)\b/

describe('What only its holder may know', () => {
  it('is compared in a time that does not tell where it differs', () => {
    const source = readFileSync('shared/crypto/keyed-hash.ts', 'utf8')
    expect(source).toContain('return left.length === right.length && timingSafeEqual(left, right)')
    expect([equalHashes('abc', 'abc'), equalHashes('abc', 'abd'), equalHashes('abc', 'ab')]).toEqual([
      true,
      false,
      false,
    ])
  })

  it('is compared in no other way, in no service', () => {
    const files = globSync(['functions/**/*.ts', 'shared/**/*.ts'])
    expect(files.length).toBeGreaterThan(100)
    expect(
      files.filter((file) =>
        readFileSync(file, 'utf8')
          .split('\n')
          .some((line) => early.test(line)),
      ),
    ).toEqual([])
  })
})
