import { beforeAll, describe, expect, it } from 'vitest'
import { type Dossier, procedureOf } from '../../infra/local/first-dossier/dossiers.ts'
import { until } from '../../infra/local/first-dossier/until.ts'
import {
  type File,
  type FileReference,
  put,
  samples,
  sha256,
  ticketFor,
  upload,
} from '../../infra/local/first-dossier/upload.ts'
import { asking } from './asking.ts'

const { desk, call, refusal } = asking()
const { form, photo } = samples

interface Attachment {
  status: string
  reason?: string
  detectedType?: string
}

interface Shown extends Dossier {
  tasks?: { kind: string; attachment: string; reason: string }[]
}

const statusOf = async (id: string, persona: string) =>
  (await call<Attachment>(`GET /v1/attachments/${id}`, 200, { persona })).body

/** A citizen's online filing of a household business that names this file. */
async function filing(attachment: FileReference) {
  const papers = (await procedureOf(call, '1.001612')).cases[0]?.papers ?? []
  const named = papers.slice(0, 1).map(({ code }) => ({
    paper: code,
    kind: 'ELECTRONIC',
    copies: 1,
    attachments: [attachment],
  }))
  return {
    procedure: '1.001612',
    receivingPoint: desk.receivingPoint,
    channel: 'ONLINE',
    applicant: { kind: 'CITIZEN', name: 'Nguyễn Thị Thử', idNumber: '001199000123' },
    papers: named,
    returnBy: { method: 'ONLINE' },
  }
}

const taskOn = (code: string) =>
  until(`a task on ${code}`, async () => {
    const { body } = await call<Shown>(`GET /v1/dossiers/${code}`, 200, { persona: 'citizen' })
    return body.tasks?.[0]
  })

describe('an upload', () => {
  it('longer than its ticket is not stored', async () => {
    const ticket = await ticketFor(call, 'citizen', form)
    const answer = await put(ticket, Buffer.concat([form.bytes, Buffer.from('more')]))
    expect(answer.status).toBe(403)
    expect((await statusOf(ticket.id, 'citizen')).status).toBe('AWAITING_UPLOAD')
  })

  it('of other bytes of the same length is not stored', async () => {
    const ticket = await ticketFor(call, 'citizen', form)
    const answer = await put(ticket, Buffer.alloc(form.bytes.length, 'x'))
    expect(answer.status).toBe(400)
    expect((await statusOf(ticket.id, 'citizen')).status).toBe('AWAITING_UPLOAD')
  })

  it('can not be made twice', async () => {
    const ticket = await ticketFor(call, 'citizen', form)
    expect((await put(ticket, form.bytes)).status).toBe(200)
    expect((await put(ticket, form.bytes)).status).toBe(412)
  })

  it('larger than 50 MB gets no ticket', async () => {
    const body = {
      fileName: 'a.pdf',
      contentType: 'application/pdf',
      size: 50 * 2 ** 20 + 1,
      sha256: sha256(form.bytes),
    }
    const problem = await refusal('POST /v1/attachments', 422, { persona: 'citizen', body })
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/size'])
  })
})

describe('a file whose bytes are not its type', () => {
  const disguised: File = { ...photo, fileName: 'Tờ khai.pdf', contentType: 'application/pdf' }

  it('is rejected, which raises a task on the dossier that named it unchecked', async () => {
    const ticket = await ticketFor(call, 'citizen', disguised)
    const reference = { id: ticket.id, sha256: sha256(disguised.bytes) }
    const body = await filing(reference)
    const { code } = (await call<Shown>('POST /v1/dossiers', 201, { persona: 'citizen', body })).body
    await put(ticket, disguised.bytes)
    expect(await taskOn(code)).toEqual({
      kind: 'ATTACHMENT_REJECTED',
      attachment: ticket.id,
      reason: 'TYPE_MISMATCH',
    })
  })

  it('is never handed out', async () => {
    const ticket = await ticketFor(call, 'citizen', disguised)
    await put(ticket, disguised.bytes)
    const checked = await until('the check', async () => {
      const seen = await statusOf(ticket.id, 'citizen')
      return ['VERIFIED', 'REJECTED'].includes(seen.status) ? seen : undefined
    })
    expect(checked).toMatchObject({ status: 'REJECTED', reason: 'TYPE_MISMATCH', detectedType: 'image/jpeg' })
    const problem = await refusal(`GET /v1/attachments/${ticket.id}/content`, 409, { persona: 'citizen' })
    expect(problem.name).toBe('attachment-not-verified')
  })
})

describe("a stranger's file, named by id and hash", () => {
  let stranger: FileReference

  beforeAll(async () => {
    stranger = await upload(call, 'citizen-2', form)
  }, 60_000)

  it('is refused at the intake', async () => {
    const body = await filing(stranger)
    // That the file is verified reaches the dossiers by an event; before, the filing is taken and gets a task instead.
    const problem = await until('the dossiers know the file', () =>
      refusal('POST /v1/dossiers', 422, { persona: 'citizen', body }).catch(() => undefined),
    )
    expect(problem.name).toBe('attachment-unusable')
  })

  it('is refused later when it was not checked yet, and stays readable to the stranger alone', async () => {
    const ticket = await ticketFor(call, 'citizen-2', photo)
    const body = await filing({ id: ticket.id, sha256: sha256(photo.bytes) })
    const { code } = (await call<Shown>('POST /v1/dossiers', 201, { persona: 'citizen', body })).body
    expect(await taskOn(code)).toMatchObject({ attachment: ticket.id, reason: 'NOT_YOURS' })
    expect((await put(ticket, photo.bytes)).status).toBe(200)
    const verified = async () => (await statusOf(ticket.id, 'citizen-2')).status === 'VERIFIED' || undefined
    await until('the check', verified)
    await refusal(`GET /v1/attachments/${ticket.id}`, 404, { persona: 'citizen' })
    await refusal(`GET /v1/attachments/${ticket.id}/content`, 404, { persona: 'specialist' })
  })

  it('that does not exist raises a task too', async () => {
    const body = await filing({ id: `${'0'.repeat(25)}X`, sha256: 'a'.repeat(64) })
    const { code } = (await call<Shown>('POST /v1/dossiers', 201, { persona: 'citizen', body })).body
    expect(await taskOn(code)).toMatchObject({ reason: 'UNKNOWN' })
  })
})
