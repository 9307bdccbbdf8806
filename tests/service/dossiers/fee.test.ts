import { beforeAll, describe, expect, it } from 'vitest'
import { type Desk, marriage, openDesk } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
const items = [
  { name: 'Lệ phí đăng ký', amount: 8_000 },
  { name: 'Phí bản sao', amount: 4_000, exemption: 'Hộ nghèo' },
]
const paid = (more: object = {}) => ({
  method: 'Chuyển khoản',
  reference: 'VD-0001',
  paidAt: new Date().toISOString(),
  ...more,
})

describe('asking for a fee', () => {
  it('goes from accepted to the fee and back; the clock goes on, as the index counts it', async () => {
    const { code, secret } = (await desk.file('clerk-1', marriage())).body
    const asked = await desk.act('clerk-1', 'request-fee', code, 1, { items })
    expect(asked.status).toBe(200)
    expect(asked.body).toMatchObject({ status: { code: 6 }, fee: { total: 12_000 } })
    expect(asked.body.deadlineState).not.toBe('PAUSED')
    const { body } = await desk.as(undefined, 'POST /v1/lookups', { body: { code, secret } })
    expect(body.next).toMatchObject({ code: 'PAY', fee: 12_000 })
    const { status, body: back } = await desk.act('clerk-1', 'confirm-fee', code, 2, paid())
    expect(status).toBe(200)
    expect(back).toMatchObject({ status: { code: 2 }, dueAt: asked.body.dueAt, deadlineVersion: 1 })
    expect(back.fee.paidAt).toMatch(/\+07:00$/)
  })

  it('goes back to work in progress where it was asked from there', async () => {
    const code = await desk.inProgress()
    await desk.act('specialist-1', 'request-fee', code, 2, { items })
    const { body } = await desk.act('clerk-1', 'confirm-fee', code, 3, paid())
    expect(body.status.code).toBe(4)
  })

  it('is confirmed at the desk only, with a time that has passed', async () => {
    const code = await desk.inProgress()
    await desk.act('specialist-1', 'request-fee', code, 2, { items })
    expect((await desk.act('specialist-1', 'confirm-fee', code, 3, paid())).status).toBe(403)
    const future = await desk.act('clerk-1', 'confirm-fee', code, 3, paid({ paidAt: '2099-01-01T00:00:00Z' }))
    expect({ status: future.status, pointer: future.body.errors[0].pointer }).toEqual({
      status: 422,
      pointer: '/paidAt',
    })
  })

  it.each([
    [{ items: [] }, '/items'],
    [{ items: [{ name: 'x', amount: -1 }] }, '/items/0/amount'],
    [{ items: [{ name: 'x', amount: 0.5 }] }, '/items/0/amount'],
    [{ items: [{ name: 'x', amount: 1e30 }] }, '/items/0/amount'],
    [{ items: [{ name: 'x', amount: '8000' }] }, '/items/0/amount'],
    [{}, '/items'],
  ])('refuses %j', async (body, pointer) => {
    const code = await desk.inProgress()
    const answer = await desk.act('specialist-1', 'request-fee', code, 2, body)
    expect(answer.status).toBe(422)
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer)
  })

  it('is not asked for before acceptance or after the end: 409 names what is possible', async () => {
    const code = await desk.inProgress()
    await desk.act('leader-1', 'stop', code, 2, { ground: 'Quyết định của Tòa án' })
    const { status, body } = await desk.act('clerk-1', 'request-fee', code, 3, { items })
    expect({ status, state: body.state.code, possible: body.possible }).toEqual({
      status: 409,
      state: 8,
      possible: ['note'],
    })
  })
})
