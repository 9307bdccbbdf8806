import { describe, expect, it } from 'vitest'
import {
  checkQuestionnaire,
  firstQuestionnaire,
  mostPoints,
  type Questionnaire,
} from '../../../functions/feedback/questionnaire.ts'
import { QuestionnaireBody } from '../../../functions/feedback/rating-schemas.ts'
import { Refusal } from '../../../shared/problems/refusal.ts'

const text = { vi: 'Một câu hỏi', en: 'A question' }
const criterion = (code: string) => ({ code, text })
const grade = (code: string, from: number) => ({ code, from, text })
const questionnaire = (more: Partial<Questionnaire> = {}): Questionnaire => ({
  criteria: [criterion('SPEED'), criterion('MANNER')],
  classes: [grade('GOOD', 3), grade('FAIR', 1.5), grade('WEAK', 0)],
  ...more,
})

/** Where a questionnaire is wrong, or that it is taken. */
function faults(wrong: Questionnaire): string[] | 'taken' {
  try {
    checkQuestionnaire(wrong)
  } catch (error) {
    if (error instanceof Refusal)
      return (error.facts as { errors: { pointer: string }[] }).errors.map((one) => one.pointer)
    throw error
  }
  return 'taken'
}

describe('the questionnaire that stands before another is published', () => {
  it('asks nine things and has five classes, in two languages, and could be published as it is', () => {
    expect(firstQuestionnaire.criteria).toHaveLength(9)
    expect(firstQuestionnaire.classes.map(({ code, from }) => [code, from])).toEqual([
      ['EXCELLENT', 15],
      ['GOOD', 12],
      ['FAIR', 9],
      ['AVERAGE', 6],
      ['WEAK', 0],
    ])
    expect(QuestionnaireBody.parse(firstQuestionnaire)).toEqual(firstQuestionnaire)
    expect(faults(firstQuestionnaire)).toBe('taken')
  })
})

describe('a questionnaire', () => {
  it('may ask less, and have other classes', () => {
    expect(faults(questionnaire())).toBe('taken')
    expect(faults(questionnaire({ classes: [grade('ALL', 0)] }))).toBe('taken')
  })

  it('names nothing twice', () => {
    expect(faults(questionnaire({ criteria: [criterion('A'), criterion('B'), criterion('A')] }))).toEqual([
      '/criteria/2/code',
    ])
    expect(faults(questionnaire({ classes: [grade('A', 2), grade('A', 0)] }))).toEqual(['/classes/1/code'])
  })

  it('has its classes from the highest down to 0, so that everybody finds one', () => {
    expect(faults(questionnaire({ classes: [grade('FAIR', 1), grade('GOOD', 3), grade('WEAK', 0)] }))).toEqual([
      '/classes/1/from',
    ])
    expect(faults(questionnaire({ classes: [grade('GOOD', 3), grade('SAME', 3), grade('WEAK', 0)] }))).toEqual([
      '/classes/1/from',
    ])
    expect(faults(questionnaire({ classes: [grade('GOOD', 3), grade('FAIR', 1)] }))).toEqual(['/classes/1/from'])
  })

  it('has no class that nobody can reach', () => {
    const most = 2 * mostPoints
    expect(faults(questionnaire({ classes: [grade('BEST', most), grade('WEAK', 0)] }))).toBe('taken')
    expect(faults(questionnaire({ classes: [grade('BEST', most + 1), grade('WEAK', 0)] }))).toEqual(['/classes/0/from'])
  })
})
