import { beforeAll, describe, expect, it } from 'vitest'
import type { JournalItem } from '../../../shared/dynamodb/journal.ts'
import { eventOf } from '../../../shared/events/envelope.ts'
import { openDesk as openFiles } from '../attachments/desk.ts'
import { announced, pdf } from '../attachments/samples.ts'
import { token } from '../harness.ts'
import { canaries, type Desk, marriage, online, openDesk } from './desk.ts'

const [city, elsewhere] = ['machine:city-system', 'machine:other-city']
process.env.CLIENT_IDS = ['test', city, elsewhere].join(',')

let files: Awaited<ReturnType<typeof openFiles>>
let desk: Desk
beforeAll(async () => {
  // Each service reads its table from the environment as it is loaded: first the one, then the other.
  files = await openFiles()
  await files.staff(city, 'H26.125', 'integration')
  await files.staff('clerk-1', 'H26.125')
  desk = await openDesk()
  const row = { role: 'integration', unit: 'lien-thong', name: 'Hệ thống của thành phố', active: true }
  await desk.store.keepStaff(city, 'H26.125', 1, { ...row, agency: 'H26.125' })
  await desk.store.keepStaff(elsewhere, 'H26.999', 1, { ...row, agency: 'H26.999' })
})

const bytes = pdf('delivered by the city')
const naming = (id: string) => {
  const body = online()
  const [first, ...others] = body.papers as { paper: string }[]
  const { sha256 } = announced(bytes)
  return { ...body, papers: [{ ...first, attachments: [{ id, sha256 }] }, ...others] }
}
const eventsOf = (items: JournalItem[], source: string) => items.map((item) => eventOf(source, item))

describe('a machine of the city', () => {
  it('files online for its agency, and the record says that it did', async () => {
    const { status, body } = await desk.file(city, online(), { 'idempotency-key': 'city-1' })
    expect(status).toBe(201)
    expect(body).toMatchObject({ status: { code: 1 }, channel: 'ONLINE', secret: expect.any(String) })
    const [first] = eventsOf(await desk.journal(body.code), 'dossiers')
    expect(first).toMatchObject({
      type: 'dossier.submitted',
      data: { filedBy: { id: city, agency: 'H26.125' }, by: { id: city, agency: 'H26.125' } },
    })
    // It files for somebody who has no account: the dossier is no citizen's, least of all its own.
    expect(first?.data).not.toHaveProperty('owner')
    const again = await desk.file(city, online(), { 'idempotency-key': 'city-1' })
    expect([again.status, again.body.code]).toEqual([200, body.code])
  })

  it('reads what it filed and what others filed at its agency, and never the applicant', async () => {
    const own = (await desk.file(city, online())).body.code
    const other = (await desk.file('clerk-1', marriage())).body.code
    for (const code of [own, other]) {
      for (const rest of ['', '/journal']) {
        const { status, body } = await desk.read(city, code, rest)
        expect(status).toBe(200)
        expect(body).not.toHaveProperty('applicant')
        for (const canary of Object.values(canaries)) expect(JSON.stringify(body)).not.toContain(canary)
      }
    }
  })

  it('is not shown the applicant in the answer to its own filing either', async () => {
    const { body } = await desk.file(city, online())
    for (const canary of Object.values(canaries)) expect(JSON.stringify(body)).not.toContain(canary)
  })

  it.each(['DESK', 'POST'])('does not file as the desk does (%s): 403', async (channel) => {
    const { status, body } = await desk.file(city, marriage({ channel }))
    expect([status, body.type]).toEqual([403, '/problems/forbidden'])
  })

  it('has no business with another agency: no filing there (403), and its dossiers do not exist (404)', async () => {
    expect((await desk.file(city, online({ receivingPoint: 'H26.999-01' }))).status).toBe(403)
    expect((await desk.file(elsewhere, online())).status).toBe(403)
    const { code } = (await desk.file(city, online())).body
    for (const rest of ['', '/journal']) expect((await desk.read(elsewhere, code, rest)).status).toBe(404)
  })

  it('decides nothing: the acts of the desk are forbidden to it', async () => {
    const { code } = (await desk.file(city, online())).body
    for (const act of ['accept', 'refuse', 'hand-over', 'complete', 'return', 'note', 'withdraw']) {
      expect([act, (await desk.act(city, act, code, 1)).status]).toEqual([act, 403])
    }
    expect(await desk.journal(code)).toHaveLength(1)
  })

  it.each([
    [403, 'without the scope of the desk', city, { scope: 'openid' }],
    [401, 'of a client that is not known', 'machine:unknown', {}],
  ])('is refused (%i) with a token %s', async (refused, _why, client, claims) => {
    const bearer = token(client, { client_id: client, ...claims })
    const { status } = await desk.as(undefined, 'POST /v1/dossiers', { token: bearer, body: online() })
    expect(status).toBe(refused)
  })
})

describe('the files that a machine delivers', () => {
  it('become those of the dossier that it files, and the desk sees them checked', async () => {
    const { handler: onAttachment } = await import('../../../functions/dossiers/on-attachment.ts')
    const id = await files.upload(city, bytes)
    const { status, body } = await desk.file(city, naming(id))
    expect(status).toBe(201)
    const [filed] = eventsOf(await desk.journal(body.code), 'dossiers')
    expect(await files.dossier(body.code, filed?.data as object, filed?.type)).toEqual({ batchItemFailures: [] })
    for (const event of eventsOf(await files.journal(`ATTACHMENT#${id}`), 'attachments')) {
      expect(await onAttachment(files.message({ detail: event }))).toEqual({ batchItemFailures: [] })
    }
    const [claimed] = (await files.journal(`ATTACHMENT#${id}`)).slice(-1)
    expect(claimed).toMatchObject({ type: 'attachment.claimed', data: { dossier: body.code } })
    const read = await desk.read('clerk-1', body.code)
    expect(read.body.papers[0].attachments).toMatchObject([{ id, status: 'VERIFIED' }])
    for (const reader of ['clerk-1', city]) expect((await files.look(reader, id)).status).toBe(200)
    expect((await desk.file(city, naming(id))).status).toBe(422)
  })
})
