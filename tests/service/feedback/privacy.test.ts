import { beforeAll, describe, expect, it } from 'vitest'
import { events, FeedbackSnapshot } from '../../../functions/feedback/events.ts'
import { envelope } from '../../../shared/crypto/envelope.ts'
import { entryHash } from '../../../shared/dynamodb/journal.ts'
import { eventOf } from '../../../shared/events/envelope.ts'
import { canaries, complaint, type Desk, denunciation, openDesk, report } from './desk.ts'

let desk: Desk
let all: { id: string; secret: string }[]
const leader = 'leader-1'
const author = 'citizen-with-an-account'
const published = { content: 'Chờ lâu.', answer: 'Phường đã thêm người.' }
const files = [{ id: 'file-1', sha256: 'a'.repeat(64) }]

/** The whole way of one, with a canary in everything that can be written. */
async function journey(body: object) {
  const { id, secret } = await desk.sent({ ...body, attachments: files }, author)
  const said = `${canaries.note}, ${canaries.name}, ${canaries.phone}, ${canaries.dossier}`
  await desk.act(leader, 'request-info', id, 1, { question: said }, 'ask')
  await desk.act(author, 'add-info', id, 2, { text: said, secret, attachments: files }, 'add')
  await desk.act(leader, 'start', id, 3, { unit: 'mot-cua' }, 'start')
  await desk.act(leader, 'answer', id, 4, { text: said }, 'answer')
  await desk.act(undefined, 'reopen', id, 5, { reason: said, secret }, 'reopen')
  await desk.act(leader, 'answer', id, 6, { text: said }, 'again')
  await desk.act(leader, 'publish', id, 7, published, 'publish')
  await desk.read(leader, id)
  return { id, secret }
}

beforeAll(async () => {
  desk = await openDesk()
  all = []
  for (const body of [report(), complaint(), denunciation()]) all.push(await journey(body))
  for (const [name, details] of Object.entries({ reject: { reason: '' }, forward: { to: '', reason: '' } })) {
    const { id, secret } = await desk.sent(report())
    const body = Object.fromEntries(Object.keys(details).map((field) => [field, canaries.note]))
    await desk.act(leader, name, id, 1, body)
    all.push({ id, secret })
  }
})

/** A value as text, binary both as it is and decoded: what is only encoded is in clear. */
const clear = (value: unknown): string =>
  JSON.stringify(value, (_, member) =>
    member instanceof Uint8Array
      ? Buffer.from(member).toString('utf8') + Buffer.from(member).toString('latin1')
      : member,
  )
const secrets = () => [...Object.values(canaries), ...all.map(({ secret }) => secret), '0912345678', 'Hoàng Yến']

describe('what is stored', () => {
  it('has no name, number, code, word or secret in clear, in no item of the table; nor who signed in to write', async () => {
    const items = await desk.dump()
    expect(items.length).toBeGreaterThan(30)
    for (const item of items) for (const canary of [...secrets(), author]) expect(clear(item)).not.toContain(canary)
  })

  it('in clear for everybody is the published text alone, an item of its own', async () => {
    const items = (await desk.dump()).filter(({ sk }) => sk === 'PUBLIC')
    const [first] = all
    expect(items).toEqual([
      {
        ...{ pk: `FEEDBACK#${first?.id}`, sk: 'PUBLIC', id: first?.id, kind: 'PHAN_ANH', ...published },
        ...{ published: 'H26.125', publishedAt: expect.any(String) },
      },
    ])
    const rest = (await desk.dump()).filter(({ sk }) => sk !== 'PUBLIC')
    for (const item of rest) for (const text of Object.values(published)) expect(clear(item)).not.toContain(text)
  })

  it('opens only at its own place', async () => {
    const item = (await desk.dump()).find(({ pk, sk }) => pk === `FEEDBACK#${all[0]?.id}` && sk === 'SEALED')
    const { open } = envelope(desk.kms, process.env.SEALED_KEY ?? '')
    const binding = { table: 'feedback', record: all[0]?.id ?? '', field: 'sealed' }
    expect(await open(item?.sealed as Uint8Array, binding)).toMatchObject({ submitter: { name: canaries.name } })
    for (const other of [{ record: all[1]?.id ?? '' }, { field: 'details' }, { table: 'dossiers' }]) {
      await expect(open(item?.sealed as Uint8Array, { ...binding, ...other })).rejects.toThrow()
    }
  })
})

describe('what is published', () => {
  it('is what the journal says, in the declared shape and nothing beside it', async () => {
    for (const { id } of all) {
      for (const item of await desk.journal(id)) {
        const { type, subject, data } = eventOf('feedback', item)
        expect(subject).toBe(id)
        expect(Object.keys(events)).toContain(type)
        expect(FeedbackSnapshot.strict().parse(data)).toEqual(data)
      }
    }
  })

  it('has no personal data, no word of what was written, no secret, and not who signed in to write', async () => {
    for (const { id } of all) {
      for (const item of await desk.journal(id)) {
        const text = JSON.stringify(eventOf('feedback', item))
        const hidden = [...secrets(), ...Object.values(published), author, 'secretHash', 'Cán bộ', '"request"']
        for (const canary of hidden) expect(text).not.toContain(canary)
      }
    }
  })
})

describe('the journal', () => {
  it('is a chain: each entry carries the hash of the one before, the head that of the last', async () => {
    for (const { id } of all) {
      const entries = await desk.journal(id)
      expect(entries.map(({ version }) => version)).toEqual(entries.map((_, index) => index + 1))
      expect(entries.map(({ previous }) => previous)).toEqual(['', ...entries.slice(0, -1).map(entryHash)])
      const head = (await desk.dump()).find(({ pk, sk }) => pk === `FEEDBACK#${id}` && sk === 'HEAD')
      expect(head?.chain).toBe(entryHash(entries.at(-1) as (typeof entries)[number]))
    }
  })
})
