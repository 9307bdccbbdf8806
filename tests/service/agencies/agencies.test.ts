import { describe, expect, it } from 'vitest'
import { AgencyChanged } from '../../../functions/agencies/events.ts'
import { eventOf } from '../../../shared/events/envelope.ts'
import { openDesk, ward } from './desk.ts'

const { ask, anyone, journal } = await openDesk()

describe('putting an agency', () => {
  it('makes it, and anybody reads it', async () => {
    const made = await ask('PUT /v1/agencies/H26.100', ward)
    expect(made).toMatchObject({ status: 201, headers: { location: '/v1/agencies/H26.100', etag: '"1"' } })
    expect(made.body).toEqual({ id: 'H26.100', ...ward })
    const read = await anyone('GET /v1/agencies/H26.100')
    expect(read).toMatchObject({ status: 200, headers: { etag: '"1"' }, body: made.body })
  })

  it('changes it when it is there', async () => {
    await ask('PUT /v1/agencies/H26.101', ward)
    const changed = await ask('PUT /v1/agencies/H26.101', { ...ward, validTo: '2030-12-31' })
    expect(changed).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { validTo: '2030-12-31' } })
  })

  it('takes away what is no longer said', async () => {
    await ask('PUT /v1/agencies/H26.102', { ...ward, validTo: '2030-12-31' })
    await ask('PUT /v1/agencies/H26.102', ward)
    expect((await anyone('GET /v1/agencies/H26.102')).body).toEqual({ id: 'H26.102', ...ward })
  })

  it('writes nothing when nothing differs', async () => {
    await ask('PUT /v1/agencies/H26.103', ward)
    const again = await ask('PUT /v1/agencies/H26.103', ward)
    expect(again).toMatchObject({ status: 200, headers: { etag: '"1"' } })
    expect(await journal('AGENCY#H26.103')).toHaveLength(1)
  })

  it('with If-None-Match: * makes only', async () => {
    const only = { 'if-none-match': '*' }
    expect(await ask('PUT /v1/agencies/H26.104', ward, only)).toMatchObject({ status: 201 })
    const refused = await ask('PUT /v1/agencies/H26.104', { ...ward, name: 'Khác' }, only)
    expect(refused).toMatchObject({ status: 412, body: { type: '/problems/already-exists' } })
    expect(await journal('AGENCY#H26.104')).toHaveLength(1)
  })

  it('obeys an If-Match', async () => {
    await ask('PUT /v1/agencies/H26.105', ward)
    const renamed = { ...ward, name: 'Tên mới' }
    expect(await ask('PUT /v1/agencies/H26.105', renamed, { 'if-match': '"7"' })).toMatchObject({ status: 412 })
    expect(await ask('PUT /v1/agencies/H26.105', renamed, { 'if-match': '"1"' })).toMatchObject({ status: 200 })
    const absent = await ask('PUT /v1/agencies/H26.106', ward, { 'if-match': '"1"' })
    expect(absent).toMatchObject({ status: 412, body: { type: '/problems/stale-version' } })
  })

  it('stores its names in NFC', async () => {
    const made = await ask('PUT /v1/agencies/H26.107', { ...ward, name: 'Phúc Lợi'.normalize('NFD') })
    expect(made.body.name).toBe('Phúc Lợi'.normalize('NFC'))
  })
})

describe('a repeated PUT of an agency', () => {
  it('with the key that made it is a replay, even under If-None-Match', async () => {
    const headers = { 'idempotency-key': 'made-110', 'if-none-match': '*' }
    await ask('PUT /v1/agencies/H26.110', ward, headers)
    const again = await ask('PUT /v1/agencies/H26.110', ward, headers)
    expect(again).toMatchObject({ status: 201, headers: { 'idempotent-replayed': 'true', etag: '"1"' } })
  })

  it('with the key that changed it is a replay, even with the old If-Match', async () => {
    await ask('PUT /v1/agencies/H26.111', ward)
    const headers = { 'idempotency-key': 'changed-111', 'if-match': '"1"' }
    const renamed = { ...ward, name: 'Tên mới' }
    await ask('PUT /v1/agencies/H26.111', renamed, headers)
    const again = await ask('PUT /v1/agencies/H26.111', renamed, headers)
    expect(again).toMatchObject({ status: 200, headers: { 'idempotent-replayed': 'true', etag: '"2"' } })
    expect(await journal('AGENCY#H26.111')).toHaveLength(2)
  })

  it('with the key of another request is refused', async () => {
    const headers = { 'idempotency-key': 'made-112' }
    await ask('PUT /v1/agencies/H26.112', ward, headers)
    const refused = await ask('PUT /v1/agencies/H26.112', { ...ward, name: 'Khác' }, headers)
    expect(refused).toMatchObject({ status: 422, body: { type: '/problems/idempotency-key-reused' } })
  })

  it('at the same time makes it once', async () => {
    const headers = { 'idempotency-key': 'made-113' }
    const answers = await Promise.all([1, 2, 3].map(() => ask('PUT /v1/agencies/H26.113', ward, headers)))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(answers.filter(({ headers }) => headers['idempotent-replayed'])).toHaveLength(2)
    expect(await journal('AGENCY#H26.113')).toHaveLength(1)
  })
})

describe('what an agency publishes', () => {
  it('is the whole record, under its own id', async () => {
    await ask('PUT /v1/agencies/H28', { ...ward, level: 'CITY' })
    await ask('PUT /v1/agencies/H28.1', { ...ward, parent: 'H28' })
    const [entry] = await journal('AGENCY#H28.1')
    const event = eventOf('agencies', entry as never)
    expect(event).toMatchObject({
      source: 'motcua.agencies',
      type: 'agency.changed',
      subject: 'H28.1',
      agency: 'H28.1',
      version: 1,
    })
    expect(AgencyChanged.parse(event.data)).toEqual(event.data)
    expect(event.data).toMatchObject({ agency: { id: 'H28.1' }, receivingPoints: [], lineage: ['H28'] })
    expect(entry?.by).toEqual({ id: 'admin', role: 'administrator', name: 'administrator' })
  })
})
