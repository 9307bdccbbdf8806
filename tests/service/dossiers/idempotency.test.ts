import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Desk, marriage, openDesk } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
const heads = async () => (await desk.dump()).filter(({ sk }) => sk === 'HEAD').length

describe('a filing that is sent again', () => {
  it('makes one dossier: 200, marked, with the same secret', async () => {
    const headers = { 'idempotency-key': randomUUID() }
    const before = await heads()
    const first = await desk.file('clerk-1', marriage(), headers)
    const again = await desk.file('clerk-1', marriage(), headers)
    expect([first.status, again.status]).toEqual([201, 200])
    expect(first.headers['idempotent-replayed']).toBeUndefined()
    expect(again.headers['idempotent-replayed']).toBe('true')
    expect(again.body).toEqual(first.body)
    expect(again.headers.location).toBe(first.headers.location)
    expect(await heads()).toBe(before + 1)
  })

  it('is refused when the key belongs to another request (422)', async () => {
    const headers = { 'idempotency-key': randomUUID() }
    await desk.file('clerk-1', marriage(), headers)
    const { status, body } = await desk.file('clerk-1', marriage({ form: {} }), headers)
    expect({ status, type: body.type }).toEqual({ status: 422, type: '/problems/idempotency-key-reused' })
  })

  it('is another one when somebody else uses the same key', async () => {
    const headers = { 'idempotency-key': randomUUID() }
    const body = marriage({ channel: 'ONLINE' })
    const mine = await desk.file('citizen-1', body, headers)
    const theirs = await desk.file('citizen-2', body, headers)
    expect([mine.status, theirs.status]).toEqual([201, 201])
    expect(theirs.body.code).not.toBe(mine.body.code)
  })

  it('makes one dossier when 20 arrive at once', async () => {
    const headers = { 'idempotency-key': randomUUID() }
    const before = await heads()
    const answers = await Promise.all(Array.from({ length: 20 }, () => desk.file('clerk-1', marriage(), headers)))
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(19).fill(200), 201])
    expect(new Set(answers.map(({ body }) => `${body.code} ${body.secret}`)).size).toBe(1)
    expect(await heads()).toBe(before + 1)
  })

  it('makes as many as there are without a key', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => desk.file('clerk-1', marriage())))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201))
    expect(new Set(answers.map(({ body }) => body.code)).size).toBe(20)
  })
})

describe('an act that is sent again', () => {
  const fresh = async (): Promise<string> => (await desk.file('clerk-1', marriage())).body.code

  it('is found by its key with the old If-Match and with a refreshed one', async () => {
    const [code, key] = [await fresh(), randomUUID()]
    const first = await desk.act('clerk-1', 'note', code, 1, { note: 'một' }, key)
    for (const version of [1, 2]) {
      const again = await desk.act('clerk-1', 'note', code, version, { note: 'một' }, key)
      expect({ status: again.status, replayed: again.headers['idempotent-replayed'] }).toEqual({
        status: 200,
        replayed: 'true',
      })
      expect(again.body).toEqual(first.body)
    }
    expect(await desk.journal(code)).toHaveLength(2)
  })

  it('is found by its If-Match when many acts have come since', async () => {
    const [code, key] = [await fresh(), randomUUID()]
    await desk.act('clerk-1', 'note', code, 1, { note: 'một' }, key)
    for (let version = 2; version < 8; version += 1) {
      await desk.act('clerk-1', 'note', code, version, { note: `${version}` }, randomUUID())
    }
    const again = await desk.act('clerk-1', 'note', code, 1, { note: 'một' }, key)
    expect(again.headers['idempotent-replayed']).toBe('true')
    expect(await desk.journal(code)).toHaveLength(8)
  })

  it('is found though the status has gone on', async () => {
    const [code, key] = [await fresh(), randomUUID()]
    const to = { unit: 'ho-tich', person: 'specialist-1' }
    await desk.act('clerk-1', 'hand-over', code, 1, { to }, key)
    const again = await desk.act('clerk-1', 'hand-over', code, 1, { to }, key)
    expect({ status: again.status, version: again.body.version }).toEqual({ status: 200, version: 2 })
  })

  it('is refused when the key belongs to another act (422), also of another kind', async () => {
    const [code, key] = [await fresh(), randomUUID()]
    await desk.act('clerk-1', 'note', code, 1, { note: 'một' }, key)
    for (const version of [1, 2]) {
      const other = await desk.act('clerk-1', 'note', code, version, { note: 'hai' }, key)
      expect(other.body.type).toBe('/problems/idempotency-key-reused')
      expect((await desk.act('clerk-1', 'hand-over', code, version, {}, key)).status).toBe(422)
    }
  })

  it('happens once when 10 arrive at once', async () => {
    const [code, key] = [await fresh(), randomUUID()]
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => desk.act('clerk-1', 'note', code, 1, { note: 'một' }, key)),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === 'true')).toHaveLength(9)
    expect(await desk.journal(code)).toHaveLength(2)
  })
})
