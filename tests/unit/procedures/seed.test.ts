import { describe, expect, it } from 'vitest'
import { isMarked, procedure, procedures, raw } from './seed.ts'

describe('the seeded catalogue', () => {
  it('has the twelve sample procedures', () => {
    expect(procedures.map((one) => one.code).sort()).toEqual([
      '1.000656',
      '1.000894',
      '1.001193',
      '1.001612',
      '1.001776',
      '1.004194',
      '1.004222',
      '1.004873',
      '2.000635',
      '2.000815',
      '2.000884',
      '2.000908',
    ])
  })

  it('is stored as the schemas would store it', () => {
    expect(procedures).toEqual(raw)
  })

  it.each(procedures)(
    'lets $code be filed at the desk in every case, with at least one paper required',
    ({ cases }) => {
      for (const { papers, channels } of cases) {
        expect(channels.map((one) => one.channel)).toContain('DESK')
        expect(papers.some((paper) => paper.required)).toBe(true)
        expect(papers.every((paper) => paper.originals + paper.copies > 0)).toBe(true)
      }
    },
  )

  it.each(procedures)('repeats no code of a case, paper or channel in $code', ({ cases }) => {
    expect(new Set(cases.map((one) => one.code)).size).toBe(cases.length)
    for (const { papers, channels } of cases) {
      expect(new Set(papers.map((one) => one.code)).size).toBe(papers.length)
      expect(new Set(channels.map((one) => one.channel)).size).toBe(channels.length)
    }
  })

  it('says why a procedure is only partly online', () => {
    for (const one of procedures) expect(one.partialReason !== undefined).toBe(one.onlineLevel === 'PARTIAL')
  })
})

describe('limits read in a published source', () => {
  it.each([
    ['1.001193', 0, { unit: 'IMMEDIATE' }],
    ['1.000894', 0, { unit: 'IMMEDIATE' }],
    ['1.000894', 1, { unit: 'WORKING_DAY', value: 5 }],
    ['1.000656', 0, { unit: 'IMMEDIATE' }],
    ['2.000635', 0, { unit: 'SAME_DAY' }],
    ['2.000908', 0, { unit: 'SAME_DAY' }],
    ['2.000815', 0, { unit: 'SAME_DAY' }],
    ['2.000884', 0, { unit: 'SAME_DAY' }],
    ['1.004222', 0, { unit: 'WORKING_DAY', value: 7 }],
    ['1.001612', 0, { unit: 'WORKING_DAY', value: 3 }],
  ])('%s case %i has the same on every channel, unmarked', (code, index, limit) => {
    const channels = procedure(code).cases[index]?.channels ?? []
    expect(channels.map((one) => one.limit)).toEqual(channels.map(() => limit))
    expect(isMarked(code, `/cases/${index}/channels/0/limit`)).toBe(false)
  })
})
