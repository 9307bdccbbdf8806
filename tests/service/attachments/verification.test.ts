import { beforeAll, describe, expect, it } from 'vitest'
import { events } from '../../../functions/attachments/events.ts'
import { type Desk, openDesk } from './desk.ts'
import { announced, docx, excel, jpeg, pdf, png, word, xlsx } from './samples.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

describe('The check of a file', () => {
  it.each([
    ['PDF', pdf(), 'application/pdf'],
    ['JPEG', jpeg(), 'image/jpeg'],
    ['PNG', png(), 'image/png'],
    ['DOCX', docx(), word],
    ['XLSX', xlsx(), excel],
  ])('verifies a real %s', async (_, bytes, type) => {
    const id = await desk.upload('lan', bytes, type)
    expect((await desk.look('lan', id)).body).toMatchObject({ status: 'VERIFIED', detectedType: type })
    const [entry, ...more] = await desk.journal(`ATTACHMENT#${id}`)
    expect(more).toEqual([])
    expect(entry).toMatchObject({ type: 'attachment.verified', version: 1, previous: '' })
    expect(events['attachment.verified'].parse(entry?.data)).toEqual(entry?.data)
  })

  it.each([
    ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>'), 'application/pdf'],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/png'],
    ['a Word file', docx(), 'application/pdf'],
  ])('rejects %s under another name and type', async (_, bytes, type) => {
    const id = await desk.upload('lan', bytes, type)
    expect((await desk.look('lan', id)).body).toMatchObject({ status: 'REJECTED', reason: 'TYPE_MISMATCH' })
    const [entry] = await desk.journal(`ATTACHMENT#${id}`)
    expect(entry?.type).toBe('attachment.rejected')
    expect(events['attachment.rejected'].parse(entry?.data)).toEqual(entry?.data)
  })

  it('rejects bytes that came past the ticket, with the reason', async () => {
    const bytes = pdf('announced')
    const other = Buffer.from(bytes)
    other[20] = 65
    const cases: [string, Buffer][] = [
      ['EMPTY', Buffer.alloc(0)],
      ['SIZE_MISMATCH', bytes.subarray(1)],
      ['SIZE_MISMATCH', Buffer.concat([bytes, Buffer.alloc(1_000_000)])],
      ['HASH_MISMATCH', other],
    ]
    for (const [reason, stored] of cases) {
      const { id } = (await desk.ask('lan', announced(bytes))).body
      await desk.smuggle(id, stored)
      expect((await desk.look('lan', id)).body).toMatchObject({ status: 'REJECTED', reason })
    }
  })

  it('is done once however often S3 tells of the object', async () => {
    const id = await desk.upload('lan', pdf('repeated'))
    await Promise.all([desk.arrived(id), desk.arrived(id)])
    expect(await desk.journal(`ATTACHMENT#${id}`)).toHaveLength(1)
  })

  it('reads a large file as a stream', async () => {
    const bytes = Buffer.concat([pdf('large'), Buffer.alloc(6 * 1024 * 1024, ' ')])
    const id = await desk.upload('lan', bytes)
    expect((await desk.look('lan', id)).body.status).toBe('VERIFIED')
  })

  it('hands an object without a record to the dead letters and ignores the test message', async () => {
    expect((await desk.arrived('01KB04G9Z6Y0N3T5Q8R2V7X4WC')).batchItemFailures).toHaveLength(1)
    const test = await desk.onUpload(desk.message({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'b' }))
    expect(test.batchItemFailures).toEqual([])
  })

  it('tells nobody the name of the file', async () => {
    const id = await desk.upload('lan', pdf('quiet'), undefined, 'Nguyễn Thị Lan CCCD.pdf')
    expect(JSON.stringify(await desk.journal(`ATTACHMENT#${id}`))).not.toContain('Nguyễn')
  })
})

describe('The content of a file', () => {
  it('is a link of a minute that saves the file under its name', async () => {
    const bytes = pdf('content')
    const id = await desk.upload('lan', bytes, undefined, 'Giấy khai sinh (bản sao).pdf')
    const { status, headers, body } = await desk.look('lan', id, '/content')
    expect(status).toBe(302)
    expect(body).toBeUndefined()
    expect(new URL(headers.location ?? '').searchParams.get('X-Amz-Expires')).toBe('60')
    const file = await fetch(headers.location ?? '')
    expect(file.status).toBe(200)
    expect(Buffer.from(await file.arrayBuffer())).toEqual(bytes)
    expect(file.headers.get('content-type')).toBe('application/pdf')
    expect(file.headers.get('content-disposition')).toBe(
      `attachment; filename="Gi_y khai sinh (b_n sao).pdf"; filename*=UTF-8''Gi%E1%BA%A5y%20khai%20sinh%20%28b%E1%BA%A3n%20sao%29.pdf`,
    )
  })

  it('leaves a trace of who was given it', async () => {
    const id = await desk.upload('lan', pdf('traced'))
    await desk.look('lan', id, '/content')
    expect(await desk.items(`ATTACHMENT#${id}`, 'READING#')).toMatchObject([{ by: 'lan' }])
  })

  it('is refused before the check and after a rejection', async () => {
    const { id } = (await desk.ask('lan', announced(pdf('waiting')))).body
    expect((await desk.look('lan', id)).body.status).toBe('AWAITING_UPLOAD')
    const waiting = await desk.look('lan', id, '/content')
    expect(waiting.status).toBe(409)
    expect(waiting.body.type).toBe('/problems/attachment-not-verified')
    const bad = await desk.upload('lan', Buffer.from('<html>bad</html>'))
    expect((await desk.look('lan', bad, '/content')).status).toBe(409)
  })
})
