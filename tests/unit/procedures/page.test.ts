import { describe, expect, it } from 'vitest'
import { pageOf } from '../../../functions/procedures/page.ts'

describe('a page', () => {
  const page = (rows: number[], limit: number) => pageOf(rows, limit, String)
  it('has a next one only when a row is left', async () => {
    expect(await page([1, 2, 3], 2)).toEqual({ items: [1, 2], nextCursor: '2' })
    expect(await page([1, 2], 2)).toEqual({ items: [1, 2] })
    expect(await page([], 2)).toEqual({ items: [] })
  })
})
