import { beforeAll, describe, expect, it } from 'vitest'
import { desk, procedureSeeds } from './desk.ts'

let service: Awaited<ReturnType<typeof desk>>

beforeAll(async () => {
  service = await desk()
  for (const { code, ...body } of procedureSeeds()) {
    const { status } = await service.asAdministrator(`POST /v1/procedures/${code}/versions`, body)
    expect(status, code).toBe(201)
  }
})

const codes = async (query: string) => {
  const { status, body } = await service.ask(`GET /v1/procedures?${query}`)
  expect(status).toBe(200)
  return body.items.map(({ code }: { code: string }) => code)
}

describe('the catalogue that the service brings along', () => {
  it('is published through the API and read back whole', async () => {
    for (const seed of procedureSeeds()) {
      const { body } = await service.ask(`GET /v1/procedures/${seed.code}?at=2026-11-25`)
      expect(body).toEqual({ ...seed, version: 1 })
    }
  })

  it('is listed in the order of codes, each with its summary', async () => {
    const { body } = await service.ask('GET /v1/procedures?at=2026-11-25')
    expect(body.items).toHaveLength(procedureSeeds().length)
    expect(body.items.map(({ code }: { code: string }) => code)).toEqual(
      procedureSeeds()
        .map(({ code }) => code)
        .sort(),
    )
    expect(body.items.find(({ code }: { code: string }) => code === '1.001193')).toEqual({
      code: '1.001193',
      version: 1,
      name: 'Đăng ký khai sinh',
      field: { code: 'HO_TICH', name: 'Hộ tịch' },
      level: 'COMMUNE',
      onlineLevel: 'FULL',
      effectiveFrom: '2025-07-01',
    })
  })

  it.each(['khai sinh', 'Đăng ký khai sinh', 'dang ky khai sinh', 'KHAI SINH', 'sinh khai', '1.001193'])(
    'finds the registration of birth by “%s”',
    async (q) => expect(await codes(`q=${encodeURIComponent(q)}`)).toEqual(['1.001193']),
  )

  it.each(['dang ky', 'đang ky', 'Đăng ký', 'ĐĂNG KÝ'])('finds every registration by “%s”', async (q) => {
    expect(await codes(`q=${encodeURIComponent(q)}`)).toEqual(
      procedureSeeds()
        .filter(({ name }) => name.startsWith('Đăng ký'))
        .map(({ code }) => code)
        .sort(),
    )
  })

  it('finds nothing for words that no name has', async () => expect(await codes('q=ho+chieu')).toEqual([]))

  it.each(['HO_TICH', encodeURIComponent('Hộ tịch'), 'ho+tich'])('lists the field %s alone', async (field) => {
    expect(await codes(`field=${field}`)).toEqual(['1.000656', '1.000894', '1.001193', '1.004873', '2.000635'])
  })

  it('has no procedure on a date before the first was in force', async () => {
    expect(await codes('at=2025-06-30')).toEqual([])
    expect(await codes('at=2025-07-01&q=khai+sinh')).toEqual(['1.001193'])
  })
})

describe('pages of the catalogue', () => {
  it('follow one another without a gap', async () => {
    const seen: string[] = []
    let cursor = ''
    do {
      const { body } = await service.ask(`GET /v1/procedures?limit=5${cursor}`)
      seen.push(...body.items.map(({ code }: { code: string }) => code))
      cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : ''
    } while (cursor)
    expect(seen).toEqual(await codes('limit=100'))
  })

  it('have no next one when the rows just fill them', async () => {
    const { body } = await service.ask('GET /v1/procedures?limit=12')
    expect(body.items).toHaveLength(12)
    expect(body).not.toHaveProperty('nextCursor')
  })

  it('refuse a cursor of another question, and one that is none', async () => {
    const { body } = await service.ask('GET /v1/procedures?limit=1')
    for (const query of [`q=ket+hon&cursor=${body.nextCursor}`, 'cursor=x', 'cursor=e30']) {
      const refused = await service.ask(`GET /v1/procedures?${query}`)
      expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/query/cursor' }] } })
    }
  })

  it.each(['limit=0', 'limit=101', 'limit=x', 'at=2026-02-30', 'at=today', 'q=', 'sort=name', 'q=a&q=b'])(
    'refuse %s',
    async (query) => {
      expect(await service.ask(`GET /v1/procedures?${query}`)).toMatchObject({
        status: 422,
        headers: { 'content-type': 'application/problem+json' },
        body: { type: '/problems/invalid-request' },
      })
    },
  )
})
