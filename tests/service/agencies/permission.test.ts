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

  it('is forbidden to an administrator of another agency', async () => {
    const asked = { token: await registered('administrator', 'H26.6'), body }
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

describe('an administrator of one agency', () => {
  const allowed = [
    ['PUT /v1/agencies/H27.1', { ...ward, parent: 'H27' }],
    ['PUT /v1/agencies/H27.1/receiving-points/H27.1-1', point],
    ['PUT /v1/agencies/H27.1/policy', { supplementMax: 3 }],
    ['GET /v1/agencies/H27.1/staff', undefined],
    ['PUT /v1/agencies/H27.1/staff/lan', clerk],
    ['GET /v1/agencies/H27.1/staff/lan', undefined],
  ] as const

  beforeAll(async () => {
    await ask('PUT /v1/agencies/H27', { ...ward, level: 'CITY' })
    await ask('PUT /v1/agencies/H27.1', { ...ward, parent: 'H27' })
  })

  it.each(['H27.1', 'H27'])('registered at %s manages H27.1', async (agency) => {
    const administrator = await registered('administrator', agency)
    for (const [request, body] of allowed) {
      const { status } = await anyone(request, { token: administrator, body })
      expect([request, [200, 201].includes(status)]).toEqual([request, true])
    }
  })

  it('manages no agency above his own', async () => {
    const asked = { token: await registered('administrator', 'H27.1'), body: clerk }
    expect(await anyone('PUT /v1/agencies/H27/staff/lan', asked)).toMatchObject({ status: 403 })
  })

  const moves = {
    parent: { ...ward, parent: 'H26.5' },
    'no parent': ward,
    successor: { ...ward, parent: 'H27', successor: 'H26.5' },
    validFrom: { ...ward, parent: 'H27', validFrom: '2025-01-01' },
    validTo: { ...ward, parent: 'H27', validTo: '2099-12-31' },
  }

  it.each(Object.entries(moves))('does not change his own agency’s place: %s', async (_, body) => {
    const before = (await journal('AGENCY#H27.1')).length
    const asked = { token: await registered('administrator', 'H27.1'), body }
    expect(await anyone('PUT /v1/agencies/H27.1', asked)).toMatchObject({
      status: 403,
      body: { type: '/problems/forbidden', detail: expect.stringContaining('from above') },
    })
    expect(await journal('AGENCY#H27.1')).toHaveLength(before)
  })

  it('changes its name and level', async () => {
    const asked = { token: await registered('administrator', 'H27.1'), body: { ...ward, name: 'Mới', parent: 'H27' } }
    expect(await anyone('PUT /v1/agencies/H27.1', asked)).toMatchObject({ status: 200, body: { name: 'Mới' } })
  })

  it('says from above when the agency ends and who succeeds it', async () => {
    const ended = { ...ward, parent: 'H27', validTo: '2099-12-31', successor: 'H26.5' }
    for (const body of [ended, { ...ward, parent: 'H27' }]) {
      const asked = { token: await registered('administrator', 'H27'), body }
      expect(await anyone('PUT /v1/agencies/H27.1', asked)).toMatchObject({ status: 200 })
    }
  })

  it('moves an agency only to where he stands above it too', async () => {
    await ask('PUT /v1/agencies/H27.2', { ...ward, parent: 'H27' })
    const below = { token: await registered('administrator', 'H27'), body: { ...ward, parent: 'H27.2' } }
    expect(await anyone('PUT /v1/agencies/H27.1', below)).toMatchObject({ status: 200 })
    for (const body of [{ ...ward, parent: 'H26.5' }, ward]) {
      expect(await anyone('PUT /v1/agencies/H27.1', { ...below, body })).toMatchObject({ status: 403 })
    }
    expect(await ask('PUT /v1/agencies/H27.1', { ...ward, parent: 'H27' })).toMatchObject({ status: 200 })
  })

  it('makes no agency, not even below or under the id of his own', async () => {
    for (const agency of ['H27', 'H27.1', 'H27.9']) {
      const asked = { token: await registered('administrator', agency), body: { ...ward, parent: 'H27' } }
      const refused = await anyone('PUT /v1/agencies/H27.9', asked)
      expect(refused).toMatchObject({ status: 403, body: { type: '/problems/forbidden' } })
    }
    expect(await anyone('GET /v1/agencies/H27.9')).toMatchObject({ status: 404 })
  })

  it.each([
    ['PUT /v1/agencies/H99/receiving-points/H99-1', point],
    ['PUT /v1/agencies/H99/policy', {}],
    ['GET /v1/agencies/H99/staff', undefined],
    ['PUT /v1/agencies/H99/staff/lan', clerk],
  ])('does not find by %s what is not there', async (request, body) => {
    const refused = await anyone(request, { token: await registered('administrator'), body })
    expect(refused).toMatchObject({ status: 404, body: { type: '/problems/agency-not-found' } })
  })
})

describe('other methods', () => {
  it('are not allowed', async () => {
    const refused = await ask('DELETE /v1/agencies/H26.5')
    expect(refused).toMatchObject({ status: 405, headers: { allow: 'GET, PUT' } })
  })
})
