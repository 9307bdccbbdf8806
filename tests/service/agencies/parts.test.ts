import { beforeAll, describe, expect, it } from 'vitest'
import { AgencyChanged } from '../../../functions/agencies/events.ts'
import { defaultPolicy } from '../../../functions/agencies/policy.ts'
import { openDesk, point, ward } from './desk.ts'

const { ask, anyone, journal } = await openDesk()

beforeAll(async () => {
  await ask('PUT /v1/agencies/H26.5', ward)
  await ask('PUT /v1/agencies/H26.6', ward)
})

describe('receiving points', () => {
  it('are made, changed and read by anybody', async () => {
    const path = '/v1/agencies/H26.5/receiving-points'
    const made = await ask(`PUT ${path}/H26.5-1`, point)
    expect(made).toMatchObject({ status: 201, headers: { location: path } })
    expect(made.body).toEqual({ id: 'H26.5-1', ...point })
    expect(await ask(`PUT ${path}/H26.5-1`, { ...point, saturdayDesk: false })).toMatchObject({ status: 200 })
    const read = await anyone(`GET ${path}`)
    expect(read).toMatchObject({ status: 200, body: { items: [{ id: 'H26.5-1', saturdayDesk: false }] } })
  })

  it('are written only when something differs', async () => {
    await ask('PUT /v1/agencies/H26.6/receiving-points/H26.6-1', point)
    const before = await journal('AGENCY#H26.6')
    expect(await ask('PUT /v1/agencies/H26.6/receiving-points/H26.6-1', point)).toMatchObject({ status: 200 })
    expect(await journal('AGENCY#H26.6')).toHaveLength(before.length)
  })

  it('travel with their agency', async () => {
    await ask('PUT /v1/agencies/H26.6/receiving-points/H26.6-2', point)
    const entry = (await journal('AGENCY#H26.6')).at(-1)
    const data = AgencyChanged.parse(entry?.data)
    expect(data.receivingPoints.map(({ id }) => id)).toContain('H26.6-2')
  })

  it('are kept when their agency is put again', async () => {
    await ask('PUT /v1/agencies/H26.7', ward)
    await ask('PUT /v1/agencies/H26.7/receiving-points/H26.7-1', point)
    await ask('PUT /v1/agencies/H26.7', { ...ward, name: 'Tên mới' })
    expect((await anyone('GET /v1/agencies/H26.7/receiving-points')).body.items).toHaveLength(1)
  })

  it('with If-None-Match: * are made only', async () => {
    const only = { 'if-none-match': '*' }
    const path = 'PUT /v1/agencies/H26.6/receiving-points/H26.6-9'
    expect(await ask(path, point, only)).toMatchObject({ status: 201 })
    expect(await ask(path, point, only)).toMatchObject({ status: 412, body: { type: '/problems/already-exists' } })
  })

  it('put again with the same key are a replay', async () => {
    const headers = { 'idempotency-key': 'point-1' }
    const path = 'PUT /v1/agencies/H26.6/receiving-points/H26.6-8'
    await ask(path, point, headers)
    const before = await journal('AGENCY#H26.6')
    expect(await ask(path, point, headers)).toMatchObject({
      status: 201,
      headers: { 'idempotent-replayed': 'true', location: '/v1/agencies/H26.6/receiving-points' },
    })
    expect(await journal('AGENCY#H26.6')).toHaveLength(before.length)
    const other = await ask(path, { ...point, name: 'Khác' }, headers)
    expect(other).toMatchObject({ status: 422, body: { type: '/problems/idempotency-key-reused' } })
  })

  it('changed again with the same key are a replay that made nothing', async () => {
    const path = 'PUT /v1/agencies/H26.6/receiving-points/H26.6-7'
    const renamed = { ...point, name: 'Tên mới' }
    await ask(path, point, { 'idempotency-key': 'point-7-made' })
    await ask(path, renamed, { 'idempotency-key': 'point-7-changed' })
    const changed = await ask(path, renamed, { 'idempotency-key': 'point-7-changed' })
    expect(changed).toMatchObject({ status: 200, headers: { 'idempotent-replayed': 'true' } })
    expect(changed.headers).not.toHaveProperty('location')
    const made = await ask(path, point, { 'idempotency-key': 'point-7-made' })
    expect(made).toMatchObject({ status: 201, headers: { 'idempotent-replayed': 'true' } })
  })

  it('put at the same time with the same key are made once', async () => {
    const headers = { 'idempotency-key': 'point-6' }
    const path = 'PUT /v1/agencies/H26.6/receiving-points/H26.6-6'
    const answers = await Promise.all([1, 2, 3].map(() => ask(path, point, headers)))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(answers.filter(({ headers }) => headers['idempotent-replayed'])).toHaveLength(2)
  })

  it('name a calendar that can be', async () => {
    const wrong = { ...point, calendar: 'VN.civil' }
    const refused = await ask('PUT /v1/agencies/H26.5/receiving-points/H26.5-2', wrong)
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/calendar' }] } })
  })

  it('are not made with the key that made an agency', async () => {
    const headers = { 'idempotency-key': 'agency-10' }
    await ask('PUT /v1/agencies/H26.10', ward, headers)
    const refused = await ask('PUT /v1/agencies/H26.10/receiving-points/H26.10-1', point, headers)
    expect(refused).toMatchObject({ status: 422, body: { type: '/problems/idempotency-key-reused' } })
  })

  it('put twice at once are both kept', async () => {
    const path = '/v1/agencies/H26.8'
    await ask(`PUT ${path}`, ward)
    await Promise.all(['a', 'b'].map((suffix) => ask(`PUT ${path}/receiving-points/H26.8-${suffix}`, point)))
    expect((await anyone(`GET ${path}/receiving-points`)).body.items).toHaveLength(2)
  })

  it('bear the id of their agency', async () => {
    const refused = await ask('PUT /v1/agencies/H26.5/receiving-points/H26.6-1', point)
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/path/point' }] } })
  })

  it('say where the body is wrong', async () => {
    const hours = [...point.hours, { from: '16:00', to: '18:00' }]
    const refused = await ask('PUT /v1/agencies/H26.5/receiving-points/H26.5-2', { ...point, hours, colour: 'red' })
    expect(refused.status).toBe(422)
    expect(refused.body.errors.map((error: { pointer: string }) => error.pointer).sort()).toEqual([
      '/colour',
      '/hours/2/from',
    ])
  })
})

describe('the policy', () => {
  it('is the default one from the beginning', async () => {
    expect(await anyone('GET /v1/agencies/H26.6/policy')).toMatchObject({ status: 200, body: defaultPolicy })
  })

  it('is replaced whole: what is absent takes its default', async () => {
    await ask('PUT /v1/agencies/H26.5/policy', { supplementMax: 2 })
    const replaced = await ask('PUT /v1/agencies/H26.5/policy', { feePausesClock: true })
    expect(replaced).toMatchObject({ status: 200, body: { ...defaultPolicy, feePausesClock: true } })
    const entry = (await journal('AGENCY#H26.5')).at(-1)
    expect(AgencyChanged.parse(entry?.data).policy).toEqual(replaced.body)
  })

  it('is not written when nothing differs', async () => {
    const before = await journal('AGENCY#H26.6')
    expect(await ask('PUT /v1/agencies/H26.6/policy', {})).toMatchObject({ status: 200 })
    expect(await journal('AGENCY#H26.6')).toHaveLength(before.length)
  })

  it('refuses a parameter that it does not have', async () => {
    const refused = await ask('PUT /v1/agencies/H26.5/policy', { graceDays: 2, supplementMax: -1 })
    expect(refused.status).toBe(422)
    expect(refused.body.errors.map((error: { pointer: string }) => error.pointer).sort()).toEqual([
      '/graceDays',
      '/supplementMax',
    ])
  })
})

describe('an agency that is not there', () => {
  it.each([
    'GET /v1/agencies/H99',
    'GET /v1/agencies/H99/receiving-points',
    'GET /v1/agencies/H99/policy',
    'GET /v1/agencies/H99/staff',
    'GET /v1/agencies/H99/staff/p',
    'PUT /v1/agencies/H99/receiving-points/H99-1',
    'PUT /v1/agencies/H99/policy',
    'PUT /v1/agencies/H99/staff/p',
    'GET /v1/agencies/not-an-agency',
  ])('is not found by %s', async (request) => {
    const refused = await ask(request, request.startsWith('PUT') ? {} : undefined)
    expect(refused).toMatchObject({ status: 404, body: { type: '/problems/agency-not-found' } })
  })
})
