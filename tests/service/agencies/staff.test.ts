import { beforeAll, describe, expect, it } from 'vitest'
import { StaffChanged } from '../../../functions/agencies/events.ts'
import { eventOf } from '../../../shared/events/envelope.ts'
import { token } from '../harness.ts'
import { clerk, openDesk, ward } from './desk.ts'

const { ask, anyone, journal } = await openDesk()

beforeAll(async () => {
  await ask('PUT /v1/agencies/H26.5', ward)
  await ask('PUT /v1/agencies/H26.6', ward)
})

describe('staff', () => {
  it('are registered, read and changed', async () => {
    const path = '/v1/agencies/H26.5/staff/hoa'
    const made = await ask(`PUT ${path}`, clerk)
    expect(made).toMatchObject({ status: 201, headers: { location: path, etag: '"1"' } })
    expect(made.body).toEqual({ person: 'hoa', ...clerk, phone: '+84901234567' })
    expect(await ask(`GET ${path}`)).toMatchObject({ status: 200, body: made.body, headers: { etag: '"1"' } })
    const changed = await ask(`PUT ${path}`, { ...clerk, role: 'specialist' })
    expect(changed).toMatchObject({ status: 200, body: { role: 'specialist' }, headers: { etag: '"2"' } })
  })

  it('are not written when nothing differs', async () => {
    await ask('PUT /v1/agencies/H26.5/staff/an', clerk)
    expect(await ask('PUT /v1/agencies/H26.5/staff/an', clerk)).toMatchObject({ status: 200, headers: { etag: '"1"' } })
    expect(await journal('STAFFING#an@H26.5')).toHaveLength(1)
  })

  it('may work at two agencies', async () => {
    await ask('PUT /v1/agencies/H26.5/staff/binh', clerk)
    expect(await ask('PUT /v1/agencies/H26.6/staff/binh', clerk)).toMatchObject({ status: 201 })
  })

  it('with If-None-Match: * are registered once', async () => {
    const only = { 'if-none-match': '*' }
    expect(await ask('PUT /v1/agencies/H26.5/staff/chi', clerk, only)).toMatchObject({ status: 201 })
    const refused = await ask('PUT /v1/agencies/H26.5/staff/chi', clerk, only)
    expect(refused).toMatchObject({ status: 412, body: { type: '/problems/already-exists' } })
  })

  it('that are not there are not found', async () => {
    const refused = await ask('GET /v1/agencies/H26.5/staff/nobody')
    expect(refused).toMatchObject({ status: 404, body: { type: '/problems/staff-not-found' } })
  })

  it('are refused with a pointer to each fault', async () => {
    const wrong = { ...clerk, role: 'king', email: 'hoa', phone: '123', salary: 1 }
    const refused = await ask('PUT /v1/agencies/H26.5/staff/dung', wrong)
    expect(refused.status).toBe(422)
    const pointers = refused.body.errors.map((error: { pointer: string }) => error.pointer)
    expect(pointers.sort()).toEqual(['/email', '/phone', '/role', '/salary'])
  })

  it('are published without their telephone number', async () => {
    await ask('PUT /v1/agencies/H26.5/staff/giang', clerk)
    const [entry] = await journal('STAFFING#giang@H26.5')
    const event = eventOf('agencies', entry as never)
    expect(event).toMatchObject({ type: 'staff.changed', subject: 'giang@H26.5', agency: 'H26.5', version: 1 })
    const { phone: _, ...published } = clerk
    expect(StaffChanged.parse(event.data)).toEqual({ person: 'giang', agency: 'H26.5', ...published })
    expect(JSON.stringify(event)).not.toContain('901234567')
  })
})

describe('the roles of staff', () => {
  it('hold in this service at once', async () => {
    await ask('PUT /v1/agencies/H26.5/staff/new-admin', { ...clerk, role: 'administrator' })
    expect(await anyone('GET /v1/agencies/H26.5/staff', { token: token('new-admin') })).toMatchObject({ status: 200 })
  })

  it('end when a person is deactivated', async () => {
    const path = '/v1/agencies/H26.5/staff/former-admin'
    await ask(`PUT ${path}`, { ...clerk, role: 'administrator' })
    const ended = await ask(`PUT ${path}`, { ...clerk, role: 'administrator', active: false })
    expect(ended).toMatchObject({ status: 200, body: { active: false } })
    expect(await anyone('GET /v1/agencies/H26.5/staff', { token: token('former-admin') })).toMatchObject({
      status: 403,
    })
  })
})
