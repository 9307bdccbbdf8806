import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { beforeAll, describe, expect, it } from 'vitest'
import { events } from '../../../functions/attachments/events.ts'
import { announced, pdf } from './samples.ts'
import { openScanningDesk, type ScanningDesk } from './scanning.ts'

let desk: ScanningDesk
let s3: S3Client
beforeAll(async () => {
  desk = await openScanningDesk()
  s3 = new S3Client({ forcePathStyle: true })
})

const seen = async (id: string) => (await desk.look('lan', id)).body
const clean = async (id: string) =>
  (await s3.send(new ListObjectsV2Command({ Bucket: desk.bucket, Prefix: `clean/${id}` }))).KeyCount

describe('Where files are scanned, a file', () => {
  it('is neither verified nor handed out before the scanner has spoken, and its notice comes back', async () => {
    const id = await desk.upload('lan', pdf('unscanned'))
    expect((await desk.arrived(id)).batchItemFailures).toHaveLength(1)
    expect(await seen(id)).toMatchObject({ status: 'CHECKING' })
    expect((await desk.look('lan', id, '/content')).status).toBe(409)
    expect(await clean(id)).toBe(0)
  })

  it('is verified when nothing was found in it', async () => {
    const id = await desk.upload('lan', pdf('good'))
    expect(await desk.scanned(id, 'NO_THREATS_FOUND')).toBe(0)
    expect(await seen(id)).toMatchObject({ status: 'VERIFIED' })
    expect((await desk.arrived(id)).batchItemFailures).toEqual([])
  })

  it('is verified when the scanner was faster than the notice of S3', async () => {
    const bytes = pdf('fast')
    const { id } = (await desk.ask('lan', announced(bytes))).body
    await s3.send(new PutObjectCommand({ Bucket: desk.bucket, Key: `incoming/${id}`, Body: bytes }))
    expect(await desk.scanned(id, 'NO_THREATS_FOUND')).toBe(0)
    expect(await seen(id)).toMatchObject({ status: 'VERIFIED' })
    expect((await desk.arrived(id)).batchItemFailures).toEqual([])
    expect(await desk.journal(`ATTACHMENT#${id}`)).toHaveLength(1)
  })

  it.each([
    ['THREATS_FOUND', 'MALWARE'],
    ['UNSUPPORTED', 'UNSCANNABLE'],
  ])('with the result %s is rejected as %s and never leaves its quarantine', async (result, reason) => {
    const id = await desk.upload('lan', pdf(result))
    expect(await desk.scanned(id, result)).toBe(0)
    expect(await seen(id)).toMatchObject({ status: 'REJECTED', reason })
    const [entry] = await desk.journal(`ATTACHMENT#${id}`)
    expect(events['attachment.rejected'].parse(entry?.data)).toEqual(entry?.data)
    expect((await desk.look('lan', id, '/content')).status).toBe(409)
    // A good word that comes late changes nothing.
    expect(await desk.scanned(id, 'NO_THREATS_FOUND')).toBe(0)
    expect(await seen(id)).toMatchObject({ status: 'REJECTED', reason })
    expect(await clean(id)).toBe(0)
  })

  it.each(['ACCESS_DENIED', 'FAILED', 'WHATEVER_COMES'])(
    'that could not be read (%s) waits, and the result is kept for people',
    async (result) => {
      const id = await desk.upload('lan', pdf(result))
      expect(await desk.scanned(id, result)).toBe(1)
      expect(await seen(id)).toMatchObject({ status: 'CHECKING' })
      expect(await clean(id)).toBe(0)
      expect(await desk.scanned(id, 'NO_THREATS_FOUND')).toBe(0)
      expect(await seen(id)).toMatchObject({ status: 'VERIFIED' })
    },
  )

  it('is judged once, however often the scanner speaks', async () => {
    const id = await desk.upload('lan', pdf('repeated'))
    await Promise.all([desk.scanned(id, 'THREATS_FOUND'), desk.scanned(id, 'THREATS_FOUND')])
    expect(await desk.journal(`ATTACHMENT#${id}`)).toHaveLength(1)
  })

  it('with a threat that is found too late is left to people', async () => {
    const id = await desk.upload('lan', pdf('late'))
    await desk.scanned(id, 'NO_THREATS_FOUND')
    expect(await desk.scanned(id, 'THREATS_FOUND')).toBe(1)
    expect(await seen(id)).toMatchObject({ status: 'VERIFIED' })
  })

  it('in which nothing was found has still to be what was announced', async () => {
    const id = await desk.upload('lan', Buffer.from('<html>good</html>'))
    await desk.scanned(id, 'NO_THREATS_FOUND')
    expect(await seen(id)).toMatchObject({ status: 'REJECTED', reason: 'TYPE_MISMATCH' })
  })

  it('is taken in the version that was scanned, not in one that came after it', async () => {
    const bytes = pdf('scanned')
    const { id } = (await desk.ask('lan', announced(bytes))).body
    const store = (Body: Buffer) =>
      s3.send(
        new PutObjectCommand({ Bucket: desk.bucket, Key: `incoming/${id}`, Body, ContentType: 'application/pdf' }),
      )
    const { VersionId: version } = await store(bytes)
    await store(Buffer.from('malware'))
    expect(await desk.scanned(id, 'NO_THREATS_FOUND', { version })).toBe(0)
    expect(await seen(id)).toMatchObject({ status: 'VERIFIED' })
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: desk.bucket, Key: `clean/${id}` }))
    expect(Buffer.from((await Body?.transformToByteArray()) ?? [])).toEqual(bytes)
  })

  it('of another bucket, or elsewhere in this one, is nobody’s business', async () => {
    const id = await desk.upload('lan', pdf('elsewhere'))
    expect(await desk.scanned(id, 'THREATS_FOUND', { bucket: 'another' })).toBe(0)
    expect(await desk.scanned(id, 'THREATS_FOUND', { key: `clean/${id}` })).toBe(0)
    expect(await seen(id)).toMatchObject({ status: 'CHECKING' })
  })

  it('without a record is kept for people', async () => {
    expect(await desk.scanned('01KB04G9Z6Y0N3T5Q8R2V7X4WC', 'NO_THREATS_FOUND')).toBe(1)
  })
})
