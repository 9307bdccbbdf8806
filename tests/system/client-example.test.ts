import { describe, expect, it } from 'vitest'
import { takeIn } from '../../docs/client/example.ts'
import { motcua, type Problem } from '../../docs/client/index.ts'
import { until } from '../../infra/local/first-dossier/until.ts'
import { asking } from './asking.ts'

const { desk, token } = asking()
const baseUrl = desk.frontDoor

/** What reference data that is still on its way makes of a filing just after the seed. */
const notHeardYet: Problem['type'][] = [
  '/problems/procedure-not-in-force',
  '/problems/receiving-point-unknown',
  '/problems/forbidden',
  '/problems/unavailable',
]

describe('the example of the client', () => {
  it('takes a dossier in, lets its citizen see it and hands it over once', async () => {
    const { person = '' } = desk.signIns.specialist ?? {}
    const told = await until('the desk takes the dossier', () =>
      takeIn({ baseUrl, token: () => token('clerk') }, desk.receivingPoint, person).catch((error: Error) => {
        if (!notHeardYet.includes((error.cause as Problem | undefined)?.type as Problem['type'])) throw error
        return undefined
      }),
    )
    expect(told.code).toMatch(/^H26\.125-\d{6}-\d{4}$/)
    expect(told.status).not.toBe('')
    expect(told.handedOver).toBe('"2"')
    expect(told.late).toMatchObject({ type: '/problems/stale-version', status: 412, title: 'Bản ghi đã thay đổi' })
  })
})

describe('the client', () => {
  it('gets over a token that is refused', async () => {
    const { data, response } = await motcua({
      baseUrl,
      token: (refused) => (refused ? token('clerk') : 'not.a.token'),
    }).GET('/v1/dossiers', { params: { query: { view: 'inbox', agency: desk.agency } } })
    expect(response.status).toBe(200)
    expect(data?.items).toBeInstanceOf(Array)
  })

  it('hands out problems in the language that was asked for', async () => {
    const body = { code: 'H26.125-000101-0001', secret: '0000-0000' }
    const { error } = await motcua({ baseUrl, language: 'en' }).POST('/v1/lookups', { body })
    expect(error).toMatchObject({ type: '/problems/dossier-not-found', title: 'No such dossier', status: 404 })
  })
})
