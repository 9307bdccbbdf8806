import { beforeAll, describe, expect, it } from 'vitest'
import * as schemas from '../../../functions/feedback/schemas.ts'
import { complaint, type Desk, denunciation, note, openDesk, report } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const files = [{ id: 'file-1', sha256: 'a'.repeat(64) }]
const place = { text: 'Tầng 1', lat: 21.03, lon: 105.85 }

describe('every answer', () => {
  it('has the declared shape and nothing beside it, along the whole way', async () => {
    const record = (answer: { body: unknown }) => schemas.Feedback.strict().parse(answer.body)
    const toAuthor = (answer: { body: unknown }) => schemas.LookupAnswer.strict().parse(answer.body)
    for (const body of [note({ attachments: files, place }), report({ place }), complaint(), denunciation()]) {
      const made = await desk.send(undefined, body)
      const { id, secret, kind } = record(made)
      const by = kind === 'TO_CAO' ? 'leader-1' : 'clerk-1'
      record(await desk.act(by, 'request-info', id, 1, { question: 'Ở đâu?' }))
      const added = { text: 'Tầng 1', attachments: files, secret }
      toAuthor(await desk.act(undefined, 'add-info', id, 2, added))
      record(await desk.act(by, 'start', id, 3, {}))
      record(await desk.act(by, 'answer', id, 4, { text: 'Cảm ơn', attachments: files }))
      toAuthor(await desk.act(undefined, 'reopen', id, 5, { reason: 'Chưa rõ', secret }))
      record(await desk.act(by, 'answer', id, 6, { text: 'Rõ hơn' }))
      if (kind !== 'TO_CAO' && kind !== 'KHIEU_NAI') {
        record(await desk.act('leader-1', 'publish', id, 7, { content: 'Ghế ít', answer: 'Cảm ơn' }))
      }
      record(await desk.read('leader-1', id))
      toAuthor(await desk.lookUp(id, secret ?? ''))
    }
  })

  it('has it in lists, too', async () => {
    await desk.sent(note({ attachments: files }))
    for (const view of ['open', 'mine', 'complaints', 'denunciations']) {
      const { body } = await desk.as('leader-1', `GET /v1/feedback?view=${view}&limit=1`)
      schemas.FeedbackList.strict().parse(body)
      for (const row of body.items) schemas.FeedbackRow.strict().parse(row)
    }
    const { body } = await desk.as(undefined, 'GET /v1/feedback/published?agency=H26.125&limit=1')
    expect(schemas.PublishedList.strict().parse(body).items).toHaveLength(1)
    expect(body.nextCursor).toEqual(expect.any(String))
  })
})
