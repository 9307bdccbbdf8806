import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { events } from '../../../functions/attachments/events.ts'
import { call } from '../harness.ts'
import { withinOneHour } from '../hour.ts'
import { type Desk, openDesk } from './desk.ts'
import { announced, pdf } from './samples.ts'

const agency = 'H26.125'
let desk: Desk
beforeAll(async () => {
  await withinOneHour()
  desk = await openDesk()
  await desk.staff('clerk', agency)
  await desk.staff('specialist', agency, 'specialist')
  await desk.staff('leader', agency, 'leader')
  await desk.staff('leader-elsewhere', 'H26.126', 'leader')
  await desk.staff('leader-elsewhere', agency, 'clerk')
})

let count = 0
const newId = () => `FB${String(++count).padStart(8, '0')}`
const bytes = pdf('of a feedback')
const { sha256 } = announced(bytes)
const naming = (id: string, more: object = {}) => ({ agency, attachments: [{ id, sha256 }], ...more })
/** The mark by which the feedback names a person to whoever knows him. */
const markOf = (feedback: string, person: string) =>
  createHash('sha256').update(`${feedback}\n${person}`).digest('base64url')

/** A file that somebody without a token uploaded under this reference. */
async function byNobody(reference: string) {
  const body = { ...announced(bytes), for: { feedback: reference } }
  return desk.put((await call(desk.handler, 'POST /v1/attachments', { body })).body, bytes)
}
const head = async (id: string) => (await desk.items(`ATTACHMENT#${id}`, 'HEAD'))[0]
const last = async (id: string) => (await desk.journal(`ATTACHMENT#${id}`)).at(-1)
const statusFor = async (who: string, id: string, rest = '') => (await desk.look(who, id, rest)).status
/** The owner of the file after this feedback named it. */
async function ownerAfter(feedback: string, data: { attachments: { id: string }[] }, type?: string) {
  expect(await desk.feedback(feedback, data, type)).toEqual({ batchItemFailures: [] })
  return (await head(data.attachments[0]?.id ?? ''))?.feedback
}

describe('A feedback that names a file', () => {
  it('has it when the uploader took the feedback down or did the act, or a colleague of his', async () => {
    for (const by of ['clerk', 'specialist']) {
      const [id, feedback] = [await desk.upload('clerk', bytes), newId()]
      expect(await ownerAfter(feedback, naming(id, { by: { id: by, agency } }), 'feedback.answered')).toBe(feedback)
    }
  })

  it('has it when the signed-in author uploaded it, whom the event does not name', async () => {
    const [id, feedback] = [await desk.upload('citizen', bytes), newId()]
    expect(await ownerAfter(feedback, naming(id, { uploader: markOf(feedback, 'citizen') }))).toBe(feedback)
  })

  it('has it not by the mark of another person, nor by that of the uploader for another feedback', async () => {
    const [id, feedback] = [await desk.upload('citizen', bytes), newId()]
    expect(await ownerAfter(feedback, naming(id, { uploader: markOf(feedback, 'thief') }))).toBeUndefined()
    const other = newId()
    expect(await ownerAfter(other, naming(id, { uploader: markOf(feedback, 'citizen') }))).toBeUndefined()
    expect(await ownerAfter(newId(), naming(id))).toBeUndefined()
    expect(await statusFor('citizen', id)).toBe(200)
    expect((await last(id))?.data).toMatchObject({ reason: 'NOT_YOURS' })
  })

  it('has what was uploaded without a token under any reference, where nobody signed in names it', async () => {
    const [id, feedback] = [await byNobody('my-note'), newId()]
    expect(await ownerAfter(feedback, naming(id))).toBe(feedback)
  })

  it('has no such file where somebody signed in names it, but for one that was uploaded for this feedback', async () => {
    for (const who of [{ by: { id: 'clerk', agency } }, { uploader: markOf('x', 'citizen') }]) {
      const [loose, feedback] = [await byNobody('my-note'), newId()]
      expect(await ownerAfter(feedback, naming(loose, who))).toBeUndefined()
      const id = await byNobody(feedback)
      expect(await ownerAfter(feedback, naming(id, who), 'feedback.info-added')).toBe(feedback)
    }
  })

  it('has a file alone: of two that name it, the first', async () => {
    const [id, first, second] = [await byNobody('shared'), newId(), newId()]
    expect(await ownerAfter(first, naming(id))).toBe(first)
    expect(await ownerAfter(second, naming(id))).toBe(first)
    expect((await last(id))?.data).toEqual({ id, sha256, status: 'REJECTED', reason: 'NOT_YOURS', feedback: second })
    const dossier = 'H26.125-261126-0001'
    await desk.dossier(dossier, { attachments: [{ id, sha256 }], filedBy: { id: 'holder:feedback:shared' }, agency })
    expect(await head(id)).not.toHaveProperty('dossier')
    expect((await last(id))?.data).toMatchObject({ reason: 'NOT_YOURS', dossier })
  })

  it('has none that a dossier has, not even by its uploader', async () => {
    const [id, feedback] = [await desk.upload('clerk', bytes), newId()]
    await desk.dossier('H26.125-261126-0002', { attachments: [{ id, sha256 }], filedBy: { id: 'clerk' }, agency })
    expect(await ownerAfter(feedback, naming(id, { by: { id: 'clerk', agency } }))).toBeUndefined()
    expect(await head(id)).toMatchObject({ dossier: 'H26.125-261126-0002' })
  })

  it('is told once why it may not have it: other bytes, or a file that nobody announced', async () => {
    const [id, feedback] = [await byNobody('other-bytes'), newId()]
    const wrong = naming(id, { attachments: [{ id, sha256: '0'.repeat(64) }] })
    await Promise.all([1, 2, 3].map(() => desk.feedback(feedback, wrong)))
    expect((await desk.journal(`ATTACHMENT#${id}`)).map(({ data }) => data.reason)).toEqual([
      undefined,
      'HASH_MISMATCH',
    ])
    const unknown = '01KB04G9Z6Y0N3T5Q8R2V7X4WC'
    await desk.feedback(feedback, naming(unknown))
    const [entry] = await desk.journal(`UNKNOWN#${unknown}`)
    expect(entry).toMatchObject({ type: 'attachment.rejected', agency, data: { feedback, reason: 'UNKNOWN' } })
    expect(events['attachment.rejected'].strict().parse(entry?.data)).toEqual(entry?.data)
  })

  it('has it before the check is done, and hears that the bytes are bad', async () => {
    const body = { ...announced(bytes), for: { feedback: 'early' } }
    const [{ id }, feedback] = [(await call(desk.handler, 'POST /v1/attachments', { body })).body, newId()]
    expect(await ownerAfter(feedback, naming(id))).toBe(feedback)
    await desk.smuggle(id, pdf('something else'))
    expect(await last(id)).toMatchObject({
      type: 'attachment.rejected',
      agency,
      data: { feedback, status: 'REJECTED' },
    })
  })

  it('may name none: then nothing happens', async () => {
    expect(await desk.feedback(newId(), { agency }, 'feedback.started')).toEqual({ batchItemFailures: [] })
  })
})

describe('The readers of a feedback’s file', () => {
  it('are the staff of its agency; no longer its uploader', async () => {
    const [id, feedback] = [await desk.upload('citizen', bytes), newId()]
    expect([await statusFor('citizen', id), await statusFor('clerk', id)]).toEqual([200, 404])
    await desk.feedback(feedback, naming(id, { uploader: markOf(feedback, 'citizen') }))
    for (const reader of ['clerk', 'specialist', 'leader']) expect(await statusFor(reader, id)).toBe(200)
    expect(await statusFor('clerk', id, '/content')).toBe(302)
    for (const rest of ['', '/content']) expect(await statusFor('citizen', id, rest)).toBe(404)
  })

  it('are the leaders alone of a denunciation’s: for all others it is not there', async () => {
    const id = await byNobody('denunciation')
    await desk.feedback(newId(), naming(id, { restricted: true }))
    for (const rest of ['', '/content']) {
      for (const other of ['clerk', 'specialist', 'leader-elsewhere', 'citizen']) {
        const { instance: _one, ...there } = (await desk.look(other, id, rest)).body
        const { instance: _other, ...absent } = (await desk.look(other, `0${id.slice(1)}`, rest)).body
        expect([there.status, there]).toEqual([404, absent])
      }
    }
    expect(await statusFor('leader', id)).toBe(200)
    expect(await statusFor('leader', id, '/content')).toBe(302)
  })
})

describe('Who uploaded a file for a feedback', () => {
  const author = 'author-whom-nobody-may-know'

  it('is in no event of it, and from the claim on in no record', async () => {
    const feedback = newId()
    const asked = { ...announced(bytes), for: { feedback } }
    const id = await desk.put((await desk.ask(author, asked)).body, bytes)
    expect(JSON.stringify(await head(id))).toContain(author)
    await desk.feedback(feedback, naming(id, { uploader: markOf(feedback, author), restricted: true }))
    const journal = await desk.journal(`ATTACHMENT#${id}`)
    expect(journal.map(({ type }) => type)).toEqual(['attachment.verified', 'attachment.claimed'])
    for (const { type, data } of journal) {
      expect(events[type as keyof typeof events].strict().parse(data)).toEqual(data)
    }
    expect(await head(id)).toMatchObject({ feedback, restricted: true })
    expect(JSON.stringify(await desk.dump())).not.toContain(author)
  })

  it('is told where a dossier has it, whatever it was announced for', async () => {
    const asked = { ...announced(bytes), for: { feedback: 'changed-my-mind' } }
    const id = await desk.put((await desk.ask('clerk', asked)).body, bytes)
    await desk.dossier('H26.125-261126-0003', { attachments: [{ id, sha256 }], filedBy: { id: 'clerk' }, agency })
    expect((await last(id))?.data).toMatchObject({ uploader: { id: 'clerk', agencies: [agency] } })
  })
})
