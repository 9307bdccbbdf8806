import { beforeAll, describe, expect, it } from 'vitest'
import { call } from '../harness.ts'
import { type Desk, openDesk } from './desk.ts'
import { announced, pdf } from './samples.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const send = (ticket: { url: string; headers: Record<string, string> }, bytes: Buffer, headers = {}) =>
  fetch(ticket.url, { method: 'PUT', headers: { ...ticket.headers, ...headers }, body: new Uint8Array(bytes) })

describe('A ticket', () => {
  it('lets in the announced bytes once, and a second upload is refused', async () => {
    const bytes = pdf('once')
    const { status, body, headers } = await desk.ask('lan', announced(bytes))
    expect(status).toBe(201)
    expect(headers.location).toBe(`/v1/attachments/${body.id}`)
    expect(Date.parse(body.upload.expiresAt)).toBeGreaterThan(Date.now())
    expect((await send(body.upload, bytes)).status).toBe(200)
    expect((await send(body.upload, bytes)).status).toBe(412)
  })

  it('refuses a longer body, another type and other bytes', async () => {
    const bytes = pdf('strict')
    const { upload } = (await desk.ask('lan', announced(bytes))).body
    expect((await send(upload, Buffer.concat([bytes, Buffer.from('\n')]))).status).toBe(403)
    expect((await send(upload, bytes, { 'content-type': 'text/html' })).status).toBe(403)
    const other = Buffer.from(bytes)
    other[20] = 65
    expect((await send(upload, other)).status).toBe(400)
    expect((await send(upload, bytes)).status).toBe(200)
  })

  it('refuses an upload without the checksum or without If-None-Match', async () => {
    const bytes = pdf('bare')
    const { url, headers } = (await desk.ask('lan', announced(bytes))).body.upload
    const { 'x-amz-checksum-sha256': checksum, 'if-none-match': _, ...type } = headers
    expect((await send({ url, headers: { ...type, 'if-none-match': '*' } }, bytes)).status).toBe(403)
    expect((await send({ url, headers: { ...type, 'x-amz-checksum-sha256': checksum } }, bytes)).status).toBe(403)
  })

  it('is the same one, signed anew, when the request is repeated with its key', async () => {
    const key = { 'idempotency-key': 'k-1' }
    const asked = announced(pdf('again'))
    const first = await desk.ask('lan', asked, key)
    const second = await desk.ask('lan', asked, key)
    expect(first.headers['idempotent-replayed']).toBeUndefined()
    expect(second.status).toBe(201)
    expect(second.headers['idempotent-replayed']).toBe('true')
    expect(second.body.id).toBe(first.body.id)
    const other = await desk.ask('lan', announced(pdf('another')), key)
    expect(other.status).toBe(422)
    expect(other.body.type).toBe('/problems/idempotency-key-reused')
    expect((await desk.ask('minh', asked, key)).body.id).not.toBe(first.body.id)
  })

  it('is one for requests with the same key at the same time', async () => {
    const asked = announced(pdf('at once'))
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => desk.ask('lan', asked, { 'idempotency-key': 'k-2' })),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === undefined)).toHaveLength(1)
  })

  it.each([
    ['a file name with a path', { fileName: '../etc/passwd' }, '/fileName'],
    ['a file name with a backslash', { fileName: 'a\\b.pdf' }, '/fileName'],
    ['a file name with a control character', { fileName: 'a\u0000.pdf' }, '/fileName'],
    ['a file name that is turned around', { fileName: 'a\u202efdp.exe' }, '/fileName'],
    ['a file name over 120 bytes', { fileName: `${'ệ'.repeat(40)}a` }, '/fileName'],
    ['half a letter', { fileName: 'a\ud800.pdf' }, '/fileName'],
    ['a type that no office takes', { contentType: 'text/html' }, '/contentType'],
    ['an empty file', { size: 0 }, '/size'],
    ['a file over 50 MB', { size: 50 * 1024 * 1024 + 1 }, '/size'],
    ['a hash that is none', { sha256: 'abc' }, '/sha256'],
    ['an unknown field', { path: 'x' }, '/path'],
  ])('is not given for %s', async (_, wrong, pointer) => {
    const { status, body } = await desk.ask('lan', { ...announced(pdf()), ...wrong })
    expect(status).toBe(422)
    expect(body.errors[0].pointer).toBe(pointer)
  })

  it('is not given without a token', async () => {
    const { status } = await call(desk.handler, 'POST /v1/attachments', { body: announced(pdf()) })
    expect(status).toBe(401)
  })
})
