import { beforeAll, describe, expect, it } from 'vitest'
import { roles } from '../../../shared/permission/table.ts'
import { token } from '../harness.ts'
import { clerk, openDesk, point, ward } from './desk.ts'

const { ask, anyone, registered, journal } = await openDesk()

beforeAll(async () => {
  await ask('PUT /v1/agencies/H26.5', ward)
  await ask('PUT /v1/agencies/H26.5/staff/hoa', clerk)
})

const guarded = [
  ['PUT /v1/agencies/H26.5', ward],
  ['PUT /v1/agencies/H26.9', ward],
  ['PUT /v1/agencies/H26.5/receiving-points/H26.5-1', point],
  ['PUT /v1/agencies/H26.5/policy', { supplementMax: 3 }],
  ['GET /v1/agencies/H26.5/staff', undefined],
  ['GET /v1/agencies/H26.5/staff/hoa', undefined],
  ['PUT /v1/agencies/H26.5/staff/hoa', { ...clerk, role: 'leader' }],
] as const

describe.each(guarded)('%s', (request, body) => {
  it('needs a sign-in', async () => {
    expect(await anyone(request, { body })).toMatchObject({ status: 401, body: { type: '/problems/unauthenticated' } })
  })

  it.each(roles.filter((role) => role !== 'administrator'))('is forbidden to a %s of the agency', async (role) => {
    const asked = { token: await registered(role), body }
    expect(await anyone(request, asked)).toMatchObject({ status: 403, body: { type: '/problems/forbidden' } })
  })

  it('is forbidden to a citizen', async () => {
    expect(await anyone(request, { token: token('citizen'), body })).toMatchObject({ status: 403 })
  })
})

describe('what was refused', () => {
  it('left nothing behind', async () => {
    expect(await journal('AGENCY#H26.5')).toHaveLength(1)
    expect(await journal('STAFFING#hoa@H26.5')).toHaveLength(1)
    expect(await anyone('GET /v1/agencies/H26.9')).toMatchObject({ status: 404 })
  })
})

describe('an administrator of any agency', () => {
  it('may register staff at every agency', async () => {
    const asked = { token: await registered('administrator', 'H26.6'), body: clerk }
    expect(await anyone('PUT /v1/agencies/H26.5/staff/lan', asked)).toMatchObject({ status: 201 })
  })
})

describe('other methods', () => {
  it('are not allowed', async () => {
    const refused = await ask('DELETE /v1/agencies/H26.5')
    expect(refused).toMatchObject({ status: 405, headers: { allow: 'GET, PUT' } })
  })
})
