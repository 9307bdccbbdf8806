import { beforeAll, describe, expect, it } from 'vitest'
import { withinOneHour } from '../hour.ts'
import { type Desk, marriage, online, openDesk } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  await withinOneHour()
  desk = await openDesk()
})
const withdraw = (who: string | undefined, code: string, version: number, body: object = {}) =>
  desk.as(who, `POST /v1/dossiers/${code}/withdraw`, { body, headers: { 'if-match': `"${version}"` } })

describe('a withdrawal', () => {
  it('is the signed-in applicant’s, from an online filing to work in progress', async () => {
    const { code } = (await desk.file('citizen-1', online())).body
    const { status, body } = await withdraw('citizen-1', code, 1, { reason: 'Đã nộp ở nơi khác' })
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: { code: 7 }, deadlineState: 'CLOSED' })
    expect((await withdraw('citizen-1', code, 2)).status).toBe(409)
  })

  it('is open to whoever has the secret on the receipt, without signing in', async () => {
    const { code, secret } = (await desk.file('clerk-1', marriage())).body
    expect((await withdraw(undefined, code, 1)).status).toBe(401)
    expect((await withdraw(undefined, code, 1, { secret: 'WRONG0WRONG0' })).status).toBe(404)
    expect((await withdraw(undefined, code, 1, { secret: secret.toLowerCase() })).status).toBe(200)
  })

  it('is done by the desk only with the applicant’s own secret', async () => {
    const { code, secret } = (await desk.file('clerk-1', marriage())).body
    for (const body of [{}, { secret: 'WRONG0WRONG0' }]) {
      const refused = await withdraw('clerk-1', code, 1, body)
      expect({ status: refused.status, type: refused.body.type }).toEqual({ status: 403, type: '/problems/forbidden' })
    }
    const { status } = await withdraw('clerk-1', code, 1, { secret })
    expect(status).toBe(200)
    expect((await desk.journal(code)).at(-1)).toMatchObject({
      type: 'dossier.withdrawn',
      by: { id: 'clerk-1', role: 'clerk' },
    })
  })

  it('is nobody else’s: 404 for strangers, 403 for who may see it', async () => {
    const { code } = (await desk.file('citizen-1', online())).body
    for (const who of ['citizen-2', 'clerk-9']) expect((await withdraw(who, code, 1)).status).toBe(404)
    for (const who of ['specialist-1', 'leader-1', 'portal-1']) expect((await withdraw(who, code, 1)).status).toBe(403)
  })

  it('answers a wrong secret and an unknown code alike, and each try counts', async () => {
    const { code } = (await desk.file('clerk-1', marriage())).body
    const shown = async (name: string) => {
      const { status, headers, body } = await withdraw(undefined, name, 1, { secret: 'WRONG0WRONG0' })
      return { status, headers, body: { ...body, instance: '' } }
    }
    expect(await shown(code)).toEqual(await shown('H26.125-200101-0001'))
    for (let n = 0; n < 9; n += 1) expect((await shown(code)).status).toBe(404)
    expect((await shown(code)).status).toBe(429)
  })

  it('needs If-Match and leaves no secret in what is stored', async () => {
    const { code, secret } = (await desk.file('clerk-1', marriage())).body
    const path = `POST /v1/dossiers/${code}/withdraw`
    expect((await desk.as(undefined, path, { body: { secret } })).status).toBe(428)
    expect((await withdraw(undefined, code, 7, { secret })).status).toBe(412)
    expect((await withdraw(undefined, code, 1, { secret, reason: 'x' })).status).toBe(200)
    expect(JSON.stringify(await desk.dump())).not.toContain(secret)
  })
})
