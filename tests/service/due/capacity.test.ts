import { describe, expect, it } from 'vitest'
import { freshTable } from '../harness.ts'
import { costOfTick } from './measured.ts'

const costWith = async (open: number, due: number) => costOfTick(await freshTable('due'), open, due)

describe('a tick of the sweep', () => {
  it('reads the rows that are due and no other, and costs the same with 100 and with 10 000 deadlines open', async () => {
    const [few, many] = [await costWith(100, 100), await costWith(10_000, 100)]
    expect(few).toEqual(many)
    expect(many.rowsPerDue).toBe(1)
    // Sixteen partitions at half a unit each, for rows of less than 4 KB together; the watermark read, then written.
    expect(many).toMatchObject({ due: 100, rcu: 9, wcu: 1 })
  })

  it('costs those partitions and the watermark when nothing is due', async () => {
    expect(await costWith(50, 0)).toMatchObject({ due: 0, rcu: 9, wcu: 1 })
  })
})
