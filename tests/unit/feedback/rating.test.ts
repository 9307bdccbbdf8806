import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstQuestionnaire, type Questionnaire } from '../../../functions/feedback/questionnaire.ts'
import { checkScores, classOf, fewestShown, type Rating, totalsOf } from '../../../functions/feedback/rating.ts'
import { Refusal } from '../../../shared/problems/refusal.ts'

const text = { vi: 'Một câu hỏi', en: 'A question' }
const short: Questionnaire = {
  criteria: ['SPEED', 'MANNER'].map((code) => ({ code, text })),
  classes: [
    { code: 'GOOD', from: 3, text },
    { code: 'WEAK', from: 0, text },
  ],
}
const answer = (SPEED: number, MANNER: number, questionnaire = 2): Rating => ({
  questionnaire,
  scores: { SPEED, MANNER },
})

describe('an answer', () => {
  const faults = (scores: Record<string, number>) => {
    try {
      checkScores(scores, short)
    } catch (error) {
      if (error instanceof Refusal)
        return (error.facts as { errors: { pointer: string }[] }).errors.map((one) => one.pointer)
      throw error
    }
    return 'taken'
  }
  it('has points for everything that is asked, and for nothing else', () => {
    expect(faults({ SPEED: 0, MANNER: 2 })).toBe('taken')
    expect(faults({ SPEED: 0 })).toEqual(['/scores/MANNER'])
    expect(faults({ SPEED: 0, MANNER: 1, PRICE: 2 })).toEqual(['/scores/PRICE'])
    expect(faults({ constructor: 1, SPEED: 1, MANNER: 1 })).toEqual(['/scores/constructor'])
  })
})

describe('the class of an average', () => {
  const table: [average: number, expected: string][] = [
    [18, 'EXCELLENT'],
    [15, 'EXCELLENT'],
    [14.999, 'GOOD'],
    [12, 'GOOD'],
    [11.99, 'FAIR'],
    [9, 'FAIR'],
    [8.99, 'AVERAGE'],
    [6, 'AVERAGE'],
    [5.99, 'WEAK'],
    [0, 'WEAK'],
  ]
  it.each(table)('%s points are %s', (average, expected) => {
    expect(classOf(average, firstQuestionnaire)).toBe(expected)
  })

  it('is never missing: a questionnaire without one for all is a fault of ours', () => {
    const open = { ...short, classes: short.classes.slice(0, 1) }
    expect(() => classOf(2, open)).toThrow('begins at 0')
  })
})

describe('the totals of a month', () => {
  it('are sums and averages for each thing that was asked', () => {
    const given = [answer(2, 2), answer(2, 1), answer(1, 2), answer(2, 2), answer(2, 0), answer(0, 1)]
    expect(totalsOf(given, 2, short)).toEqual({
      questionnaire: 2,
      answers: 6,
      average: 2.83,
      mostPoints: 4,
      class: 'WEAK',
      criteria: [
        { code: 'SPEED', points: 9, average: 1.5 },
        { code: 'MANNER', points: 8, average: 1.33 },
      ],
    })
  })

  it('have the class of what the average is, not of what it is rounded to', () => {
    const given = [...Array.from({ length: 399 }, () => answer(2, 1)), answer(1, 1)]
    expect(totalsOf(given, 2, short)).toMatchObject({ average: 3, class: 'WEAK' })
  })

  it('count what answered the same version alone', () => {
    const given = [
      ...Array.from({ length: 5 }, () => answer(2, 2)),
      ...Array.from({ length: 9 }, () => answer(0, 0, 3)),
    ]
    expect(totalsOf(given, 2, short)).toMatchObject({ answers: 5, average: 4 })
    expect(totalsOf(given, 3, short)).toMatchObject({ answers: 9, average: 0 })
  })

  it('say nothing of fewer than five, however many there are to another version', () => {
    const given = fc.array(fc.record({ SPEED: fc.integer({ min: 0, max: 2 }), MANNER: fc.integer({ min: 0, max: 2 }) }))
    fc.assert(
      fc.property(given, fc.nat(20), (scores, others) => {
        const mine = scores.map((one) => answer(one.SPEED, one.MANNER))
        const theirs = Array.from({ length: others }, () => answer(1, 1, 7))
        const shown = totalsOf([...theirs, ...mine], 2, short)
        if (mine.length < fewestShown) expect(shown).toBeUndefined()
        else expect(shown?.answers).toBe(mine.length)
      }),
    )
    expect(fewestShown).toBe(5)
  })
})
