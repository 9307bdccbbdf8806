import { type FieldError, Refusal } from '../../shared/problems/refusal.ts'
import { mostPoints, type Questionnaire } from './questionnaire.ts'

/** Points by the code of the criterion. */
export type Scores = Record<string, number>

/** One answer as it is kept: of which dossier can't be seen. */
export interface Rating {
  /** The version of the questionnaire that was answered. */
  questionnaire: number
  scores: Scores
}

/** Fewer answers than these would show what one person thinks. */
export const fewestShown = 5

/** What is told of the answers to one version of the questionnaire. */
export interface Totals {
  questionnaire: number
  answers: number
  /** Of the points of an answer. */
  average: number
  mostPoints: number
  class: string
  criteria: { code: string; points: number; average: number }[]
}

/** Refuses what is not an answer to each criterion and to nothing else. @throws Refusal 422 with pointers. */
export function checkScores(scores: Scores, { criteria }: Questionnaire): void {
  const asked = new Set(criteria.map(({ code }) => code))
  const errors: FieldError[] = [
    ...[...asked]
      .filter((code) => !Object.hasOwn(scores, code))
      .map((code) => ({ pointer: `/scores/${code}`, detail: 'Not answered' })),
    ...Object.keys(scores)
      .filter((code) => !asked.has(code))
      .map((code) => ({ pointer: `/scores/${code}`, detail: 'Not asked by the questionnaire' })),
  ]
  if (errors.length > 0) throw new Refusal('invalid-request', { errors })
}

const rounded = (value: number) => Math.round(value * 100) / 100

/** The class that an average of points falls into; unrounded, so that 14.999 is not yet 15. */
export function classOf(average: number, { classes }: Questionnaire): string {
  const found = classes.find(({ from }) => average >= from)
  if (!found) throw new Error('the last class of a questionnaire begins at 0')
  return found.code
}

/** The totals of a month's answers to one version, or undefined where they are too few to be shown. */
export function totalsOf(ratings: Rating[], version: number, questionnaire: Questionnaire): Totals | undefined {
  const given = ratings.filter((rating) => rating.questionnaire === version)
  const answers = given.length
  if (answers < fewestShown) return undefined
  const criteria = questionnaire.criteria.map(({ code }) => {
    const points = given.reduce((sum, { scores }) => sum + (scores[code] ?? 0), 0)
    return { code, points, average: rounded(points / answers) }
  })
  const average = criteria.reduce((sum, { points }) => sum + points, 0) / answers
  return {
    questionnaire: version,
    answers,
    average: rounded(average),
    mostPoints: questionnaire.criteria.length * mostPoints,
    class: classOf(average, questionnaire),
    criteria,
  }
}
