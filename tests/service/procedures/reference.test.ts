import { beforeAll, describe, expect, it } from 'vitest'
import { token } from '../harness.ts'
import { desk, publication } from './desk.ts'

let service: Awaited<ReturnType<typeof desk>>
let deliver: (version: number, data: object) => Promise<{ batchItemFailures: { itemIdentifier: string }[] }>
const person = { person: 'new-admin', agency: 'H26.7', name: 'Trần An', role: 'administrator', unit: 'Văn phòng' }

beforeAll(async () => {
  service = await desk()
  const { handler } = await import('../../../functions/procedures/on-reference.ts')
  deliver = (version, data) =>
    handler({
      Records: [{ messageId: 'm', body: JSON.stringify({ detail: { type: 'staff.changed', version, data } }) }],
    })
})

const publish = (sub: string, code: string) =>
  service.ask(`POST /v1/procedures/${code}/versions`, { token: token(sub), body: publication() })

describe('the copy of the staff register', () => {
  it('knows an administrator of one agency when the event arrives, who may not publish for all', async () => {
    const { staffRegister } = await import('../../../shared/dynamodb/projection.ts')
    const known = () => staffRegister(service.table)('new-admin')
    expect(await known()).toEqual([])
    const told = await deliver(2, { ...person, email: 'an@example.gov.vn', active: true })
    expect(told).toEqual({ batchItemFailures: [] })
    expect(await known()).toMatchObject([{ agency: 'H26.7', role: 'administrator' }])
    expect((await publish('new-admin', '7.000001')).status).toBe(403)
  })

  it('keeps the newest state, whatever the order of arrival, and no address', async () => {
    const { readItem } = await import('../../../shared/dynamodb/projection.ts')
    await deliver(3, { ...person, person: 'left', email: 'left@example.gov.vn', active: false })
    await deliver(2, { ...person, person: 'left', email: 'left@example.gov.vn', active: true })
    expect(await readItem(service.table, 'STAFF#left', 'H26.7')).toEqual({
      pk: 'STAFF#left',
      sk: 'H26.7',
      version: 3,
      agency: 'H26.7',
      name: 'Trần An',
      role: 'administrator',
      unit: 'Văn phòng',
      active: false,
    })
    expect((await publish('left', '7.000002')).status).toBe(403)
  })

  it('hands back an event that it cannot read', async () => {
    expect(await deliver(1, { person: 'x' })).toEqual({ batchItemFailures: [{ itemIdentifier: 'm' }] })
  })
})
