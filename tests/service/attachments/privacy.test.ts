import { beforeAll, describe, expect, it } from 'vitest'
import { type Desk, openDesk } from './desk.ts'
import { announced, pdf } from './samples.ts'

const canary = 'Nguyễn Thị Chim Hoàng Yến'
const fileName = `CCCD ${canary}.pdf`
const bytes = pdf('canary')
const named = { attachments: [{ id: '', sha256: announced(bytes).sha256 }], filedBy: { id: 'lan' }, agency: 'H26.125' }

let desk: Desk
let id: string
let rejected: string
beforeAll(async () => {
  desk = await openDesk()
  const key = { 'idempotency-key': 'canary' }
  await desk.ask('lan', announced(bytes, undefined, fileName), key)
  await desk.ask('lan', announced(bytes, undefined, fileName), key)
  id = await desk.upload('lan', bytes, undefined, fileName)
  await desk.dossier('H26.125-261125-0001', { ...named, attachments: [{ ...named.attachments[0], id }] })
  await desk.dossier('H26.125-261125-0002', { ...named, attachments: [{ ...named.attachments[0], id }] })
  await desk.staff('clerk', 'H26.125')
  await desk.look('clerk', id, '/content')
  rejected = await desk.upload('lan', Buffer.from('<html>bad</html>'), undefined, fileName)
})

/** A value as text, binary both as it is and decoded: what is only encoded is in clear. */
const clear = (value: unknown): string =>
  JSON.stringify(value, (_, member) =>
    member instanceof Uint8Array
      ? Buffer.from(member).toString('utf8') + Buffer.from(member).toString('latin1')
      : member,
  )
const record = async (of: string) => (await desk.items(`ATTACHMENT#${of}`, 'HEAD'))[0]

describe('The name of a file', () => {
  it('is in clear in no item of the table', async () => {
    const items = await desk.dump()
    expect(items.length).toBeGreaterThan(7)
    for (const item of items) {
      expect(item).not.toHaveProperty('fileName')
      for (const part of [canary, 'CCCD', 'Chim', Buffer.from(fileName).toString('latin1')])
        expect(clear(item)).not.toContain(part)
    }
  })

  it('is told to those who may read the file, also after it was claimed or rejected', async () => {
    expect((await desk.look('clerk', id)).body).toMatchObject({ fileName, status: 'VERIFIED' })
    expect((await desk.look('lan', rejected)).body).toMatchObject({ fileName, status: 'REJECTED' })
  })

  it('is sealed anew in each record and opens in no other one', async () => {
    const [one, other] = await Promise.all([record(id), record(rejected)])
    expect(one?.sealedName).toBeInstanceOf(Uint8Array)
    expect(one?.sealedName).not.toEqual(other?.sealedName)
    const { names } = desk
    expect(await names.open({ id, sealedName: one?.sealedName })).toBe(fileName)
    await expect(names.open({ id, sealedName: other?.sealedName })).rejects.toThrow()
  })
})
