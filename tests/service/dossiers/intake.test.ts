import { beforeAll, describe, expect, it } from 'vitest'
import { canaries, type Desk, marriage, online, openDesk } from './desk.ts'
import { verified } from './office.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

describe('intake at the desk', () => {
  it('accepts at once: 201 with code, secret, place, version and appointment', async () => {
    const { status, headers, body } = await desk.file('clerk-1', marriage())
    expect(status).toBe(201)
    expect(body.code).toMatch(/^H26\.125-\d{6}-\d{4}$/)
    expect(body.secret).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/)
    expect(headers.location).toBe(`/v1/dossiers/${body.code}`)
    expect(headers.etag).toBe('"1"')
    expect(headers['cache-control']).toBe('no-store')
    expect(body).toMatchObject({ status: { code: 2, name: 'Được tiếp nhận' }, deadlineVersion: 1, version: 1 })
    expect(body.dueAt).toMatch(/T17:00:00.000\+07:00$/)
    expect(body.originalDueAt).toBe(body.dueAt)
  })

  it('numbers the dossiers of a day one after the other', async () => {
    const first = (await desk.file('clerk-1', marriage())).body.code
    const second = (await desk.file('clerk-1', marriage())).body.code
    const number = (code: string) => Number(code.split('-')[2])
    expect(number(second)).toBe(number(first) + 1)
  })

  it('shows the clerk the applicant with number and telephone masked', async () => {
    const { body } = await desk.file('clerk-1', marriage())
    expect(body.applicant.name).toBe(canaries.name)
    expect(JSON.stringify(body)).not.toContain(canaries.idNumber)
    expect(JSON.stringify(body)).not.toContain(canaries.phone)
  })

  it('shows the secret only in the answer to the filing', async () => {
    const { body } = await desk.file('clerk-1', marriage())
    expect((await desk.read('clerk-1', body.code)).body.secret).toBeUndefined()
  })

  it('is not for a citizen, another desk, a specialist or a machine', async () => {
    for (const who of ['citizen-1', 'clerk-9', 'portal-1']) expect((await desk.file(who, marriage())).status).toBe(403)
    expect((await desk.file('specialist-1', marriage())).status).toBe(403)
  })
})

describe('filing online', () => {
  it('makes a new dossier of the citizen without an appointment', async () => {
    const { status, body } = await desk.file('citizen-1', online())
    expect(status).toBe(201)
    expect(body).toMatchObject({ status: { code: 1 }, deadlineState: 'NOT_STARTED', channel: 'ONLINE' })
    expect(body.dueAt).toBeUndefined()
    expect((await desk.read('citizen-1', body.code)).status).toBe(200)
  })
})

describe('what cannot be filed', () => {
  it.each([
    ['an unknown procedure', { procedure: '1.999999' }, 'procedure-not-in-force', '/procedure'],
    [
      'a procedure that is not in force',
      { procedure: '9.000001', case: 'ONE', papers: [] },
      'procedure-not-in-force',
      '/procedure',
    ],
    ['an unknown receiving point', { receivingPoint: 'H26.125-77' }, 'receiving-point-unknown', '/receivingPoint'],
    ['an unknown agency', { receivingPoint: 'H99.125-01' }, 'receiving-point-unknown', '/receivingPoint'],
    ['a case that it has not', { case: 'NO_SUCH' }, 'invalid-request', '/case'],
    ['a channel that it has not', { channel: 'POST' }, 'invalid-request', '/channel'],
    ['a missing paper', { papers: [] }, 'invalid-request', '/papers'],
    [
      'the number that stands for none',
      { applicant: { kind: 'CITIZEN', name: 'A', idNumber: '000000001' } },
      'invalid-request',
      '/applicant/idNumber',
    ],
    ['an unknown field', { priority: 'HIGH' }, 'invalid-request', '/priority'],
    ['a field of the record', { status: 9 }, 'invalid-request', '/status'],
    ['a blank name', { applicant: { kind: 'CITIZEN', name: ' ' } }, 'invalid-request', '/applicant/name'],
  ])('%s: 422 with its place', async (_, more, problem, pointer) => {
    const { status, headers, body } = await desk.file('clerk-1', marriage(more))
    expect({ status, type: body.type }).toEqual({ status: 422, type: `/problems/${problem}` })
    expect(headers['content-type']).toBe('application/problem+json')
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer)
  })

  it("names a stranger's file: 422, though the hash is right", async () => {
    await verified(desk.store, 'stranger-file', 'd'.repeat(64), 'citizen-2')
    const papers = [
      {
        paper: 'TO_KHAI',
        kind: 'ELECTRONIC',
        copies: 1,
        attachments: [{ id: 'stranger-file', sha256: 'd'.repeat(64) }],
      },
    ]
    const { status, body } = await desk.file('citizen-1', online({ papers }))
    expect({ status, type: body.type }).toEqual({ status: 422, type: '/problems/attachment-unusable' })
  })

  it('consumes no number and leaves nothing behind', async () => {
    const before = (await desk.dump()).length
    await desk.file('clerk-1', marriage({ papers: [] }))
    await desk.file('citizen-1', marriage())
    expect((await desk.dump()).length).toBe(before)
  })
})

describe('a body that is none', () => {
  const send = (body: unknown, headers: Record<string, string> = {}) =>
    desk.as('clerk-1', 'POST /v1/dossiers', { body, headers })

  it('is refused by size (413), type (415), syntax (400) and depth (400)', async () => {
    expect((await send(marriage({ form: { text: 'a'.repeat(300_000) } }))).status).toBe(413)
    expect((await send(JSON.stringify(marriage()), { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await send('{"procedure":')).status).toBe(400)
    expect((await send(`{"form":${'['.repeat(5_000)}${']'.repeat(5_000)}}`)).status).toBe(400)
  })

  it('is taken when the form is large and plain', async () => {
    expect((await send(marriage({ form: { text: 'a'.repeat(200_000) } }))).status).toBe(201)
  })

  it('is refused, not crashed on, whatever JSON it is', async () => {
    for (const body of ['null', '[]', '"text"', '0', '{"__proto__":{"procedure":"1.000894"}}', '{}']) {
      expect((await send(body)).status).toBe(422)
    }
  })
})
