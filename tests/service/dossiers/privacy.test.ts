import { beforeAll, describe, expect, it } from 'vitest'
import { DossierSnapshot, events } from '../../../functions/dossiers/events.ts'
import { envelope } from '../../../shared/crypto/envelope.ts'
import { entryHash, type JournalItem } from '../../../shared/dynamodb/journal.ts'
import { eventOf } from '../../../shared/events/envelope.ts'
import { canaries, type Desk, online, openDesk } from './desk.ts'

let desk: Desk
let code: string
let secret: string
beforeAll(async () => {
  desk = await openDesk()
  const { body } = await desk.file('citizen-1', online(), { 'idempotency-key': 'file' })
  code = body.code
  secret = body.secret
  const to = { unit: 'ho-tich', person: 'specialist-1' }
  const attachment = await desk.checked()
  const results = [{ code: 'GIAY_CHUNG_NHAN_KET_HON', name: 'Giấy chứng nhận kết hôn', attachment }]
  const { remark: note } = canaries
  await desk.act('clerk-1', 'accept', code, 1, { note }, 'accept')
  await desk.act('clerk-1', 'hand-over', code, 2, { to, note }, 'hand-over')
  await desk.act('specialist-1', 'note', code, 3, { note }, 'note')
  await desk.act('specialist-1', 'complete', code, 4, { outcome: 'APPROVED', results, note }, 'complete')
  await desk.act('clerk-1', 'return', code, 5, { method: 'DESK', to: canaries.name, proof: note, note }, 'return')
})

/** A value as text, binary both as it is and decoded: what is only encoded is in clear. */
const clear = (value: unknown): string =>
  JSON.stringify(value, (_, member) =>
    member instanceof Uint8Array
      ? Buffer.from(member).toString('utf8') + Buffer.from(member).toString('latin1')
      : member,
  )
const secrets = () => [...Object.values(canaries), secret]

describe('what is stored', () => {
  it('has no name, number, address, remark or secret in clear, in no item of the table', async () => {
    const items = await desk.dump()
    expect(items.length).toBeGreaterThan(20)
    for (const item of items) for (const canary of secrets()) expect(clear(item)).not.toContain(canary)
  })

  it('opens only at its own place', async () => {
    const item = (await desk.dump()).find(({ pk, sk }) => pk === `DOSSIER#${code}` && sk === 'SEALED')
    const { open } = envelope(desk.kms, process.env.SEALED_KEY ?? '')
    const binding = { table: 'dossiers', record: code, field: 'sealed' }
    expect(await open(item?.sealed as Uint8Array, binding)).toMatchObject({
      applicant: { name: canaries.name },
      secret,
    })
    for (const other of [{ record: 'H26.125-200101-0001' }, { field: 'details' }, { table: 'feedback' }]) {
      await expect(open(item?.sealed as Uint8Array, { ...binding, ...other })).rejects.toThrow()
    }
    const bytes = Buffer.from(item?.sealed as Uint8Array)
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
    await expect(open(bytes, binding)).rejects.toThrow()
  })
})

describe('what is published', () => {
  it('is what the journal says, in the declared shape and nothing beside it', async () => {
    const published = (await desk.journal(code)).map((item) => eventOf('dossiers', item))
    expect(published.map(({ type }) => type)).toEqual([
      'dossier.submitted',
      'dossier.accepted',
      'dossier.handed-over',
      'dossier.noted',
      'dossier.completed',
      'dossier.returned',
    ])
    expect(published.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6])
    for (const { type, subject, data } of published) {
      expect(subject).toBe(code)
      expect(Object.keys(events)).toContain(type)
      expect(DossierSnapshot.strict().parse(data)).toEqual(data)
    }
  })

  it('has the declared shape after a file was rejected, too', async () => {
    const { code: dossier } = (await desk.file('citizen-1', online())).body
    const found = await desk.store.find(dossier)
    if (!found) throw new Error(`${dossier} is not there`)
    const checker = { id: 'attachments', role: 'system' }
    const now = new Date().toISOString()
    const { fileRejected } = await import('../../../functions/dossiers/tasks.ts')
    await desk.store.change(found, checker, { now }, (head) => fileRejected(head, 'file-1', 'MALWARE', checker))
    const { data } = eventOf('dossiers', (await desk.journal(dossier))[1] as JournalItem)
    expect(DossierSnapshot.strict().parse(data)).toEqual(data)
    expect((await desk.read('clerk-1', dossier)).body.tasks).toEqual([
      { kind: 'ATTACHMENT_REJECTED', attachment: 'file-1', reason: 'MALWARE' },
    ])
  })

  it('has no personal data and no secret', async () => {
    for (const item of await desk.journal(code)) {
      const text = JSON.stringify(eventOf('dossiers', item))
      for (const canary of [...secrets(), 'secretHash', 'Cán bộ']) expect(text).not.toContain(canary)
    }
  })
})

describe('the journal', () => {
  it('is a chain: each entry carries the hash of the one before, the head that of the last', async () => {
    const entries = await desk.journal(code)
    expect(entries.map(({ version }) => version)).toEqual(entries.map((_, index) => index + 1))
    expect(entries.map(({ previous }) => previous)).toEqual(['', ...entries.slice(0, -1).map(entryHash)])
    const head = (await desk.dump()).find(({ pk, sk }) => pk === `DOSSIER#${code}` && sk === 'HEAD')
    expect(head?.chain).toBe(entryHash(entries.at(-1) as (typeof entries)[number]))
  })

  it('shows any change: another time, another person, another sealed text', async () => {
    const [, entry] = await desk.journal(code)
    if (!entry) throw new Error('no second entry')
    const hash = entryHash(entry)
    const sealed = Buffer.from(entry.sealed ?? [])
    sealed.writeUInt8(sealed.readUInt8(40) ^ 1, 40)
    for (const change of [
      { at: '2026-01-01T00:00:00.000Z' },
      { by: { ...entry.by, id: 'x' } },
      { sealed },
      { type: 'x' },
    ]) {
      expect(entryHash({ ...entry, ...change })).not.toBe(hash)
    }
  })
})
