import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cursorAfter, readCursor } from '../../../shared/http/cursor.ts'
import { Refusal } from '../../../shared/problems/refusal.ts'

describe('a cursor', () => {
  const asked = { q: 'đăng ký', field: undefined }

  it('leads back to its position for the same question alone', () => {
    const cursor = cursorAfter(asked, '1.001193', 'HEAD')
    expect(cursor).toMatch(/^[\w-]+$/)
    expect(readCursor(asked, cursor, 2)).toEqual(['1.001193', 'HEAD'])
    expect(() => readCursor({ q: 'đăng' }, cursor, 2)).toThrow(Refusal)
    expect(() => readCursor(asked, cursor, 1)).toThrow(Refusal)
  })

  it('of any other text is refused', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => readCursor(asked, text, 1)).toThrow(Refusal)
      }),
    )
    expect(() => readCursor(asked, cursorAfter(asked, ''), 1)).toThrow(Refusal)
  })
})
