import { describe, expect, it } from 'vitest'
import { freshTable } from '../harness.ts'
import { costOfTick } from './measured.ts'

const costWith = async (open: number, due: number) => costOfTick(await freshTable('due'), open, due)

describe('a tick of the sweep', () => {
  it('reads the rows that are due and no other, and costs the same with 100 and with 10 000 deadlines open', async () => {
    const [few, many, none] = [await costWith(100, 100), await costWith(10_000, 100), await costWith(50, 0)]
    expect(few).toEqual(many)
    expect(many).toMatchObject({ due: 100, rowsPerDue: 1 })
    expect(none.due).toBe(0)
    // Sixteen partitions at half a unit each, for rows of less than 4 KB together; the watermark read, then written.
    const costs = {
      'a tick with nothing due': { wcu: none.wcu, rcu: none.rcu },
      'a tick with 100 due of 10 000 open': { wcu: many.wcu, rcu: many.rcu },
    }
    await expect(`${JSON.stringify(costs, null, 2)}\n`).toMatchFileSnapshot('./capacity.golden.json')
  })
})
