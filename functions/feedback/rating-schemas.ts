import * as z from 'zod'
import { AgencyId } from '../../shared/vietnamese/codes.ts'
import { PlainText } from '../../shared/vietnamese/plain-text.ts'
import { mostPoints } from './questionnaire.ts'
import { Typed } from './schemas.ts'

const Code = z.string().regex(/^[A-Z][A-Z0-9_]{0,39}$/)
const Month = z.string().regex(/^20[0-9]{2}-(?:0[1-9]|1[0-2])$/)
const Text = z.strictObject({ vi: PlainText(200), en: PlainText(200) })

/** What is sent to rate a desk: the token is on the look-up of the ended dossier. */
export const RatingSent = z
  .strictObject({
    dossier: Typed(64),
    token: Typed(32),
    scores: z
      .record(Code, z.int().min(0).max(mostPoints))
      .describe('Points for each criterion of the questionnaire: 0, 1 or 2'),
  })
  .meta({ id: 'RatingSent' })

export const RatingTaken = z.object({ month: Month, agency: z.string() }).meta({ id: 'RatingTaken' })

/** Criteria and classes of a questionnaire that is published. */
export const QuestionnaireBody = z
  .strictObject({
    criteria: z
      .array(z.strictObject({ code: Code, text: Text }))
      .min(1)
      .max(20),
    classes: z
      .array(z.strictObject({ code: Code, from: z.number().min(0).max(40), text: Text }))
      .min(1)
      .max(10)
      .describe('By the average of the points of an answer, the highest first; the last begins at 0'),
  })
  .meta({ id: 'QuestionnaireBody' })

const Shown = z.object({ vi: z.string(), en: z.string() })

export const Questionnaire = z
  .object({
    version: z.int(),
    criteria: z.array(z.object({ code: z.string(), text: Shown })),
    classes: z.array(z.object({ code: z.string(), from: z.number(), text: Shown })),
  })
  .meta({ id: 'Questionnaire' })

export const RatingQuery = z.strictObject({ agency: AgencyId, month: Month })

const Totals = z
  .object({
    questionnaire: z.int().describe('The version that was answered'),
    answers: z.int(),
    average: z.number().describe('Points of an answer, on average'),
    mostPoints: z.int(),
    class: z.string(),
    criteria: z.array(z.object({ code: z.string(), points: z.int(), average: z.number() })),
  })
  .meta({ id: 'RatingTotals' })

/** The answers of a month; of fewer than five to a version nothing is told, not even how many. */
export const RatingTotals = z
  .object({
    agency: z.string(),
    month: Month,
    answers: z.int().nullable().describe('Null: fewer than five, of which nothing is told'),
    totals: z.array(Totals).optional(),
  })
  .meta({ id: 'RatingsOfMonth' })
