import { createHash } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { actOn, lookUpNote } from '../../infra/local/first-dossier/box-note.ts'
import { UnexpectedAnswer } from '../../infra/local/first-dossier/caller.ts'
import { act, lookUp } from '../../infra/local/first-dossier/dossiers.ts'
import { disorder, type FeedEvent, readFeed } from '../../infra/local/first-dossier/feed.ts'
import { until, whenHeard } from '../../infra/local/first-dossier/until.ts'
import { samples, sha256, upload } from '../../infra/local/first-dossier/upload.ts'
import { readMailbox } from '../../infra/local/mailbox.ts'
import { type RecoveryRow, tried } from './row.ts'
import type { Story } from './story.ts'
import type { Ward } from './ward.ts'

const expect = (holds: boolean, otherwise: string) => {
  if (!holds) throw new Error(otherwise)
}
const eventsAt = (story: Story): FeedEvent[] => story.receiver.arrived.map(({ body }) => JSON.parse(body))

/** As JSON with the names in order: DynamoDB promises none for the members of a map. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_name, member: unknown) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  )

/** What is answered of a dossier to a clerk, applicant and all: it can be opened only with the keys that sealed it. */
export async function opened({ call }: Ward, codes: string[]): Promise<Record<string, string>> {
  const answers: Record<string, string> = {}
  for (const code of codes) {
    const { body } = await call<object>(`GET /v1/dossiers/${code}`, 200, { persona: 'clerk' })
    const journal = await call<object>(`GET /v1/dossiers/${code}/journal`, 200, { persona: 'clerk' })
    answers[code] = createHash('sha256')
      .update(inOrder([body, journal.body]))
      .digest('hex')
  }
  return answers
}

export const codesOf = ({ first, inHand, supplement, unseen }: Story): string[] => [
  ...[...first.codes, first.city.filed.code],
  ...[inHand.code, supplement.code, unseen.code],
]

/** Goes on with the story where it was cut off, as those would who had been in it. */
export async function worksOn(ward: Ward, story: Story): Promise<RecoveryRow[]> {
  const { call, desk } = ward
  const { first, inHand, supplement, complaint, unseen } = story
  const row = (what: string, attempt: () => Promise<string>) => tried('drill', what, attempt)
  const rows = [
    await row('applicants look up with their old secrets', async () => {
      const asked = [first.returned, first.accepted, first.refused, inHand, supplement]
      for (const one of asked) await lookUp(call, one)
      for (const one of [first.note.note, complaint]) await lookUpNote({ call }, one)
      return `${asked.length + 2} of ${asked.length + 2}`
    }),
    await row('a creation that is sent again with its old key makes nothing new', async () => {
      const again = await call<{ code: string }>('POST /v1/dossiers', 200, { persona: 'clerk', ...unseen })
      // 200: it was there.
      expect(again.body.code === unseen.code, `${again.body.code} in place of ${unseen.code}`)
      return unseen.code
    }),
    await row('a new dossier gets a code that nobody had', async () => {
      const asked = { persona: 'clerk', body: unseen.body }
      const { code } = (await call<{ code: string }>('POST /v1/dossiers', 201, asked)).body
      expect(!codesOf(story).includes(code), `${code} was given twice`)
      return code
    }),
    await row('an officer completes what was in his hand, with the version that he had read', async () => {
      const attachment = await upload(call, 'specialist', samples.result)
      const results = [{ code: 'BAN_SAO_CHUNG_THUC', name: 'Bản sao được chứng thực', attachment }]
      const { status } = await whenHeard('the result is verified', ['attachment-not-verified'], () =>
        act(call, 'specialist', 'complete', inHand, { outcome: 'APPROVED', results }),
      )
      return status.name
    }),
    await row('the desk answers a complaint that was open', async () => {
      const started = await actOn({ call }, 'leader', 'start', complaint, {})
      return (await actOn({ call }, 'leader', 'answer', started, { text: 'Đã xem xét.' })).status
    }),
    await row('the desk cannot be rated twice for one dossier', async () => {
      const { ratingToken: token } = await lookUp(call, first.returned)
      const { criteria } = (await call<{ criteria: { code: string }[] }>('GET /v1/ratings/questionnaire', 200)).body
      const scores = Object.fromEntries(criteria.map(({ code }) => [code, 2]))
      const again = { dossier: first.returned.code, token, scores }
      const refused = await call('POST /v1/ratings', 201, { body: again }).catch((error: UnexpectedAnswer) => error)
      expect(refused instanceof UnexpectedAnswer && refused.problem === 'already-rated', 'it was rated once more')
      return 'already-rated'
    }),
    await row('files come back byte by byte', async () => {
      const { headers } = await call(`GET /v1/attachments/${first.result.id}/content`, 302, { persona: 'specialist' })
      const bytes = Buffer.from(await (await fetch(headers.get('location') ?? '')).arrayBuffer())
      expect(sha256(bytes) === first.result.sha256, `${first.result.id} has other bytes`)
      return `${bytes.length} bytes`
    }),
    await row('a calendar program reads on at its old address', async () => {
      const answer = await fetch(desk.frontDoor + story.calendar)
      const text = await answer.text()
      expect(answer.status === 200 && text.includes(inHand.code), `answered ${answer.status}`)
      return '200'
    }),
  ]
  await ward.quiet()
  rows.push(
    await row(
      "the city's system reads on from its old position: every number once, every version in its order",
      async () => {
        const { events } = await readFeed(call, { agency: desk.agency, after: story.position })
        const whole = (await readFeed(call, { agency: desk.agency })).events
        const wrong = disorder(whole)
        expect(wrong.length === 0, wrong.join('; '))
        expect(new Set(whole.map(({ id }) => id)).size === whole.length, 'an event is in the feed twice')
        return `${events.length} new events of ${whole.length}`
      },
    ),
    await row('its webhook goes on under its old secret, each event once, in order', async () => {
      const last = (await readFeed(call, { agency: desk.agency })).events.at(-1)
      await until(
        'the newest at the webhook',
        async () => eventsAt(story).some(({ id }) => id === last?.id) || undefined,
      )
      for (const { body, headers } of story.receiver.arrived)
        new Webhook(story.webhook.secret).verify(body, headers as Record<string, string>)
      const ids = eventsAt(story).map(({ id }) => id)
      expect(new Set(ids).size === ids.length, 'an event was delivered twice')
      const wrong = disorder(eventsAt(story))
      expect(wrong.length === 0, wrong.join('; '))
      return `${ids.length} deliveries`
    }),
    await row('what falls due is reminded of, once', () => remindedOnce(ward, story)),
  )
  return rows
}

/** Of the dossier that waited all the while, its officer or leader is told once that it is due. */
async function remindedOnce({ call, clock, endpoint, quiet }: Ward, { unseen }: Story): Promise<string> {
  const asked = `GET /v1/reminders?dossier=${unseen.code}`
  const { items } = (await call<{ items: { kind: string; plannedFor: string }[] }>(asked, 200, { persona: 'clerk' }))
    .body
  const planned = items.find(({ kind }) => kind === 'DUE')
  if (!planned) throw new Error(`no reminder of ${unseen.code} is planned`)
  await clock({ at: planned.plannedFor })
  await quiet()
  const mails = await until('the mail', async () => {
    const found = (await readMailbox(endpoint)).filter(
      ({ subject }) => /^Đến hạn/.test(subject) && subject.includes(unseen.code),
    )
    return found.length > 0 ? found : undefined
  })
  expect(mails.length === 1, `${mails.length} mails`)
  return planned.plannedFor
}
