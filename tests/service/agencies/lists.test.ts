import { beforeAll, describe, expect, it } from 'vitest'
import { clerk, openDesk, ward } from './desk.ts'

const { ask, anyone } = await openDesk()
const numbers = [1, 2, 3, 4, 5]

beforeAll(async () => {
  await Promise.all(numbers.map((n) => ask(`PUT /v1/agencies/H26.${n}`, ward)))
  await Promise.all(numbers.slice(0, 3).map((n) => ask(`PUT /v1/agencies/H26.1/staff/person-${n}`, clerk)))
  await ask('PUT /v1/agencies/H26.2/staff/person-9', clerk)
})

describe('the list of agencies', () => {
  it('shows all of them by id, whole', async () => {
    const { status, body } = await anyone('GET /v1/agencies')
    expect(status).toBe(200)
    expect(body).toEqual({ items: numbers.map((n) => ({ id: `H26.${n}`, ...ward })) })
  })

  it('comes in pages; the last one has no cursor', async () => {
    const seen: string[] = []
    let next = ''
    const sizes: number[] = []
    do {
      const { body } = await anyone(`GET /v1/agencies?limit=2${next && `&cursor=${next}`}`)
      seen.push(...body.items.map(({ id }: { id: string }) => id))
      sizes.push(body.items.length)
      next = body.nextCursor ?? ''
    } while (next !== '')
    expect(seen).toEqual(numbers.map((n) => `H26.${n}`))
    expect(sizes).toEqual([2, 2, 1])
  })

  it('has no cursor after a last page that is full', async () => {
    expect((await anyone('GET /v1/agencies?limit=5')).body).not.toHaveProperty('nextCursor')
  })

  it.each(['limit=0', 'limit=101', 'limit=x', 'limit=', 'limit=1.5', 'limit=1&limit=2', 'cursor=x', 'sort=name'])(
    'refuses ?%s',
    async (query) => {
      expect(await anyone(`GET /v1/agencies?${query}`)).toMatchObject({ status: 422 })
    },
  )

  it('gives no cursor that another list takes', async () => {
    const { body } = await anyone('GET /v1/agencies?limit=1')
    const refused = await ask(`GET /v1/agencies/H26.1/staff?cursor=${body.nextCursor}`)
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/query/cursor' }] } })
  })
})

describe('the list of staff', () => {
  it('shows those of the agency only', async () => {
    const { body } = await ask('GET /v1/agencies/H26.1/staff')
    expect(body.items.map(({ person }: { person: string }) => person)).toEqual(['person-1', 'person-2', 'person-3'])
    expect((await ask('GET /v1/agencies/H26.3/staff')).body).toEqual({ items: [] })
  })

  it('comes in pages', async () => {
    const first = await ask('GET /v1/agencies/H26.1/staff?limit=2')
    const second = await ask(`GET /v1/agencies/H26.1/staff?limit=2&cursor=${first.body.nextCursor}`)
    expect(second.body.items).toMatchObject([{ person: 'person-3' }])
    expect(second.body).not.toHaveProperty('nextCursor')
  })

  it('gives no cursor that the staff of another agency takes', async () => {
    const { body } = await ask('GET /v1/agencies/H26.1/staff?limit=1')
    expect(await ask(`GET /v1/agencies/H26.2/staff?cursor=${body.nextCursor}`)).toMatchObject({ status: 422 })
  })
})
