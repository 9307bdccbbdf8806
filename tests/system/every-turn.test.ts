import { beforeAll, describe, expect, it } from 'vitest'
import { act, type Filed, file } from '../../infra/local/first-dossier/dossiers.ts'
import { until } from '../../infra/local/first-dossier/until.ts'
import { put, samples, sha256, type Ticket } from '../../infra/local/first-dossier/upload.ts'
import { asking } from './asking.ts'

const { desk, call, refusal, content } = asking()
const procedure = '1.000894'
const applicant = { kind: 'CITIZEN', name: 'Nguyễn Thị Thử', idNumber: '001199000123' }

interface Shown {
  status: { code: number }
  deadlineState: string
  dueAt?: string
  originalDueAt?: string
  papers: { paper: string; attachments?: { id: string; status: string }[] }[]
  tasks?: unknown[]
}

const atTheDesk = () =>
  file(call, 'clerk', { procedure, channel: 'DESK', receivingPoint: desk.receivingPoint, applicant, files: [] })
const show = async (code: string) => (await call<Shown>(`GET /v1/dossiers/${code}`, 200, { persona: 'leader' })).body

/** Asks without a token for a ticket for a dossier, as the citizen does who has only his receipt, and stores the file. */
async function uploadFor(code: string) {
  const { fileName, contentType, bytes } = samples.form
  const body = { fileName, contentType, size: bytes.length, sha256: sha256(bytes), for: { dossier: code } }
  const ticket = (await call<Ticket>('POST /v1/attachments', 201, { body })).body
  expect((await put(ticket, bytes)).status).toBe(200)
  return { id: ticket.id, sha256: sha256(bytes) }
}

describe('a dossier that takes every turn', () => {
  let dossier: Filed
  beforeAll(async () => {
    dossier = await atTheDesk()
    dossier = await act(call, 'clerk', 'hand-over', dossier, { to: { unit: 'ho-tich' } })
  })

  it('waits for papers, which the citizen brings with nothing but the receipt', async () => {
    const items = [{ paper: 'GIAY_TO_TUY_THAN', reason: 'Bản chụp mờ' }]
    dossier = await act(call, 'specialist', 'request-supplement', dossier, { items })
    expect((await show(dossier.code)).deadlineState).toBe('PAUSED')
    const attachment = await uploadFor(dossier.code)
    const papers = [{ paper: 'GIAY_TO_TUY_THAN', kind: 'ELECTRONIC', copies: 1, attachments: [attachment] }]
    const asked = (secret: string) => ({ headers: { 'if-match': dossier.etag }, body: { papers, secret } })
    const path = `POST /v1/dossiers/${dossier.code}/supplement`
    await refusal(path, 404, asked('WRONG0WRONG0'))
    const { headers, body } = await call<Shown>(path, 200, asked(dossier.secret))
    expect(body.status.code).toBe(4)
    dossier = { ...dossier, etag: headers.get('etag') ?? '' }
    const seen = await until('the file is checked and claimed', async () => {
      const { papers: shown, tasks } = await show(dossier.code)
      expect(tasks).toBeUndefined()
      return shown.flatMap(({ attachments = [] }) => attachments).find(({ status }) => status === 'VERIFIED')
    })
    expect(seen.id).toBe(attachment.id)
    const read = await until('staff may read the file', () =>
      content(attachment.id, 'specialist').catch(() => undefined),
    )
    expect(sha256(read)).toBe(attachment.sha256)
  })

  it('waits for a fee and goes back to where it was', async () => {
    const items = [{ name: 'Lệ phí', amount: 8_000 }]
    dossier = await act(call, 'specialist', 'request-fee', dossier, { items })
    const paid = { method: 'Tiền mặt', reference: 'VD-0001', paidAt: '2026-01-05T09:00:00+07:00' }
    dossier = await act(call, 'clerk', 'confirm-fee', dossier, paid)
    expect((await show(dossier.code)).status.code).toBe(4)
  })

  it('is extended once and given to somebody else, corrected, and stopped', async () => {
    const { originalDueAt } = await show(dossier.code)
    const limit = { unit: 'WORKING_DAY', value: 20 }
    const asked = { body: { limit, acceptedAt: new Date().toISOString() } }
    const { dueAt: newDueAt } = (await call<{ dueAt: string }>('POST /v1/deadlines', 200, asked)).body
    dossier = await act(call, 'leader', 'extend', dossier, { reason: 'Chờ xác minh', newDueAt })
    expect((await show(dossier.code)).originalDueAt).toBe(originalDueAt)
    dossier = await act(call, 'leader', 'assign', dossier, { to: { unit: 'tu-phap' } })
    const changes = { applicant: { phone: '0912345678' } }
    dossier = await act(call, 'clerk', 'correct', dossier, { changes, reason: 'Thiếu số điện thoại' })
    dossier = await act(call, 'leader', 'stop', dossier, { ground: 'Quyết định của Tòa án' })
    expect((await show(dossier.code)).status.code).toBe(8)
  })

  it('has each turn in its log book, in order', async () => {
    const path = `GET /v1/dossiers/${dossier.code}/journal`
    const { body } = await call<{ items: { type: string }[] }>(path, 200, { persona: 'leader' })
    expect(body.items.map(({ type }) => type.replace('dossier.', ''))).toEqual([
      ...['accepted', 'handed-over', 'supplement-requested', 'supplemented', 'fee-requested', 'fee-paid'],
      ...['extended', 'assigned', 'corrected', 'stopped'],
    ])
  })
})

describe('a dossier that its applicant withdraws', () => {
  it('is withdrawn by whoever has the receipt, and by the desk only with it', async () => {
    const [first, second] = [await atTheDesk(), await atTheDesk()]
    const path = ({ code }: Filed) => `POST /v1/dossiers/${code}/withdraw`
    const asked = ({ etag }: Filed, body: object) => ({ headers: { 'if-match': etag }, body })
    await refusal(path(first), 401, asked(first, {}))
    await refusal(path(first), 404, asked(first, { secret: second.secret }))
    const { body } = await call<Shown>(path(first), 200, asked(first, { secret: first.secret }))
    expect(body.status.code).toBe(7)
    await refusal(path(second), 403, { persona: 'clerk', ...asked(second, {}) })
    await call(path(second), 200, { persona: 'clerk', ...asked(second, { secret: second.secret }) })
  })
})
