import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { QueueEvent, QueueResult } from '../../../shared/events/consumer.ts'
import { type Desk, marriage, message, openDesk } from './desk.ts'

type Consumer = (event: QueueEvent) => Promise<QueueResult>
const sha256 = 'd'.repeat(64)

let desk: Desk
let onAttachment: Consumer
let onReference: Consumer
beforeAll(async () => {
  desk = await openDesk()
  onAttachment = (await import('../../../functions/dossiers/on-attachment.ts')).handler
  onReference = (await import('../../../functions/dossiers/on-reference.ts')).handler
})

const tell = async (consumer: Consumer, ...records: ReturnType<typeof message>[]) =>
  (await consumer({ Records: records })).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)

const uploader = { id: 'clerk-1', agencies: ['H26.125'] }
const file = (id: string, more: object = {}) => ({ id, sha256, status: 'VERIFIED', uploader, ...more })
const naming = (id: string) => {
  const body = marriage()
  const [first, ...others] = body.papers as { paper: string }[]
  return { ...body, papers: [{ ...first, attachments: [{ id, sha256 }] }, ...others] }
}
const statusIn = async (code: string) =>
  (await desk.read('clerk-1', code)).body.papers[0].attachments[0].status as string

describe('what is heard of a file', () => {
  it('shows in the dossier that named it before it was checked', async () => {
    const id = randomUUID()
    const { code } = (await desk.file('clerk-1', naming(id))).body
    expect(await statusIn(code)).toBe('PENDING')
    expect(await tell(onAttachment, message('attachment.verified', 1, file(id)))).toEqual([])
    expect(await statusIn(code)).toBe('VERIFIED')
  })

  it('keeps a second dossier from naming what another one has', async () => {
    const id = randomUUID()
    const { code } = (await desk.file('clerk-1', naming(id))).body
    const claimed = message('attachment.claimed', 2, file(id, { dossier: code }))
    expect(await tell(onAttachment, claimed, message('attachment.verified', 1, file(id)))).toEqual([])
    const second = await desk.file('clerk-1', naming(id))
    expect(second).toMatchObject({ status: 422, body: { type: '/problems/attachment-unusable' } })
  })

  it('raises one task on the dossier when it can’t be used, however often it is told', async () => {
    const id = randomUUID()
    const { code } = (await desk.file('clerk-1', naming(id))).body
    const bad = { status: 'REJECTED', reason: 'TYPE_MISMATCH', dossier: code }
    const rejected = message('attachment.rejected', 2, file(id, bad))
    for (const _time of [1, 2]) expect(await tell(onAttachment, rejected, rejected)).toEqual([])
    const { body } = await desk.read('clerk-1', code)
    expect(body.tasks).toEqual([{ kind: 'ATTACHMENT_REJECTED', attachment: id, reason: 'TYPE_MISMATCH' }])
    expect(body.version).toBe(2)
    expect(await statusIn(code)).toBe('REJECTED')
  })

  it('raises none again when it is told after many others, though the head has forgotten it', async () => {
    const { code } = (await desk.file('clerk-1', marriage())).body
    const rejected = (n: number) =>
      message('attachment.rejected', 2, file(`${code}-${n}`, { status: 'REJECTED', reason: 'EMPTY', dossier: code }))
    for (let n = 0; n < 6; n += 1) expect(await tell(onAttachment, rejected(n))).toEqual([])
    expect(await tell(onAttachment, rejected(0))).toEqual([])
    expect((await desk.read('clerk-1', code)).body.version).toBe(7)
  })

  it('may be the rejection of a claim alone: then the file stays good for its owner', async () => {
    const id = randomUUID()
    const { code } = (await desk.file('clerk-1', naming(id))).body
    await tell(onAttachment, message('attachment.verified', 1, file(id)))
    const claim = { id, sha256, status: 'REJECTED', reason: 'NOT_YOURS', dossier: code }
    expect(await tell(onAttachment, message('attachment.rejected', 2, claim))).toEqual([])
    expect(await statusIn(code)).toBe('REJECTED')
    expect((await desk.file('clerk-1', naming(id))).status).toBe(201)
  })
})

describe('what is heard of others', () => {
  it('leaves a poison message alone in its failure', async () => {
    const staff = { person: 'new', agency: 'H26.125', role: 'clerk', unit: 'mot-cua', name: 'Mới', active: true }
    const failed = await tell(
      onReference,
      message('staff.changed', 1, { person: 'bad' }),
      message('staff.changed', 2, staff),
      message('nobody.knows', 3, {}),
    )
    expect(failed).toEqual(['staff.changed-1', 'nobody.knows-3'])
    expect((await desk.as('new', 'GET /v1/dossiers')).status).toBe(200)
  })
})
