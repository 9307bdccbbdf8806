import { randomUUID } from 'node:crypto'
import type { Feedback, Noted } from '../../infra/local/first-dossier/box-note.ts'
import { type MadeWebhook, makeWebhook } from '../../infra/local/first-dossier/city.ts'
import { act, type Filed, file } from '../../infra/local/first-dossier/dossiers.ts'
import { readFeed } from '../../infra/local/first-dossier/feed.ts'
import type { Receiver } from '../../infra/local/first-dossier/receiver.ts'
import { until } from '../../infra/local/first-dossier/until.ts'
import { samples, upload } from '../../infra/local/first-dossier/upload.ts'
import { type FirstDossier, firstDossier } from '../../infra/local/first-dossier.ts'
import { tokenOf } from '../bench/whole-desk.ts'
import type { Ward } from './ward.ts'

const applicant = { kind: 'CITIZEN', name: 'Nguyễn Thị Thử', idNumber: '001199000123', email: 'citizen@example.com' }
/** Certified copies in such a number that they take two working days. */
const twoDays = { procedure: '2.000815', case: 'MANY_COPIES', channel: 'DESK' } as const

/** What a desk had done before it lost everything. */
export interface Story {
  first: FirstDossier
  webhook: MadeWebhook
  receiver: Receiver
  /** With the specialist, due in two days. */
  inHand: Filed
  /** Waits for a paper of the applicant. */
  supplement: Filed
  complaint: Noted
  /** A creation whose client never saw the answer. */
  unseen: { headers: Record<string, string>; body: object; code: string }
  /** The address of a calendar feed. */
  calendar: string
  /** Where the city's system goes on reading. */
  position: string
}

/** Lives a few days at a desk: dossiers in many states with files, a complaint, a rating, a webhook, a calendar feed. */
export async function live({ desk, call, quiet }: Ward, receiver: Receiver): Promise<Story> {
  const { agency, receivingPoint, signIns } = desk
  const first = await firstDossier({ ...desk, token: tokenOf(desk), keepClock: true, say: () => undefined })
  const webhook = await makeWebhook({ call, agency }, receiver.url)
  const fileOne = async () =>
    file(call, 'clerk', { ...twoDays, receivingPoint, applicant, files: [await upload(call, 'clerk', samples.form)] })
  const specialist = signIns.specialist?.person
  const inHand = await act(call, 'clerk', 'hand-over', await fileOne(), { to: { person: specialist } })
  const supplement = await act(call, 'clerk', 'request-supplement', await fileOne(), {
    items: [{ paper: 'BAN_CHINH', reason: 'Bản chụp mờ, xin chụp lại.' }],
  })
  const complaint = await leaveComplaint(call, agency)
  const unseen = await unseenIntake(call, receivingPoint)
  const calendar = (
    await call<{ url: string }>('POST /v1/feeds', 201, { persona: 'specialist', body: { of: 'MINE', agency } })
  ).body.url
  await quiet()
  const { next } = await readFeed(call, { agency })
  await until(
    'the webhook has the last of them',
    async () => receiver.arrived.some(({ body }) => body.includes(unseen.code)) || undefined,
  )
  return { first, webhook, receiver, inHand, supplement, complaint, unseen, calendar, position: next }
}

async function unseenIntake(call: Ward['call'], receivingPoint: string): Promise<Story['unseen']> {
  const headers = { 'idempotency-key': randomUUID() }
  const body = {
    ...twoDays,
    ...{ receivingPoint, applicant, returnBy: { method: 'DESK' } },
    papers: [
      { paper: 'BAN_CHINH', kind: 'ORIGINAL', copies: 1 },
      { paper: 'BAN_SAO', kind: 'PHOTOCOPY', copies: 2 },
    ],
  }
  const made = await call<{ code: string }>('POST /v1/dossiers', 201, { persona: 'clerk', headers, body })
  return { headers, body, code: made.body.code }
}

/** A complaint of somebody without a token, whose answer is still to come. */
async function leaveComplaint(call: Ward['call'], agency: string): Promise<Noted> {
  const submitter = { name: 'Trần Thị Hư Cấu', address: 'Số 7 phố Mẫu', email: 'author@example.com' }
  const body = { kind: 'KHIEU_NAI', channel: 'WEB', agency, content: 'Hồ sơ bị trả lại không nêu lý do.', submitter }
  const { headers, body: made } = await call<Feedback & { secret: string }>('POST /v1/feedback', 201, { body })
  return { ...made, etag: headers.get('etag') ?? '' }
}
