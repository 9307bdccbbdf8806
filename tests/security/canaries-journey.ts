import { randomInt } from 'node:crypto'
import { actOn, lookUpNote, type Noted } from '../../infra/local/first-dossier/box-note.ts'
import { makeWebhook } from '../../infra/local/first-dossier/city.ts'
import { act, file, lookUp } from '../../infra/local/first-dossier/dossiers.ts'
import type { Receiver } from '../../infra/local/first-dossier/receiver.ts'
import type { Stage } from '../../infra/local/first-dossier/steps.ts'
import { whenHeard } from '../../infra/local/first-dossier/until.ts'
import { samples, upload } from '../../infra/local/first-dossier/upload.ts'

const digits = (count: number) => Array.from({ length: count }, () => randomInt(10)).join('')
const word = () => Array.from({ length: 8 }, () => 'bcdfghklmnpqrstvx'[randomInt(17)]).join('')

/** Invented persons of this run alone: whatever tells one of these tells it by our doing. */
export function makeCanaries() {
  const own = word()
  return {
    name: `Đặng Thị ${own[0]?.toUpperCase()}${own.slice(1)} Yến`,
    idNumber: `0011${randomInt(10)}9${digits(6)}`.replace(/^0011\d9/, '001199'),
    phone: `0${[3, 5, 7, 8, 9][randomInt(5)]}${digits(8)}`,
    mail: `${word()}@example.com`,
    address: `Số ${randomInt(10, 99)} ngõ ${word()}`,
    form: `Bé ${word()} Oanh`,
    remark: `Bà ${word()} sẽ mang bản gốc`,
    fileName: `CCCD ${word()}.pdf`,
    author: `Lý Văn ${word()}`,
    authorPhone: `09${digits(8)}`,
    authorMail: `${word()}@example.org`,
    told: `Chờ hai tiếng ở ngõ ${word()}`,
    accused: `Ông ${word()} nhận phong bì`,
  }
}

export type Canaries = ReturnType<typeof makeCanaries>

/** What the desk itself made and told one person alone. */
export type Secrets = Record<string, string>

const grounds = (text: string) => [{ ground: 'Thành phần hồ sơ', text }]

/** Dossiers from intake to return, refused, corrected and withdrawn, with every free text that an officer may write. */
async function dossiers(stage: Stage, told: Canaries, secrets: Secrets) {
  const { call, receivingPoint, specialist } = stage
  const { remark: note } = told
  const applicant = {
    kind: 'CITIZEN',
    name: told.name,
    idNumber: told.idNumber,
    phone: told.phone,
    email: told.mail,
    address: told.address,
  }
  const scan = await upload(call, 'citizen', { ...samples.form, fileName: told.fileName })
  const common = { procedure: '2.000815', receivingPoint, applicant }
  const filed = await file(call, 'citizen', { ...common, channel: 'ONLINE', files: [scan] })
  const accepted = await act(call, 'clerk', 'accept', filed, { note })
  const corrected = await act(call, 'clerk', 'correct', accepted, {
    changes: { applicant: { ...applicant, name: `${told.name} Hai` } },
    reason: note,
    note,
  })
  const given = await act(call, 'clerk', 'hand-over', corrected, { to: { person: specialist }, note })
  const noted = await act(call, 'specialist', 'note', given, { note })
  const denied = { outcome: 'DENIED', denial: { reasons: grounds(note) }, note }
  const done = await act(call, 'specialist', 'complete', noted, denied)
  const returned = await act(call, 'clerk', 'return', done, { method: 'DESK', to: told.name, proof: note, note })
  const { email: _, ...phoneAlone } = applicant
  const other = await file(call, 'clerk', { ...common, applicant: phoneAlone, channel: 'DESK', files: [] })
  await act(call, undefined, 'withdraw', other, { secret: other.secret, reason: note })
  const third = await file(call, 'citizen', { ...common, channel: 'ONLINE', files: [] })
  await act(call, 'clerk', 'refuse', third, { reasons: grounds(note), note })
  // Left until it is late: its officer, his leader and its applicant are told.
  const left = await file(call, 'clerk', { ...common, channel: 'DESK', files: [] })
  await act(call, 'clerk', 'hand-over', left, { to: { person: specialist }, note })
  const { ratingToken = '' } = await lookUp(call, filed)
  Object.assign(secrets, {
    dossier: filed.secret,
    second: other.secret,
    third: third.secret,
    left: left.secret,
    ratingToken,
  })
  return returned
}

/** A report, a complaint and a denunciation, each by a person with a name, worked on and answered. */
async function feedback(stage: Stage, told: Canaries, secrets: Secrets, code: string): Promise<void> {
  const { call, agency } = stage
  const submitter = { name: told.author, address: told.address, phone: told.authorPhone, email: told.authorMail }
  for (const [kind, content] of [
    ['PHAN_ANH', told.told],
    ['KHIEU_NAI', told.told],
    ['TO_CAO', told.accused],
  ] as const) {
    const body = { channel: 'WEB', kind, content, agency, dossier: code, submitter }
    const { body: made, headers } = await call<Noted>('POST /v1/feedback', 201, { body })
    secrets[kind] = made.secret
    const left = { ...made, etag: headers.get('etag') ?? '' }
    const asked = await actOn(stage, 'leader', 'request-info', left, { question: told.remark })
    const added = await actOn(stage, undefined, 'add-info', asked, { text: told.told, secret: made.secret })
    const started = await actOn(stage, 'leader', 'start', added, {})
    await actOn(stage, 'leader', 'answer', started, { text: told.remark })
    await lookUpNote(stage, made)
  }
}

/** The whole journey, with a webhook of the city that hears of all of it, up to the moment from which time alone goes on. */
export async function journey(stage: Stage, told: Canaries, receiver: Receiver): Promise<Secrets> {
  const { call, agency } = stage
  const secrets: Secrets = {}
  const webhook = await makeWebhook(stage, receiver.url)
  secrets.webhook = webhook.secret
  const { body: calendar } = await whenHeard('the clerk is known', ['forbidden', 'agency-not-found'], () =>
    call<{ url: string }>('POST /v1/feeds', 201, { persona: 'clerk', body: { of: 'AGENCY', agency } }),
  )
  secrets.calendar = /feeds\/(.+)\.ics/.exec(calendar.url)?.[1] ?? ''
  await call(`GET /v1/dossiers?view=inbox&agency=${agency}`, 200, { persona: 'clerk' })
  const returned = await dossiers(stage, told, secrets)
  await feedback(stage, told, secrets, returned.code)
  return secrets
}
