import { beforeAll, describe, expect, it } from 'vitest'
import { lookUpNote, type Questionnaire } from '../../infra/local/first-dossier/box-note.ts'
import { lookUp } from '../../infra/local/first-dossier/dossiers.ts'
import { disorder } from '../../infra/local/first-dossier/feed.ts'
import { until } from '../../infra/local/first-dossier/until.ts'
import { samples, sha256 } from '../../infra/local/first-dossier/upload.ts'
import { type FirstDossier, firstDossier } from '../../infra/local/first-dossier.ts'
import { asking } from './asking.ts'

const { desk, token, call, refusal, content } = asking()
const said: string[] = []
let told: FirstDossier

beforeAll(async () => {
  told = await firstDossier({ ...desk, token, say: (line) => said.push(line) })
}, 120_000)

interface Shown {
  status: { code: number; name: string }
  outcome?: string
  results?: { attachment: { id: string; sha256: string } }[]
  papers: { attachments?: { id: string; status: string }[] }[]
  applicant?: { name: string; idNumber: string }
}

interface Entry {
  version: number
  type: string
  previous: string
  by: { role: string }
}

const show = async (code: string, persona: string) =>
  (await call<Shown>(`GET /v1/dossiers/${code}`, 200, { persona })).body
const journal = async (code: string, persona: string) =>
  (await call<{ items: Entry[] }>(`GET /v1/dossiers/${code}/journal`, 200, { persona })).body.items

describe('the first dossier', () => {
  it('is told step by step, each step with its milliseconds', () => {
    const steps = said.filter((line) => line.startsWith(' '))
    expect(steps.length).toBeGreaterThanOrEqual(15)
    for (const line of steps) expect(line).toMatch(/ \d+ ms( |$)/)
  })

  it('ends returned, accepted and refused', async () => {
    const codes = await Promise.all(told.codes.map(async (code) => (await show(code, 'clerk')).status.code))
    expect(codes).toEqual([10, 2, 3])
  })

  it('is approved with the result that the specialist uploaded', async () => {
    const { outcome, results } = await show(told.returned.code, 'leader')
    expect(outcome).toBe('APPROVED')
    expect(results?.map(({ attachment }) => attachment)).toEqual([told.result])
  })

  it('has a journal without gaps that goes the legal way, each entry with the hash of the one before', async () => {
    const paths = await Promise.all(told.codes.map((code) => journal(code, 'clerk')))
    expect(paths.map((entries) => entries.map(({ type }) => type.replace('dossier.', '')))).toEqual([
      ['accepted', 'handed-over', 'completed', 'returned'],
      ['submitted', 'accepted'],
      ['submitted', 'refused'],
    ])
    for (const entries of paths) {
      expect(entries.map(({ version }) => version)).toEqual(entries.map((_, index) => index + 1))
      expect(entries[0]?.previous).toBe('')
      const hashes = entries.slice(1).map(({ previous }) => previous)
      expect(new Set(hashes).size).toBe(hashes.length)
      expect(hashes.every((hash) => hash.length >= 43)).toBe(true)
    }
  })

  it('is found by code and secret, without personal data', async () => {
    const seen = await lookUp(call, told.returned)
    expect(seen).toMatchObject({ status: { code: 10, name: 'Đã trả kết quả' }, next: { code: 'NOTHING' } })
    expect(JSON.stringify(seen)).not.toMatch(/Nguyễn|001199|0901/)
  })

  it('gives an unknown code and a wrong secret the same answer', async () => {
    const wrong = { code: told.returned.code, secret: '0000-0000' }
    const unknown = { code: `${told.returned.code.slice(0, -4)}9999`, secret: told.returned.secret }
    const [first, second] = await Promise.all(
      [wrong, unknown].map((body) => refusal('POST /v1/lookups', 404, { body })),
    )
    expect({ ...first, instance: '' }).toEqual({ ...second, instance: '' })
  })
})

describe('who sees it', () => {
  it('the citizen reads his own, in his list too, with his number masked', async () => {
    const { applicant, status } = await show(told.accepted.code, 'citizen')
    expect(status.code).toBe(2)
    expect(applicant).toMatchObject({ name: 'Nguyễn Thị Thử', idNumber: '•••123' })
    const mine = await call<{ items: { code: string }[] }>('GET /v1/dossiers?applicant=me', 200, { persona: 'citizen' })
    const codes = mine.body.items.map(({ code }) => code)
    expect(codes).toEqual(expect.arrayContaining([told.accepted.code, told.refused.code]))
    expect(codes).not.toContain(told.returned.code)
  })

  it('the supervisor and the city read it without the applicant', async () => {
    for (const persona of ['supervisor', 'integration']) {
      expect((await show(told.accepted.code, persona)).applicant).toBeUndefined()
    }
  })

  it.each(['citizen-2', 'clerk-2', 'leader-2', 'integration-2'])(
    '%s is told that there is no such dossier',
    async (persona) => {
      for (const code of told.codes) {
        expect((await refusal(`GET /v1/dossiers/${code}`, 404, { persona })).name).toBe('dossier-not-found')
        expect((await refusal(`GET /v1/dossiers/${code}/journal`, 404, { persona })).name).toBe('dossier-not-found')
      }
    },
  )
})

describe('the note in the box', () => {
  it('is taken as what it is, and answered to whoever has its secret', async () => {
    const { note, answer } = told.note
    expect(note).toMatchObject({ kind: 'GOP_Y', status: 'PUBLISHED' })
    const seen = await lookUpNote({ call }, note)
    expect(seen).toMatchObject({ id: note.id, kind: 'GOP_Y', channel: 'BOX', status: 'PUBLISHED', answer })
  })

  it('gives an unknown id and a wrong secret the same answer', async () => {
    const { id, secret } = told.note.note
    const tries = [
      { id, secret: '0000-0000' },
      { id: id === '0000000000' ? '0000000001' : '0000000000', secret },
    ]
    const [first, second] = await Promise.all(tries.map((body) => refusal('POST /v1/feedback-lookups', 404, { body })))
    expect({ ...first, instance: '' }).toEqual({ ...second, instance: '' })
  })

  it('stands on the public list as it was published, with nobody', async () => {
    const { body } = await call<{ items: { id: string }[] }>(`GET /v1/feedback/published?agency=${desk.agency}`, 200)
    const { note, published } = told.note
    const item = body.items.find(({ id }) => id === note.id)
    expect(item).toEqual({ id: note.id, kind: 'GOP_Y', ...published, publishedAt: expect.any(String) })
  })

  it('can not be answered again, nor read by another agency', async () => {
    const { id, etag } = told.note.note
    const asked = { body: { text: 'Một lần nữa' }, headers: { 'if-match': etag } }
    const { name, possible } = await refusal(`POST /v1/feedback/${id}/answer`, 409, { ...asked, persona: 'clerk' })
    expect([name, possible]).toEqual(['wrong-state', ['reopen']])
    for (const persona of ['clerk-2', 'leader-2'])
      expect((await refusal(`GET /v1/feedback/${id}`, 404, { persona })).name).toBe('feedback-not-found')
  })
})

describe('the rating', () => {
  it('is given once', async () => {
    const { code, secret } = told.returned
    const { ratingToken: token } = await lookUp(call, { code, secret })
    const { body: questionnaire } = await call<Questionnaire>('GET /v1/ratings/questionnaire', 200)
    expect(questionnaire.criteria).toHaveLength(9)
    const scores = Object.fromEntries(questionnaire.criteria.map((one) => [one.code, 0]))
    const again = { body: { dossier: code, token, scores } }
    expect((await refusal('POST /v1/ratings', 409, again)).name).toBe('already-rated')
  })

  it('is not shown while less than five have answered', async () => {
    const { agency, month } = told.note.rated
    const { body } = await call<object>(`GET /v1/ratings?agency=${agency}&month=${month}`, 200)
    expect(body).toMatchObject({ answers: null })
    expect(JSON.stringify(body)).not.toMatch(/"(totals|scores)"/)
  })
})

describe('the city', () => {
  it('was told of what it filed by what it can prove to be ours', () => {
    const { filed, arrived, feed } = told.city
    const event = JSON.parse(arrived.body)
    expect(arrived.headers['content-type']).toBe('application/cloudevents+json')
    expect(event).toMatchObject({ type: 'dossier.submitted', subject: filed.code, version: 1 })
    expect(feed.find(({ id }) => id === arrived.headers['webhook-id'])).toEqual(event)
  })

  it('read everything that happened, in order, and nobody in it', () => {
    const { feed } = told.city
    expect(disorder(feed)).toEqual([])
    const ofReturned = feed.filter(({ subject }) => subject === told.returned.code)
    expect(ofReturned.map(({ type }) => type.replace('dossier.', ''))).toEqual([
      ...['accepted', 'handed-over', 'completed', 'returned'],
    ])
    const ofNote = feed.filter(({ subject }) => subject === told.note.note.id)
    expect(ofNote.map(({ type }) => type.replace('feedback.', ''))).toEqual([
      ...['received', 'started', 'answered', 'published'],
    ])
    expect(JSON.stringify(feed)).not.toMatch(/Nguyễn Thị Thử|001199000123|0901234678|citizen@example/)
    for (const { secret } of [told.returned, told.city.filed, told.note.note])
      expect(JSON.stringify(feed)).not.toContain(secret)
  })
})

describe('its files', () => {
  it("reach the agency's specialist byte by byte through the content link", async () => {
    const [scan, photo] = told.accepted.files
    if (!scan || !photo) throw new Error('the online dossier names two files')
    const read = (id: string) =>
      // The file becomes the dossier's by an event; until then only its uploader reads it.
      until('the specialist may read the file', () => content(id, 'specialist').catch(() => undefined))
    expect(sha256(await read(scan.id))).toBe(sha256(samples.form.bytes))
    expect((await read(photo.id)).equals(samples.photo.bytes)).toBe(true)
  })

  it('are shown as checked on the dossier', async () => {
    const { papers } = await show(told.returned.code, 'clerk')
    const statuses = papers.flatMap(({ attachments = [] }) => attachments.map(({ status }) => status))
    expect(statuses).toEqual(['VERIFIED', 'VERIFIED'])
  })

  it.each(['citizen-2', 'clerk-2', 'integration-2'])('%s is told that there is no such file', async (persona) => {
    for (const { id } of [...told.accepted.files, ...told.returned.files, told.result]) {
      expect((await refusal(`GET /v1/attachments/${id}`, 404, { persona })).name).toBe('attachment-not-found')
      expect((await refusal(`GET /v1/attachments/${id}/content`, 404, { persona })).name).toBe('attachment-not-found')
    }
  })

  it('are not for who has no token', async () => {
    for (const { id } of told.accepted.files) await refusal(`GET /v1/attachments/${id}/content`, 401)
  })
})
