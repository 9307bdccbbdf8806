import { describe, expect, it } from 'vitest'
import { page } from '../../recovery/page.ts'

const machine = { processor: 'one', cores: 2, memoryGib: 8, node: 'v24.0.0', date: '2026-11-26' }

describe('the page of the recovery', () => {
  it('counts what holds, and prints what does not as it is', () => {
    const text = page.render({
      ...{ machine, seconds: 60 },
      rows: [
        { chapter: 'drill', what: 'records come back', found: '3 of 3', wrong: [] },
        { chapter: 'drill', what: 'nobody is told again', found: 'no', wrong: ['2 mails'] },
      ],
    })
    expect(text).toContain('1 of 2 hold.')
    expect(text).toContain('| records come back | 3 of 3 | holds |')
    expect(text).toContain('| nobody is told again | no | ! 2 mails |')
  })
})
