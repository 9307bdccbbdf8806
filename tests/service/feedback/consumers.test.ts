import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { QueueEvent, QueueResult } from '../../../shared/events/consumer.ts'
import { type Desk, denunciation, message, note, openDesk } from './desk.ts'

type Consumer = (event: QueueEvent) => Promise<QueueResult>
const sha256 = 'd'.repeat(64)

let desk: Desk
let onAttachment: Consumer
let onReference: Consumer
beforeAll(async () => {
  desk = await openDesk()
  onAttachment = (await import('../../../functions/feedback/on-attachment.ts')).handler
  onReference = (await import('../../../functions/feedback/on-reference.ts')).handler
})

const tell = async (consumer: Consumer, ...records: ReturnType<typeof message>[]) =>
  (await consumer({ Records: records })).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)
const rejected = (id: string, feedback?: string, reason = 'TYPE_MISMATCH') =>
  message('attachment.rejected', 2, { id, sha256, status: 'REJECTED', reason, feedback })

describe('a file that can’t be used', () => {
  it('is marked in the record and is a task in the list, once, however often it is told', async () => {
    const id = randomUUID()
    const { id: feedback, secret } = await desk.sent(note({ attachments: [{ id, sha256 }] }))
    for (const _time of [1, 2]) {
      expect(await tell(onAttachment, rejected(id, feedback), rejected(id, feedback))).toEqual([])
    }
    const { body } = await desk.read('clerk-1', feedback)
    expect(body.attachments).toEqual([{ id, sha256, unusable: 'TYPE_MISMATCH' }])
    const tasks = [{ kind: 'ATTACHMENT_REJECTED', attachment: id, reason: 'TYPE_MISMATCH' }]
    expect(body.tasks).toEqual(tasks)
    const { items } = (await desk.as('clerk-1', 'GET /v1/feedback')).body
    expect(items.find((row: { id: string }) => row.id === feedback)).toMatchObject({ tasks })
    expect((await desk.lookUp(feedback, secret)).body).not.toHaveProperty('tasks')
  })

  it('is no version: the act of who read the record before is done', async () => {
    const { id } = await desk.sent()
    await tell(onAttachment, rejected('file-1', id))
    const { status, body } = await desk.act('clerk-1', 'answer', id, 1, { text: 'Cảm ơn.' })
    expect({ status, tasks: body.tasks?.length }).toEqual({ status: 200, tasks: 1 })
    expect((await desk.journal(id)).map(({ type }) => type)).toEqual(['feedback.received', 'feedback.answered'])
  })

  it('is told of the newest five, and none again that was told before them', async () => {
    const { id } = await desk.sent()
    for (let n = 0; n < 6; n += 1) expect(await tell(onAttachment, rejected(`file-${n}`, id))).toEqual([])
    expect(await tell(onAttachment, rejected('file-0', id))).toEqual([])
    const { body } = await desk.read('clerk-1', id)
    expect(body.tasks.map(({ attachment }: { attachment: string }) => attachment)).toEqual(
      [1, 2, 3, 4, 5].map((n) => `file-${n}`),
    )
  })

  it('of a denunciation is told to leaders alone', async () => {
    const { id } = await desk.sent(denunciation())
    expect(await tell(onAttachment, rejected('file-1', id))).toEqual([])
    expect((await desk.read('leader-1', id)).body.tasks).toHaveLength(1)
    expect((await desk.read('clerk-1', id)).status).toBe(404)
  })

  it('of nobody, or of a dossier, is not ours; that of an unknown feedback comes again', async () => {
    expect(await tell(onAttachment, rejected('file-1'))).toEqual([])
    expect(await tell(onAttachment, rejected('file-1', '0000000000'))).toEqual(['attachment.rejected-2'])
  })
})

describe('what is heard of others', () => {
  const point = { id: 'H26.777-01', hours: [{ from: '08:00', to: '17:00' }], calendar: 'vn-civil-service' }
  const agency = (more: object = {}) => ({
    agency: { id: 'H26.777', name: 'Phường mới', validFrom: '2025-07-01' },
    receivingPoints: [{ ...point, name: 'Một cửa', saturdayDesk: false }],
    policy: { saturdayDesk: false, dueTimePolicy: 'CLOSE_OF_DAY', dueSoonWd: 1 },
    lineage: ['H26'],
    ...more,
  })

  it('opens an agency for feedback, and keeps the newest of it', async () => {
    expect((await desk.send(undefined, note({ agency: 'H26.777' }))).status).toBe(422)
    const late = message('agency.changed', 1, agency({ receivingPoints: [] }))
    expect(await tell(onReference, message('agency.changed', 2, agency()), late)).toEqual([])
    const { status, body } = await desk.send(undefined, note({ agency: 'H26.777' }))
    expect({ status, point: body.receivingPoint }).toEqual({ status: 201, point: 'H26.777-01' })
  })

  it('leaves a poison message alone in its failure', async () => {
    const staff = { person: 'new', agency: 'H26.125', role: 'clerk', unit: 'mot-cua', name: 'Mới', active: true }
    const failed = await tell(
      onReference,
      message('staff.changed', 1, { person: 'bad' }),
      message('staff.changed', 2, staff),
      message('nobody.knows', 3, {}),
    )
    expect(failed).toEqual(['staff.changed-1', 'nobody.knows-3'])
    expect((await desk.as('new', 'GET /v1/feedback')).status).toBe(200)
  })
})
