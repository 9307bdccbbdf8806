import { contactSealer } from '../../shared/crypto/contact.ts'
import { envelope } from '../../shared/crypto/envelope.ts'
import { keyedHash } from '../../shared/crypto/keyed-hash.ts'
import { kmsClient } from '../../shared/crypto/kms.ts'
import { lookupSecret } from '../../shared/crypto/secret.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { staffRegister } from '../../shared/dynamodb/projection.ts'
import { required } from '../../shared/environment/required.ts'
import { wholeNumber } from '../../shared/environment/whole-number.ts'
import { get, post, put } from '../../shared/http/route.ts'
import { service } from '../../shared/http/service.ts'
import * as bodies from './act-schemas.ts'
import * as acts from './acts.ts'
import { desk } from './desk.ts'
import { checkQuestionnaire } from './questionnaire.ts'
import * as rating from './rating-schemas.ts'
import * as schemas from './schemas.ts'
import { newId, open } from './store.ts'
import { endings } from './store-endings.ts'
import { type Published, ratings } from './store-ratings.ts'

const kms = kmsClient()
const table = serviceTable()
const limits = {
  lookupsPerAddress: wholeNumber('LOOKUPS_PER_ADDRESS', 100),
  perAddress: wholeNumber('FEEDBACK_PER_ADDRESS', 30),
}
const sealContact = contactSealer(kms, required('CONTACT_KEY'))
const store = open(table, { ...envelope(kms, required('SEALED_KEY')), sealContact }, limits)
const hash = keyedHash(kms, required('LOOKUP_KEY'), 'feedback')
const ended = endings(table).of
const rated = ratings(table, { hash: keyedHash(kms, required('LOOKUP_KEY'), 'rating'), ended }, limits)
const register = staffRegister(table)
const reopenHours = wholeNumber('REOPEN_HOURS', 72)
const agency = process.env.FEEDBACK_AGENCY || undefined
const work = desk({ store, newId, hash, secret: lookupSecret, register, agency, reopenHours })

const { One, Feedback, LookupAnswer } = schemas
const one = { params: One, of: work.find, missing: 'feedback-not-found', seenBy: 'feedback:read' } as const
const acting = { ...one, ifMatch: true, answers: [200, Feedback] } as const
const writingBack = {
  ...acting,
  action: 'feedback:write-back',
  heldBy: work.holds,
  answers: [200, LookupAnswer],
} as const
const actProblems = ['wrong-state', 'stale-version', 'idempotency-key-reused'] as const

const questionnaireAnswer = ({ version, criteria, classes }: Published, replayed = false) => ({
  body: { version, criteria, classes },
  version,
  replayed,
})

/** Every route of `feedback`: long because it is one table; what a row does is a line, and stands in desk.ts and the stores. */
export const routes = [
  post(
    '/v1/feedback',
    {
      summary: 'Send feedback: a note, a report or proposal, a complaint or a denunciation',
      description:
        'Without `agency` it is for the agency of the clerk who takes it down, else that of the dossier, else the one of the ' +
        'deployment. HOTLINE and COUNTER only by its clerks. PHAN_ANH and KIEN_NGHI need name, address, and telephone or ' +
        'e-mail; without an author they are taken from the BOX as GOP_Y. `kind` of the answer is how it is dealt with.',
      action: 'feedback:create',
      body: schemas.Sent,
      answers: [201, Feedback],
      alsoAnswers: [200],
      problems: ['unauthenticated', 'forbidden', 'idempotency-key-reused', 'too-many-requests'],
    },
    ({ body, ...context }) => work.send(body, context),
  ),
  get(
    '/v1/feedback',
    {
      summary: 'What waits to be dealt with, earliest due first',
      action: 'feedback:list',
      query: schemas.ListQuery,
      answers: [200, schemas.FeedbackList],
      problems: ['agency-not-found'],
    },
    ({ query, ...context }) => work.list(query, context),
  ),
  get(
    '/v1/feedback/published',
    {
      summary: 'What an agency published with its answers, newest first',
      action: 'public',
      query: schemas.PublishedQuery,
      answers: [200, schemas.PublishedList],
    },
    ({ query }) => work.published(query),
  ),
  get(
    '/v1/feedback/{id}',
    { summary: 'One feedback, for who works on it', action: 'feedback:read', ...one, answers: [200, Feedback] },
    ({ found, ...context }) => work.read(found, context),
  ),
  post(
    '/v1/feedback/{id}/reject',
    {
      summary: 'Refuse to take it up, with the reason',
      action: 'feedback:work',
      ...acting,
      body: bodies.Rejection,
      problems: actProblems,
    },
    ({ found, body, ...context }) => work.act(found, 'feedback:work', context, acts.reject(body)),
  ),
  post(
    '/v1/feedback/{id}/request-info',
    {
      summary: 'Ask its author for more; the clock runs on',
      action: 'feedback:work',
      ...acting,
      body: bodies.Question,
      problems: actProblems,
    },
    ({ found, body, ...context }) => work.act(found, 'feedback:work', context, acts.requestInfo(body)),
  ),
  post(
    '/v1/feedback/{id}/add-info',
    {
      summary: 'Add what was asked for: its author, by secret',
      ...writingBack,
      body: bodies.Addition,
      problems: [...actProblems, 'too-many-requests'],
    },
    ({ found, body, ...context }) => work.writeBack(found, context, acts.addInfo(body)),
  ),
  post(
    '/v1/feedback/{id}/forward',
    {
      summary: 'Hand it on to whom it concerns; here it ends',
      action: 'feedback:work',
      ...acting,
      body: bodies.Forwarding,
      problems: actProblems,
    },
    ({ found, body, ...context }) => work.act(found, 'feedback:work', context, acts.forward(body)),
  ),
  post(
    '/v1/feedback/{id}/start',
    {
      summary: 'Take it up, in the hand of a unit or person; of who takes it up where none is named',
      action: 'feedback:work',
      ...acting,
      body: bodies.Start,
      problems: actProblems,
    },
    ({ found, body, ...context }) => {
      const start = acts.start(body, context.actor.id)
      return work.act(found, 'feedback:work', context, work.handing(found, body.person, start))
    },
  ),
  post(
    '/v1/feedback/{id}/answer',
    {
      summary: 'Answer its author',
      action: 'feedback:work',
      ...acting,
      body: bodies.FeedbackReply,
      problems: actProblems,
    },
    ({ found, body, ...context }) => work.act(found, 'feedback:work', context, acts.answer(body)),
  ),
  post(
    '/v1/feedback/{id}/publish',
    {
      summary: 'Publish a version for everybody, a text of its own that points to nobody',
      action: 'feedback:publish',
      ...acting,
      body: bodies.Publication,
      problems: actProblems,
    },
    async ({ found, body, ...context }) =>
      work.act(found, 'feedback:publish', context, acts.publish(body, await work.sealed(found))),
  ),
  post(
    '/v1/feedback/{id}/reopen',
    {
      summary: 'Have it looked at again, soon after its answer: its author, by secret',
      ...writingBack,
      body: bodies.Reopening,
      problems: [...actProblems, 'reopening-over', 'too-many-requests'],
    },
    ({ found, body, ...context }) => work.writeBack(found, context, acts.reopen(body, reopenHours)),
  ),
  post(
    '/v1/feedback-lookups',
    {
      summary: 'Follow feedback by id and secret',
      action: 'public',
      body: schemas.Lookup,
      answers: [200, LookupAnswer],
      problems: ['feedback-not-found', 'too-many-requests'],
    },
    ({ body, ...context }) => work.lookUp(body, context),
  ),
  post(
    '/v1/ratings',
    {
      summary: 'Rate the desk for a dossier that has ended, once',
      description: 'By the `ratingToken` that the look-up of the ended dossier shows. Every criterion is answered.',
      action: 'public',
      body: rating.RatingSent,
      answers: [201, rating.RatingTaken],
      problems: ['rating-not-possible', 'already-rated', 'idempotency-key-reused', 'too-many-requests'],
    },
    async ({ body: { dossier, token, scores }, ...request }) => {
      const { given, replayed } = await rated.give(dossier, token, scores, request)
      return { body: given, replayed }
    },
  ),
  get(
    '/v1/ratings',
    {
      summary: 'How an agency was rated in a month; nothing of fewer than five answers',
      action: 'public',
      query: rating.RatingQuery,
      answers: [200, rating.RatingTotals],
    },
    async ({ query: { agency, month } }) => ({ body: { agency, month, ...(await rated.month(agency, month)) } }),
  ),
  get(
    '/v1/ratings/questionnaire',
    { summary: 'What is asked of who rates a desk', action: 'public', answers: [200, rating.Questionnaire] },
    async () => questionnaireAnswer(await rated.newest()),
  ),
  put(
    '/v1/ratings/questionnaire',
    {
      summary: 'Publish the next version of the questionnaire',
      description: 'What answered another version is still counted by that one.',
      action: 'questionnaire:publish',
      ifMatch: true,
      body: rating.QuestionnaireBody,
      answers: [200, rating.Questionnaire],
      problems: ['stale-version'],
    },
    async ({ body, actor, now: at, ifMatch, idempotency: key }) => {
      checkQuestionnaire(body)
      const { published, replayed } = await rated.publish(body, { ifMatch, by: actor.id, at, key })
      return questionnaireAnswer(published, replayed)
    },
  ),
]

export const handler = service('feedback', routes, { register })
