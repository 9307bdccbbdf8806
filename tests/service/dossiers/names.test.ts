import { beforeAll, describe, expect, it } from 'vitest'
import { canaries, type Desk, marriage, openDesk } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
const made = async (): Promise<string> => (await desk.file('clerk-1', marriage())).body.code
const approve = async (code: string, result: object) => {
  const results = [{ attachment: await desk.checked(), ...result }]
  return desk.act('specialist-1', 'complete', code, 2, { outcome: 'APPROVED', results })
}

describe('the result that is named', () => {
  it('is one of the procedure: any other code is 422 and changes nothing', async () => {
    const code = await desk.inProgress()
    for (const other of ['GIAY_KHAI_SINH', 'giay_chung_nhan_ket_hon', 'constructor', '__proto__']) {
      const { status, body } = await approve(code, { code: other, name: 'Giấy khai sinh' })
      expect({ status, pointer: body.errors[0].pointer }).toEqual({ status: 422, pointer: '/results/0/code' })
    }
    expect((await desk.read('clerk-1', code)).body).toMatchObject({ status: { code: 4 }, version: 2 })
    expect(await desk.journal(code)).toHaveLength(2)
  })

  it("goes by the catalogue's name; what was typed, which could name a person, is kept nowhere", async () => {
    const code = await desk.inProgress()
    const typed = { code: 'GIAY_CHUNG_NHAN_KET_HON', name: `Kết hôn ${canaries.name}` }
    const { status, body } = await approve(code, typed)
    expect(status).toBe(200)
    expect(body.results[0].name).toBe('Giấy chứng nhận kết hôn')
    expect((await desk.read('leader-1', code)).body.results).toEqual(body.results)
    for (const item of await desk.dump()) expect(JSON.stringify(item)).not.toContain(canaries.name)
  })
})

describe('the person who is to work on it', () => {
  const staffOf = (person: string, agency: string, active: boolean) =>
    desk.store.keepStaff(person, agency, 1, { agency, role: 'specialist', unit: 'ho-tich', name: 'Cán bộ', active })

  it('is of the staff of the agency: 422 for a clerk of another, a citizen, one who left, and nobody', async () => {
    await staffOf('left-1', 'H26.125', false)
    const code = await made()
    for (const person of ['clerk-9', 'citizen-1', 'left-1', 'nobody', '__proto__']) {
      const { status, body } = await desk.act('clerk-1', 'hand-over', code, 1, { to: { person } })
      expect({ status, pointer: body.errors[0].pointer }).toEqual({ status: 422, pointer: '/to/person' })
    }
    expect((await desk.read('clerk-1', code)).body).toMatchObject({ status: { code: 2 }, version: 1 })
  })

  it('or his unit is named: a hand-over to nobody at all is 422', async () => {
    const code = await made()
    const { status, body } = await desk.act('clerk-1', 'hand-over', code, 1, { to: {} })
    expect({ status, pointer: body.errors[0].pointer }).toEqual({ status: 422, pointer: '/to' })
    expect((await desk.act('clerk-1', 'hand-over', code, 1, { to: { unit: 'Tổ hộ tịch' } })).status).toBe(200)
  })

  it('finds it in the list of that agency alone when he serves two', async () => {
    await staffOf('both-1', 'H26.125', true)
    await staffOf('both-1', 'H26.999', true)
    const to = { person: 'both-1' }
    const [here, there] = [
      await made(),
      (await desk.file('clerk-9', marriage({ receivingPoint: 'H26.999-01' }))).body.code,
    ]
    expect((await desk.act('clerk-1', 'hand-over', here, 1, { to })).status).toBe(200)
    expect((await desk.act('clerk-9', 'hand-over', there, 1, { to })).status).toBe(200)
    const mine = (query: string) => desk.as('both-1', `GET /v1/dossiers?view=mine${query}`)
    const codes = async (agency: string) =>
      (await mine(`&agency=${agency}`)).body.items.map((row: { code: string }) => row.code)
    expect(await codes('H26.125')).toEqual([here])
    expect(await codes('H26.999')).toEqual([there])
    expect((await mine('')).status).toBe(422)
    expect((await mine('&agency=H26')).status).toBe(404)
  })
})
