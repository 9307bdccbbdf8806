import type { Desk } from '../../../infra/local/desk.ts'
import { type Call, caller, UnexpectedAnswer } from '../../../infra/local/first-dossier/caller.ts'
import { procedureOf } from '../../../infra/local/first-dossier/dossiers.ts'
import { type FileReference, samples, upload } from '../../../infra/local/first-dossier/upload.ts'
import type { ServiceName } from '../../../infra/prefixes.ts'
import { tokenOf } from '../../bench/whole-desk.ts'

/** What people ask of each service, as they would on any day. */
export type Requests = Record<ServiceName, () => Promise<unknown>>

const changed = 'H26.126'
const applicant = { kind: 'CITIZEN', name: 'Nguyễn Thị Thử', idNumber: '001199000123', email: 'citizen@example.com' }

/** Gives another name to an agency, so that everybody has something to hear. */
async function renamed(call: Call, name: string): Promise<void> {
  const { body, headers } = await call<Record<string, unknown>>(`GET /v1/agencies/${changed}`, 200)
  const { id: _id, ...agency } = body
  const asked = { persona: 'administrator', headers: { 'if-match': headers.get('etag') ?? '' } }
  await call(`PUT /v1/agencies/${changed}`, 200, { ...asked, body: { ...agency, name } })
}

/** A desk as people use it: one request of each kind, of which none waits for another service. */
export async function openRequests(desk: Desk): Promise<{ requests: Requests; call: Call; filed: string[] }> {
  const { receivingPoint, agency } = desk
  const call = caller(desk.frontDoor, tokenOf(desk))
  const { cases } = await procedureOf(call, '2.000815')
  const required = cases[0]?.papers.filter((paper) => paper.required) ?? []
  const filed: string[] = []
  let file: FileReference | undefined
  let number = 0

  /** A dossier with a file that nobody else has, should there be one, handed over at once. */
  async function filing(): Promise<void> {
    const attachments = file ? { attachments: [file] } : {}
    file = undefined
    const papers = required.map(({ code }, n) => ({
      paper: code,
      kind: 'ORIGINAL',
      copies: 1,
      ...(n === 0 ? attachments : {}),
    }))
    const intake = {
      procedure: '2.000815',
      receivingPoint,
      channel: 'DESK',
      applicant,
      papers,
      returnBy: { method: 'DESK' },
    }
    const made = await call<{ code: string }>('POST /v1/dossiers', 201, { persona: 'clerk', body: intake })
    const { code } = made.body
    filed.push(code)
    const headers = { 'if-match': made.headers.get('etag') ?? '' }
    const to = { person: desk.signIns.specialist?.person ?? '' }
    await call(`POST /v1/dossiers/${code}/hand-over`, 200, { persona: 'clerk', headers, body: { to } })
    await call('GET /v1/dossiers?view=inbox', 200, { persona: 'clerk' })
  }

  const note = { channel: 'BOX', kind: 'GOP_Y', content: 'Xin thêm ghế ở khu vực chờ.', anonymous: true }
  const deadline = { limit: { unit: 'WORKING_DAY', value: 3 }, acceptedAt: '2026-01-05T09:00:00+07:00' }
  const requests: Requests = {
    async agencies() {
      number += 1
      await renamed(call, `Phường thứ ${number}`)
    },
    procedures: () => call('POST /v1/deadlines', 200, { body: deadline }),
    dossiers: filing,
    async attachments() {
      file = await upload(call, 'clerk', samples.form)
    },
    reminders: () => call(`GET /v1/reminders?dossier=${filed[0]}`, 200, { persona: 'clerk' }),
    notifications: () => call(`GET /v1/notifications?subject=${filed[0]}`, 200, { persona: 'clerk' }),
    feedback: () => call('POST /v1/feedback', 201, { persona: 'clerk', body: { ...note, agency } }),
    integrations: () => call(`GET /v1/events?agency=${agency}`, 200, { persona: 'integration' }),
  }
  return { requests, call, filed }
}

/** What the front door answers for a service that is away: 503 as a problem, with its reason, or what it said instead. */
export async function refusal(ask: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await ask()
    return 'it was answered as if nothing were missing'
  } catch (error) {
    const isSo = error instanceof UnexpectedAnswer && error.status === 503 && error.problem === 'unavailable'
    return isSo ? undefined : (error as Error).message
  }
}
