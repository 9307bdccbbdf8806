import { beforeAll, describe, expect, it } from 'vitest'
import { token } from '../harness.ts'
import { desk, publication } from './desk.ts'

let service: Awaited<ReturnType<typeof desk>>
beforeAll(async () => {
  service = await desk()
})

let number = 900_000
/** The code of a procedure that no other test knows. */
const fresh = () => `9.${number++}`
const publish = (code: string, changes: object, key?: string) =>
  service.asAdministrator(`POST /v1/procedures/${code}/versions`, publication(changes), key)
const retire = (code: string, effectiveTo: string, key?: string) =>
  service.asAdministrator(`POST /v1/procedures/${code}/retire`, { effectiveTo }, key)
const read = (code: string, at: string) => service.ask(`GET /v1/procedures/${code}?at=${at}`)
const journal = async (code: string) => {
  const { readItem } = await import('../../../shared/dynamodb/projection.ts')
  const entries = []
  for (let version = 1; ; version += 1) {
    const sk = `JOURNAL#${String(version).padStart(6, '0')}`
    // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever was stored
    const entry: any = await readItem(service.table, `PROCEDURE#${code}`, sk)
    if (!entry) return entries
    entries.push(entry)
  }
}

describe('publishing a version', () => {
  it('answers it with its number and where it is found', async () => {
    const code = fresh()
    const published = await publish(code, { effectiveFrom: '2026-01-01' })
    expect(published.status).toBe(201)
    expect(published.body).toEqual({ ...publication({ effectiveFrom: '2026-01-01' }), code, version: 1 })
    const found = await service.ask(`GET ${published.headers.location}`)
    expect(found.body).toEqual(published.body)
  })

  it('ends the version before on the day before', async () => {
    const code = fresh()
    await publish(code, { name: 'Tên cũ', effectiveFrom: '2026-01-01' })
    await publish(code, { name: 'Tên mới', effectiveFrom: '2027-03-01' })
    expect((await read(code, '2025-12-31')).body.type).toBe('/problems/procedure-not-found')
    expect((await read(code, '2026-01-01')).body).toMatchObject({ version: 1, effectiveTo: '2027-02-28' })
    expect((await read(code, '2027-02-28')).body).toMatchObject({ version: 1, name: 'Tên cũ' })
    expect((await read(code, '2027-03-01')).body).toMatchObject({ version: 2, name: 'Tên mới' })
    expect((await read(code, '2027-03-01')).body).not.toHaveProperty('effectiveTo')
  })

  it('lists the summary that is in force on the date asked for', async () => {
    const code = fresh()
    await publish(code, { name: 'Thủ tục thứ nhất', effectiveFrom: '2026-01-01' })
    await publish(code, { name: 'Thủ tục thứ hai', effectiveFrom: '2027-03-01' })
    const list = async (at: string) => (await service.ask(`GET /v1/procedures?q=${code}&at=${at}`)).body.items
    expect(await list('2027-02-28')).toMatchObject([{ version: 1, name: 'Thủ tục thứ nhất' }])
    expect(await list('2027-03-01')).toMatchObject([{ version: 2, name: 'Thủ tục thứ hai' }])
    const { body } = await service.ask(`GET /v1/procedures/${code}/versions`)
    expect(body.items).toMatchObject([
      { version: 1, effectiveFrom: '2026-01-01', effectiveTo: '2027-02-28' },
      { version: 2, effectiveFrom: '2027-03-01' },
    ])
    const first = await service.ask(`GET /v1/procedures/${code}/versions?limit=1`)
    const second = await service.ask(`GET /v1/procedures/${code}/versions?limit=1&cursor=${first.body.nextCursor}`)
    expect(second.body).toEqual({ items: [body.items[1]] })
  })

  it.each(['2026-01-01', '2025-12-31'])('is refused when it takes effect on %s, not later than another', async (on) => {
    const code = fresh()
    await publish(code, { effectiveFrom: '2026-01-01' })
    const refused = await publish(code, { effectiveFrom: on })
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/version-exists' } })
    expect(await journal(code)).toHaveLength(1)
  })

  it('is for administrators alone', async () => {
    const path = `POST /v1/procedures/${fresh()}/versions`
    const body = publication()
    expect(await service.ask(path, { body })).toMatchObject({ status: 401 })
    expect(await service.ask(path, { body, token: token('clerk') })).toMatchObject({ status: 403 })
    expect(await service.ask(path, { body, token: token('somebody') })).toMatchObject({ status: 403 })
    expect(await service.ask(path, { body, token: token('ward-admin') })).toMatchObject({ status: 403 })
  })

  it('journals the whole record as the data of its event', async () => {
    const code = fresh()
    await publish(code, { effectiveFrom: '2026-01-01' })
    await publish(code, { effectiveFrom: '2027-01-01' })
    await retire(code, '2027-12-31')
    const { events } = await import('../../../functions/procedures/events.ts')
    const [first, second, third] = await journal(code)
    expect(first).toMatchObject({ type: 'procedure.published', version: 1, data: { code, versions: [{ version: 1 }] } })
    expect(second.data.versions).toHaveLength(2)
    expect(third).toMatchObject({ type: 'procedure.retired', by: { id: 'admin', role: 'administrator' } })
    expect(events['procedure.retired'].parse(third.data)).toEqual(third.data)
    expect(third.data.versions[1].effectiveTo).toBe('2027-12-31')
  })
})

describe('a request that is sent again', () => {
  it('publishes once, the first version and a later one', async () => {
    const code = fresh()
    for (const effectiveFrom of ['2026-01-01', '2027-01-01']) {
      const [first, again] = [
        await publish(code, { effectiveFrom }, effectiveFrom),
        await publish(code, { effectiveFrom }, effectiveFrom),
      ]
      expect(again).toMatchObject({ status: 201, body: first.body, headers: { 'idempotent-replayed': 'true' } })
      expect(first.headers).not.toHaveProperty('idempotent-replayed')
    }
    expect(await journal(code)).toHaveLength(2)
  })

  it('finds the first version as it is now', async () => {
    const code = fresh()
    await publish(code, { effectiveFrom: '2026-01-01' }, 'first-of-two')
    await publish(code, { effectiveFrom: '2027-01-01' })
    const again = await publish(code, { effectiveFrom: '2026-01-01' }, 'first-of-two')
    expect(again.body).toMatchObject({ version: 1, effectiveTo: '2026-12-31' })
  })

  it('with another body is refused', async () => {
    const code = fresh()
    await publish(code, { effectiveFrom: '2026-01-01' }, 'used')
    const refused = await publish(code, { effectiveFrom: '2027-01-01' }, 'used')
    expect(refused).toMatchObject({ status: 422, body: { type: '/problems/idempotency-key-reused' } })
    expect(await journal(code)).toHaveLength(1)
  })

  it('retires once', async () => {
    const code = fresh()
    await publish(code, { effectiveFrom: '2026-01-01' })
    const [first, again] = [await retire(code, '2026-12-31', 'r'), await retire(code, '2026-12-31', 'r')]
    expect(again).toMatchObject({ status: 200, body: first.body, headers: { 'idempotent-replayed': 'true' } })
    expect(await journal(code)).toHaveLength(2)
  })

  it('made at the same time by two makes one version', async () => {
    const code = fresh()
    const both = await Promise.all([publish(code, {}, 'race'), publish(code, {}, 'race')])
    expect(both.map(({ status }) => status)).toEqual([201, 201])
    expect(await journal(code)).toHaveLength(1)
  })
})

describe('retiring a procedure', () => {
  it('leaves it in force on its last day and not after it', async () => {
    const code = fresh()
    await publish(code, { effectiveFrom: '2026-01-01' })
    expect(await retire(code, '2026-06-30')).toMatchObject({ status: 200, body: { effectiveTo: '2026-06-30' } })
    expect((await read(code, '2026-06-30')).status).toBe(200)
    expect(await read(code, '2026-07-01')).toMatchObject({
      status: 404,
      body: { type: '/problems/procedure-not-found' },
    })
    const listed = await service.ask(`GET /v1/procedures?q=${code}&at=2026-07-01`)
    expect(listed.body.items).toEqual([])
  })

  it('twice at the same date is done once', async () => {
    const code = fresh()
    await publish(code, { effectiveFrom: '2026-01-01' })
    await retire(code, '2026-06-30')
    expect((await retire(code, '2026-06-30')).status).toBe(200)
    expect(await journal(code)).toHaveLength(2)
  })

  it('leaves the gap when a new version comes much later', async () => {
    const code = fresh()
    await publish(code, { effectiveFrom: '2026-01-01' })
    await retire(code, '2026-06-30')
    await publish(code, { effectiveFrom: '2027-01-01' })
    expect((await read(code, '2026-07-01')).status).toBe(404)
    expect((await read(code, '2027-01-01')).body.version).toBe(2)
  })

  it('is refused for a date before it takes effect, for an unknown code and to a clerk', async () => {
    const code = fresh()
    await publish(code, { effectiveFrom: '2026-01-01' })
    expect(await retire(code, '2025-12-31')).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/effectiveTo' }] },
    })
    expect(await retire('8.000000', '2026-01-01')).toMatchObject({
      status: 404,
      body: { type: '/problems/procedure-not-found' },
    })
    expect(await retire('no-code', '2026-01-01')).toMatchObject({ status: 404 })
    const clerk = { token: token('clerk'), body: { effectiveTo: '2026-12-31' } }
    expect(await service.ask(`POST /v1/procedures/${code}/retire`, clerk)).toMatchObject({ status: 403 })
    expect(await journal(code)).toHaveLength(1)
  })
})

describe('a publication that is not whole or not consistent', () => {
  const paper = { code: 'A', name: 'Tờ khai', originals: 1, copies: 0, required: true }
  const channel = { channel: 'DESK', limit: { unit: 'SAME_DAY' }, fees: [] }
  const cases = (change: object) => ({
    cases: [{ code: 'A', name: 'Thường', papers: [paper], channels: [channel], ...change }],
  })
  it.each([
    ['/version', { version: 7 }],
    ['/effectiveTo', { effectiveTo: '2027-01-01' }],
    ['/name', { name: ' ' }],
    ['/name', { name: 'a\u0000b' }],
    ['/effectiveFrom', { effectiveFrom: '2026-02-29' }],
    ['/partialReason', { onlineLevel: 'PARTIAL' }],
    ['/systemOfRecord', { systemOfRecord: 'OURS' }],
    ['/cases', { cases: [] }],
    ['/cases/0/colour', cases({ colour: 'red' })],
    ['/cases/0/papers/0/size', cases({ papers: [{ ...paper, size: 'A4' }] })],
    ['/cases/0/papers/1/code', cases({ papers: [paper, paper] })],
    ['/cases/0/channels/1/channel', cases({ channels: [channel, channel] })],
    ['/cases/0/channels/0/limit/value', cases({ channels: [{ ...channel, limit: { unit: 'WORKING_DAY' } }] })],
    ['/cases/0/channels/0/limit/value', cases({ channels: [{ ...channel, limit: { unit: 'SAME_DAY', value: 1 } }] })],
  ])('is refused at %s', async (pointer, changes) => {
    const code = fresh()
    const refused = await publish(code, changes)
    expect(refused.status).toBe(422)
    expect(refused.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer)
    expect(await journal(code)).toEqual([])
  })

  it('is refused when all versions together no longer fit an event', async () => {
    const code = fresh()
    const legalBases = Array.from({ length: 100 }, (_, index) => `${index} ${'ệ'.repeat(400)}`)
    const [first, second] = ['2026-01-01', '2027-01-01'].map((effectiveFrom) => ({ effectiveFrom, legalBases }))
    expect((await publish(code, first ?? {})).status).toBe(201)
    expect(await publish(code, second ?? {})).toMatchObject({
      status: 422,
      body: { type: '/problems/invalid-request' },
    })
  })
})
