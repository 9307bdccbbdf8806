import { describe, expect, it } from 'vitest'
import { cursorAfter, readCursor } from '../../../functions/agencies/cursor.ts'

describe('a cursor', () => {
  it('goes on after the id that it was made of', () => {
    expect(readCursor('AGENCY', cursorAfter('AGENCY', 'H26.1'))).toBe('H26.1')
  })

  it('is refused by another list', () => {
    expect(() => readCursor('STAFF#H26', cursorAfter('STAFF#H29', 'a'))).toThrow(
      expect.objectContaining({ problem: 'invalid-request' }),
    )
  })

  it.each(['x', '????', 'bnVsbA', 'W10'])('is not %s', (cursor) => {
    expect(() => readCursor('AGENCY', cursor)).toThrow(expect.objectContaining({ problem: 'invalid-request' }))
  })
})
