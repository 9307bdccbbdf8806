import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cursorAfter, pageOf, rowBefore } from '../../../functions/procedures/page.ts'

describe('a cursor', () => {
  const asked = { q: 'đăng ký', field: undefined }

  it('leads back to its row for the same question alone', () => {
    const cursor = cursorAfter(asked, '1.001193')
    expect(cursor).toMatch(/^[\w-]+$/)
    expect(rowBefore(asked, cursor)).toBe('1.001193')
    expect(rowBefore({ q: 'đăng' }, cursor)).toBeUndefined()
  })

  it('of any other text leads nowhere and throws nothing', () => {
    fc.assert(fc.property(fc.string(), (text) => rowBefore(asked, text) === undefined))
    expect(rowBefore(asked, cursorAfter(asked, ''))).toBeUndefined()
    expect(rowBefore(asked, cursorAfter(asked, 'x'.repeat(101)))).toBeUndefined()
  })
})

describe('a page', () => {
  const page = (rows: number[], limit: number) => pageOf(rows, limit, String)
  it('has a next one only when a row is left', async () => {
    expect(await page([1, 2, 3], 2)).toEqual({ items: [1, 2], nextCursor: '2' })
    expect(await page([1, 2], 2)).toEqual({ items: [1, 2] })
    expect(await page([], 2)).toEqual({ items: [] })
  })
})
