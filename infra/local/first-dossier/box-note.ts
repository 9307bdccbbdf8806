import { type Filed, lookUp } from './dossiers.ts'
import type { Stage } from './steps.ts'
import { until, whenHeard } from './until.ts'

const note = 'Ghế ở khu vực chờ của Bộ phận Một cửa ít quá, buổi sáng nhiều người phải đứng.'
const answer = 'Cảm ơn ông/bà. Bộ phận Một cửa đã kê thêm hai hàng ghế từ hôm nay.'

/** What these programs read of a feedback. */
export interface Feedback {
  id: string
  kind: string
  status: string
  dueAt?: string
  version: number
}

/** A note as its author got it, with the secret; the ETag is that of its last change. */
export interface Noted extends Feedback {
  secret: string
  etag: string
}

/** What came of it: the note, published at the end, and what was rated. */
export interface BoxNote {
  note: Noted
  answer: string
  published: { content: string; answer: string }
  rated: { agency: string; month: string }
}

interface LookedUp extends Feedback {
  answer?: string
}

/** A note in the suggestion box, answered and published, and the rating of a dossier that has ended. */
export async function boxNote(stage: Stage, returned: Filed): Promise<BoxNote> {
  const { step, agency } = stage
  const left = await step('somebody leaves a note in the box, with no name', () => leaveNote(stage), told)
  await step('clerk finds it in her list', () => listed(stage, left.id))
  const started = await step('clerk starts it', () => actOn(stage, 'clerk', 'start', left, {}))
  const answered = await step('clerk answers it', () => actOn(stage, 'clerk', 'answer', started, { text: answer }))
  const seen = await step(
    'its author reads the answer, by id and secret',
    () => lookUpNote(stage, answered),
    ({ answer }) => answer ?? '',
  )
  if (seen.answer !== answer) throw new Error(`the author of ${left.id} does not read its answer`)
  const published = { content: note, answer }
  const shown = await step('leader publishes it', () => actOn(stage, 'leader', 'publish', answered, published))
  await step('everybody finds it on the public list', () => publicly(stage, left.id))
  const rated = await step(
    'applicant rates the desk, once, by the token of the look-up',
    () => rate(stage, returned),
    ({ month }) => `counted for ${agency} in ${month}`,
  )
  return { note: shown, answer, published, rated }
}

const told = ({ id, secret, dueAt }: Noted) => `${id}, secret ${secret}, due ${dueAt}`

const etagOf = (headers: Headers) => headers.get('etag') ?? ''

async function leaveNote({ call }: Stage): Promise<Noted> {
  const body = { channel: 'BOX', kind: 'GOP_Y', content: note, anonymous: true }
  // Until the agency is known, none can be named to which a note without one goes.
  const { headers, body: made } = await whenHeard('the box is open', ['invalid-request', 'unavailable'], () =>
    call<Omit<Noted, 'etag'>>('POST /v1/feedback', 201, { body }),
  )
  return { ...made, etag: etagOf(headers) }
}

/** Does an act on the version that the ETag names; answers the note with its new ETag. */
export async function actOn(
  { call }: Pick<Stage, 'call'>,
  persona: string | undefined,
  act: string,
  known: Noted,
  body: object,
): Promise<Noted> {
  const asked = { ...(persona ? { persona } : {}), body, headers: { 'if-match': known.etag } }
  const done = await call<Feedback>(`POST /v1/feedback/${known.id}/${act}`, 200, asked)
  return { ...known, ...done.body, secret: known.secret, etag: etagOf(done.headers) }
}

/** What anybody with id and secret is told. */
export const lookUpNote = async ({ call }: Pick<Stage, 'call'>, { id, secret }: { id: string; secret: string }) =>
  (await call<LookedUp>('POST /v1/feedback-lookups', 200, { body: { id, secret } })).body

async function listed({ call, agency }: Stage, wanted: string): Promise<void> {
  const request = `GET /v1/feedback?view=open&agency=${agency}&limit=100`
  await until(`${wanted} in the list of the desk`, async () => {
    const { items } = (await call<{ items: Feedback[] }>(request, 200, { persona: 'clerk' })).body
    return items.some(({ id }) => id === wanted) || undefined
  })
}

async function publicly({ call, agency }: Stage, wanted: string): Promise<void> {
  await until(`${wanted} on the public list`, async () => {
    const { items } = (await call<{ items: Feedback[] }>(`GET /v1/feedback/published?agency=${agency}`, 200)).body
    return items.some(({ id }) => id === wanted) || undefined
  })
}

/** What a desk is rated by, as far as these programs read it. */
export interface Questionnaire {
  criteria: { code: string }[]
}

/** Gives every criterion its best score for a dossier that has ended. */
async function rate({ call }: Stage, { code, secret }: Filed): Promise<{ agency: string; month: string }> {
  const { criteria } = (await call<Questionnaire>('GET /v1/ratings/questionnaire', 200)).body
  const { ratingToken: token } = await lookUp(call, { code, secret })
  const body = { dossier: code, token, scores: Object.fromEntries(criteria.map((one) => [one.code, 2])) }
  return whenHeard('the end of the dossier is known', ['rating-not-possible'], async () => {
    const { body: rated } = await call<{ agency: string; month: string }>('POST /v1/ratings', 201, { body })
    return rated
  })
}
