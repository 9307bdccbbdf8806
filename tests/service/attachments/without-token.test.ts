import { beforeAll, describe, expect, it } from 'vitest'
import { call } from '../harness.ts'
import { withinOneHour } from '../hour.ts'
import { type Desk, openDesk } from './desk.ts'
import { announced, pdf } from './samples.ts'

const [one, other] = ['H26.125-261126-0001', 'H26.125-261126-0002']
const hourly = 60

let desk: Desk
beforeAll(async () => {
  await withinOneHour()
  desk = await openDesk()
})

let addresses = 0
const address = () => {
  addresses += 1
  return `198.18.1.${addresses}`
}
/** Asks for a ticket without a token, from an address of the block for tests (RFC 2544). */
const ask = (body: unknown, { from = address(), key }: { from?: string; key?: string } = {}) =>
  call(
    (event, context) => {
      const { requestContext: asked } = event
      const requestContext = { ...asked, http: { ...asked.http, sourceIp: from } }
      return desk.handler({ ...event, requestContext }, context)
    },
    'POST /v1/attachments',
    { body, headers: key === undefined ? {} : { 'idempotency-key': key } },
  )
const paper = (text: string, purpose: object = { for: { dossier: one } }) => ({ ...announced(pdf(text)), ...purpose })

async function uploaded(text: string, dossier = one) {
  const bytes = pdf(text)
  const { status, body } = await ask({ ...announced(bytes), for: { dossier } })
  expect(status).toBe(201)
  const { method, url, headers } = body.upload
  const stored = await fetch(url, { method, headers, body: new Uint8Array(bytes) })
  expect(stored.status).toBe(200)
  await desk.arrived(body.id, stored.headers.get('x-amz-version-id') ?? undefined)
  return { id: body.id as string, sha256: announced(bytes).sha256 }
}
const head = async (id: string) => (await desk.items(`ATTACHMENT#${id}`, 'HEAD'))[0]
const names = (file: { id: string; sha256: string }, by: string) => ({
  attachments: [file],
  filedBy: { id: 'citizen-1' },
  by: { id: by },
  agency: 'H26.125',
})

describe('a ticket without a token', () => {
  it('is given for a dossier, to whoever holds its secret, who is of no agency', async () => {
    const { id } = await uploaded('of the holder')
    expect(await head(id)).toMatchObject({
      status: 'VERIFIED',
      uploader: { id: `holder:${one}`, kind: 'person', agencies: [] },
    })
  })

  it.each([
    ['nothing', {}],
    ['a draft', { for: { draft: 'd1' } }],
  ])('is not given for %s: 401, and nothing is kept', async (_, purpose) => {
    const before = (await desk.dump()).length
    expect((await ask(paper('for nothing', purpose))).status).toBe(401)
    expect(await desk.dump()).toHaveLength(before)
  })

  it('is given for feedback, whose author has no id of it yet, under a reference of his own', async () => {
    const { status, body } = await ask(paper('of an author', { for: { feedback: 'my-note' } }))
    expect(status).toBe(201)
    expect((await head(body.id))?.uploader).toEqual({ id: 'holder:feedback:my-note', kind: 'person', agencies: [] })
  })

  it('does not open the file: neither its status nor its content, for nobody but who reads the dossier', async () => {
    const { id } = await uploaded('not for reading')
    for (const rest of ['', '/content']) {
      expect((await desk.look(undefined, id, rest)).status).toBe(401)
      expect((await desk.look('stranger', id, rest)).status).toBe(404)
    }
  })
})

describe('a file of a holder', () => {
  it('becomes the dossier’s by an act of its holder', async () => {
    const file = await uploaded('named by the holder')
    await desk.dossier(one, names(file, `holder:${one}`), 'dossier.supplemented')
    expect(await head(file.id)).toMatchObject({ dossier: one, agency: 'H26.125' })
  })

  it('goes to no other dossier: not by its holder, not by the officer who does the act there', async () => {
    for (const by of [`holder:${other}`, 'clerk-1']) {
      const file = await uploaded(`for one, named by ${by}`)
      await desk.dossier(other, names(file, by), 'dossier.supplemented')
      expect(await head(file.id)).not.toHaveProperty('dossier')
      expect(await desk.items(`ATTACHMENT#${file.id}`, 'REFUSED#')).toHaveLength(1)
    }
  })

  it('is refused under another hash', async () => {
    const file = await uploaded('another hash')
    await desk.dossier(one, names({ ...file, sha256: 'f'.repeat(64) }, `holder:${one}`), 'dossier.supplemented')
    expect(await head(file.id)).not.toHaveProperty('dossier')
  })
})

describe('two strangers with one idempotency key', () => {
  it('do not meet: each has his own ticket, and a repetition finds it again', async () => {
    const [key, from] = ['same-key', address()]
    const first = await ask(paper('mine'), { key, from })
    const stranger = await ask(paper('mine'), { key })
    expect([first.status, stranger.status]).toEqual([201, 201])
    expect(stranger.body.id).not.toBe(first.body.id)
    expect(stranger.headers).not.toHaveProperty('idempotent-replayed')
    const again = await ask(paper('mine'), { key, from })
    expect(again.body.id).toBe(first.body.id)
    expect(again.headers['idempotent-replayed']).toBe('true')
  })
})

describe('the budget of tickets', () => {
  it('gives an address exactly its tickets of the hour, of two hundred at once, and harms no other', async () => {
    const from = address()
    const purpose = (n: number) => ({ for: n % 2 ? { dossier: one } : { feedback: 'note' } })
    const asked = Promise.all(Array.from({ length: 200 }, (_, n) => ask(paper(`${n}`, purpose(n)), { from })))
    const [answers, neighbour] = await Promise.all([asked, ask(paper('of a neighbour'))])
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(hourly)
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(200 - hourly)
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0)
    expect(neighbour.status).toBe(201)
  })

  it('keeps no address', async () => {
    expect(JSON.stringify(await desk.dump())).not.toContain('198.18.')
  })
})
