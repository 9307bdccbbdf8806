import { randomUUID } from 'node:crypto'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { beforeAll, describe, expect, it } from 'vitest'
import { sdk } from '../../infra/local/aws.ts'
import { actOn, type Feedback, lookUpNote, type Noted } from '../../infra/local/first-dossier/box-note.ts'
import { readFeed } from '../../infra/local/first-dossier/feed.ts'
import type { Mail } from '../../infra/local/first-dossier/left-until-late.ts'
import { until, whenHeard } from '../../infra/local/first-dossier/until.ts'
import { put, samples, sha256, type Ticket } from '../../infra/local/first-dossier/upload.ts'
import { withinOneHour } from '../service/hour.ts'
import { asking } from './asking.ts'

const { desk, call, refusal, list, content } = asking()
const { agency } = desk
const author = {
  name: 'Trần Thị Hư Cấu',
  address: 'Số 1, ngõ Thử Nghiệm, Hà Nội',
  phone: '+84912345678',
  email: 'citizen-2@example.com',
}
/** Whatever may be told of an author to nobody but who reads the record. */
const personal = /Hư Cấu|ngõ Thử Nghiệm|912345678|citizen-2@example/

interface Shown extends Feedback {
  content: string
  submitter?: object
  attachments?: { id: string }[]
}

/** Writes in without a token. */
async function write(body: object): Promise<Noted> {
  const made = await whenHeard('the agency is known', ['invalid-request', 'unavailable'], () =>
    call<Omit<Noted, 'etag'>>('POST /v1/feedback', 201, { body: { channel: 'WEB', agency, ...body } }),
  )
  return { ...made.body, etag: made.headers.get('etag') ?? '' }
}

const read = async ({ id }: Noted, persona: string) =>
  (await call<Shown>(`GET /v1/feedback/${id}`, 200, { persona })).body
const idsIn = async (view: string, persona: string) =>
  (await list<Feedback>(`/v1/feedback?view=${view}&agency=${agency}`, persona)).map(({ id }) => id)
const listed = ({ id }: Noted, view: string, persona: string) =>
  until(`${id} in the list ${view}`, async () => (await idsIn(view, persona)).includes(id) || undefined)

/** Stores a file for a feedback that has no id yet, with no token. */
async function uploadNamelessly() {
  const { fileName, contentType, bytes } = samples.photo
  const hash = sha256(bytes)
  const body = { fileName, contentType, size: bytes.length, sha256: hash, for: { feedback: randomUUID() } }
  const ticket = (await call<Ticket>('POST /v1/attachments', 201, { body })).body
  expect((await put(ticket, bytes)).status).toBe(200)
  return { id: ticket.id, sha256: hash }
}

let legal: Noted
let denunciation: Noted
let complaint: Noted
let photo: { id: string; sha256: string }
beforeAll(async () => {
  photo = await uploadNamelessly()
  const lamp = 'Đèn đường trước cổng trường hỏng đã hai tuần.'
  legal = await write({ kind: 'PHAN_ANH', content: lamp, submitter: author, attachments: [photo] })
  denunciation = await write({
    ...{ kind: 'PHAN_ANH', channel: 'BOX', anonymous: true },
    content: 'Tôi làm đơn tố cáo một cán bộ đã nhận tiền của người dân.',
  })
  const refused = 'Hồ sơ của tôi bị trả lại mà không nêu lý do.'
  complaint = await write({ kind: 'KHIEU_NAI', content: refused, submitter: author })
})

describe('legal feedback with a photo, from somebody without a token', () => {
  it('is in the list of the desk, and read there with its author', async () => {
    await listed(legal, 'open', 'clerk')
    expect(await read(legal, 'clerk')).toMatchObject({ kind: 'PHAN_ANH', submitter: author, attachments: [photo] })
  })

  it('brings the photo, which the desk reads byte by byte and nobody else', async () => {
    const bytes = await until('the photo is checked and claimed', () =>
      content(photo.id, 'clerk').catch(() => undefined),
    )
    expect(sha256(bytes)).toBe(photo.sha256)
    for (const persona of ['citizen', 'clerk-2']) await refusal(`GET /v1/attachments/${photo.id}`, 404, { persona })
    await refusal(`GET /v1/attachments/${photo.id}/content`, 401)
  })

  it('is refused where its author is not told, naming what is missing', async () => {
    const body = { channel: 'WEB', kind: 'KIEN_NGHI', content: 'Xin thêm ghế chờ.', agency }
    const { errors = [] } = await refusal('POST /v1/feedback', 422, { body: { ...body, submitter: { name: 'A' } } })
    expect(errors.map(({ pointer }) => pointer)).toEqual(expect.arrayContaining(['/submitter/address']))
  })

  it('goes back and forth between the desk and who has the secret', async () => {
    const asked = await actOn({ call }, 'clerk', 'request-info', legal, { question: 'Cổng nào của trường?' })
    expect(await lookUpNote({ call }, legal)).toMatchObject({ status: 'NEED_INFO', question: 'Cổng nào của trường?' })
    const { secret } = legal
    const path = `POST /v1/feedback/${legal.id}/add-info`
    const wrong = { body: { text: 'Cổng sau', secret: 'WRONG0WRONG0' }, headers: { 'if-match': asked.etag } }
    expect((await refusal(path, 404, wrong)).name).toBe('feedback-not-found')
    legal = await actOn({ call }, undefined, 'add-info', asked, { text: 'Cổng sau', secret })
    expect(legal.status).toBe('INFO_ADDED')
  })

  it('tells its author by mail that there is an answer, and nothing of what it is about', async () => {
    legal = await actOn({ call }, 'clerk', 'answer', legal, { text: 'Đèn đã được thay.' })
    const mails = await until('the mails of its receipt, the question and the answer', async () => {
      const { messages } = (await call<{ messages: Mail[] }>('GET /_local/mailbox', 200)).body
      const mine = messages.filter(({ to, text }) => to === author.email && text.includes(legal.id))
      return mine.length >= 3 ? mine : undefined
    })
    for (const { subject, text, html = '' } of mails) expect(subject + text + html).not.toMatch(/Đèn|Cổng|Hư Cấu/)
    expect(JSON.stringify(mails)).not.toContain(legal.secret)
  })

  it('can be published with nothing in it that points to its author', async () => {
    const leak = { content: `Đèn hỏng, ${author.name} báo.`, answer: 'Gọi 0912 345 678 để biết thêm.' }
    const asked = { persona: 'leader', body: leak, headers: { 'if-match': legal.etag } }
    const { errors = [] } = await refusal(`POST /v1/feedback/${legal.id}/publish`, 422, asked)
    expect([...new Set(errors.map(({ pointer }) => pointer))].sort()).toEqual(['/answer', '/content'])
    expect(JSON.stringify(errors)).not.toMatch(personal)
    legal = await actOn({ call }, 'leader', 'publish', legal, {
      content: 'Đèn đường hỏng.',
      answer: 'Đèn đã được thay.',
    })
    const { body } = await call<{ items: object[] }>(`GET /v1/feedback/published?agency=${agency}`, 200)
    expect(JSON.stringify(body)).not.toMatch(personal)
  })
})

describe('a denunciation that its author called a report', () => {
  it('is taken as one by its words', () => {
    expect(denunciation.kind).toBe('TO_CAO')
  })

  it('is there for the leader', async () => {
    await listed(denunciation, 'denunciations', 'leader')
    expect((await read(denunciation, 'leader')).content).toContain('tố cáo')
  })

  it.each(['clerk', 'specialist'])('does not exist for the %s', async (persona) => {
    const { id, etag } = denunciation
    expect((await refusal(`GET /v1/feedback/${id}`, 404, { persona })).name).toBe('feedback-not-found')
    const act = { persona, body: { text: 'x' }, headers: { 'if-match': etag } }
    expect((await refusal(`POST /v1/feedback/${id}/answer`, 404, act)).name).toBe('feedback-not-found')
    await refusal(`GET /v1/feedback?view=denunciations&agency=${agency}`, 403, { persona })
    for (const view of ['open', 'mine', 'complaints']) expect(await idsIn(view, persona)).not.toContain(id)
    // What reminders and messages know of it, once they know what was written after it.
    await whenHeard('the reminders know', ['feedback-not-found', 'unavailable'], () =>
      call(`GET /v1/reminders?feedback=${complaint.id}`, 200, { persona }),
    )
    await call(`GET /v1/reminders?feedback=${id}`, 200, { persona: 'leader' })
    await refusal(`GET /v1/reminders?feedback=${id}`, 404, { persona })
    await refusal(`GET /v1/notifications?subject=${id}`, 404, { persona })
  })

  it('is told to no other system, and in no mail to the desk', async () => {
    const { events } = await until('the feed has what was written after it', async () => {
      const read = await readFeed(call, { agency })
      return read.events.some(({ subject }) => subject === complaint.id) ? read : undefined
    })
    expect(events.filter(({ subject }) => subject === denunciation.id)).toEqual([])
    expect(JSON.stringify(events)).not.toContain(denunciation.id)
    const { messages } = (await call<{ messages: Mail[] }>('GET /_local/mailbox', 200)).body
    const toDesk = messages.filter(({ to }) => /^(clerk|specialist)@/.test(to))
    expect(toDesk.filter(({ subject, text }) => (subject + text).includes(denunciation.id))).toEqual([])
  })

  it('can never be published', async () => {
    const taken = await actOn({ call }, 'leader', 'start', denunciation, {})
    const answered = await actOn({ call }, 'leader', 'answer', taken, { text: 'Đã thụ lý.' })
    const asked = { persona: 'leader', body: { content: 'a', answer: 'b' }, headers: { 'if-match': answered.etag } }
    expect((await refusal(`POST /v1/feedback/${denunciation.id}/publish`, 409, asked)).name).toBe('wrong-state')
  })
})

describe('a complaint', () => {
  it('is worked on by the desk, which is not told whose it is', async () => {
    await listed(complaint, 'complaints', 'clerk')
    expect(await idsIn('open', 'clerk')).not.toContain(complaint.id)
    expect((await read(complaint, 'clerk')).submitter).toBeUndefined()
    expect((await read(complaint, 'leader')).submitter).toEqual(author)
  })
})

describe('two hundred notes from one address', () => {
  const lambda = new LambdaClient(sdk(desk.endpoint))
  const body = JSON.stringify({ channel: 'BOX', kind: 'GOP_Y', content: 'Góp ý.', anonymous: true, agency })
  /**
   * A note as the gateway hands it over. The local one names every caller 127.0.0.1, so that the flood would use up what
   * the other tests need: these come from addresses that are reserved for documentation.
   */
  async function noteFrom(sourceIp: string): Promise<{ statusCode: number; headers: Record<string, string> }> {
    const event = {
      ...{ version: '2.0', routeKey: '$default', rawPath: '/v1/feedback', rawQueryString: '' },
      headers: { 'content-type': 'application/json' },
      requestContext: { requestId: randomUUID(), http: { method: 'POST', path: '/v1/feedback', sourceIp } },
      body,
    }
    const asked = { FunctionName: 'motcua-feedback-api', Payload: Buffer.from(JSON.stringify(event)) }
    const { Payload: told = new Uint8Array() } = await lambda.send(new InvokeCommand(asked))
    return JSON.parse(Buffer.from(told).toString())
  }
  /** The emulator starts a process for each request that stands beside others. */
  const atOnce = 8

  it('are held to its budget, while another address and the staff are not harmed', async () => {
    await withinOneHour()
    const answers: Awaited<ReturnType<typeof noteFrom>>[] = []
    const flood = async () => {
      while (answers.length < 200) answers.push(await noteFrom('198.51.100.1'))
    }
    const others = async () => {
      await until('the flood is on', async () => answers.length >= 50 || undefined)
      const heard = await noteFrom('203.0.113.7')
      const note = { channel: 'HOTLINE', kind: 'GOP_Y', content: 'Người dân gọi điện góp ý.', anonymous: true }
      const { status } = await call('POST /v1/feedback', 201, { persona: 'clerk', body: note })
      return [heard.statusCode, status]
    }
    const [other] = await Promise.all([others(), ...Array.from({ length: atOnce }, flood)])
    expect(other).toEqual([201, 201])
    const taken = answers.filter(({ statusCode }) => statusCode === 201)
    const turnedAway = answers.filter(({ statusCode }) => statusCode === 429)
    expect([taken.length, turnedAway.length]).toEqual([30, answers.length - 30])
    for (const { headers } of turnedAway) expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  })
})
