import { createHash } from 'node:crypto'
import { firstQuestionnaire } from '../../../functions/feedback/questionnaire.ts'
import type { Desk } from '../../service/feedback/desk.ts'
import { heard, requested } from './asking.ts'
import type { Handler, UseCase } from './use-case.ts'

let number = 0
const scores = Object.fromEntries(firstQuestionnaire.criteria.map(({ code }) => [code, 2]))
const token = 'K7Q2M9X4RT0W'

/** What is heard when a dossier ends that may be rated. */
export function ending() {
  number += 1
  const code = `H26.125-261116-${String(number).padStart(4, '0')}`
  const ratingTokenHash = createHash('sha256').update(token).digest('base64url')
  return {
    code,
    event: { type: 'dossier.completed', subject: code, version: 4, data: { code, agency: 'H26.125', ratingTokenHash } },
  }
}

/** The questionnaire as it would be published once more. */
async function questionnaireOf(desk: Desk) {
  const { version, ...body } = (await desk.as(undefined, 'GET /v1/ratings/questionnaire')).body
  return { who: 'administrator', body, ifMatch: version as number }
}
const questionnairePath = 'PUT /v1/ratings/questionnaire'

const rating: UseCase<Desk> = {
  does: 'rate the desk',
  by: 'api.ts',
  route: 'POST /v1/ratings',
  async prepare(desk) {
    const { code: dossier, event } = ending()
    const { handler } = await import('../../../functions/feedback/on-dossier.ts')
    await heard(event)(handler)
    // Another try may have published one meanwhile: each answers a questionnaire of its own.
    const { done, why } = await requested(questionnairePath, await questionnaireOf(desk))(desk.handler as Handler)
    if (!done) throw new Error(`publishing: ${why}`)
    return { ask: requested('POST /v1/ratings', { body: { dossier, token, scores } }) }
  },
}

const questionnaire: UseCase<Desk> = {
  does: 'publish a questionnaire',
  by: 'api.ts',
  route: questionnairePath,
  prepare: async (desk) => ({ ask: requested(questionnairePath, await questionnaireOf(desk)) }),
}

export const ratings = [rating, questionnaire]
