import { beforeAll, describe, expect, it } from 'vitest'
import { contactSealer } from '../../../shared/crypto/contact.ts'
import { eventOf } from '../../../shared/events/envelope.ts'
import { canaries, type Desk, marriage, online, openDesk } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
// As the dossier keeps it, whatever way it was typed.
const [email, phone] = [canaries.email, '+84912345678']
const reason = 'Nhập sai'
const without = { applicant: { kind: 'CITIZEN', name: canaries.name } }
const contacts = async (code: string) =>
  (await desk.journal(code)).map((item) => eventOf('dossiers', item).data.contact as string | undefined)
const filed = async (body: object, who = 'clerk-1') => (await desk.file(who, body)).body.code as string

describe('the applicant’s address in the event that files a dossier', () => {
  it.each([
    ['at the desk', 'clerk-1', marriage()],
    ['online', 'citizen-1', online()],
  ])('is sealed for this dossier alone: %s', async (_where, who, body) => {
    const code = await filed(body, who)
    const [sealed = ''] = await contacts(code)
    expect(await desk.openContact({ dossier: code }, sealed)).toEqual({ email, phone })
    await expect(desk.openContact({ dossier: 'H26.125-200101-0001' }, sealed)).rejects.toThrow()
  })

  it('is nowhere in clear, neither as it is nor decoded', async () => {
    const code = await filed(marriage())
    const [sealed = ''] = await contacts(code)
    for (const item of await desk.dump()) {
      const text = JSON.stringify(item)
      for (const canary of [email, phone.slice(3)]) {
        expect(text).not.toContain(canary)
        expect(text).not.toContain(Buffer.from(canary).toString('base64').slice(0, 12))
      }
    }
    for (const encoding of ['utf8', 'latin1'] as const) {
      expect(Buffer.from(sealed, 'base64').toString(encoding)).not.toContain(phone.slice(3))
    }
  })

  it('is what he left: a telephone alone, or nothing at all', async () => {
    const applicant = { ...without.applicant, phone }
    const code = await filed(marriage({ applicant }))
    const [sealed = ''] = await contacts(code)
    expect(await desk.openContact({ dossier: code }, sealed)).toEqual({ phone })
    expect(await contacts(await filed(marriage(without)))).toEqual([undefined])
  })

  it('is of him who applies, not of him on whose behalf', async () => {
    const onBehalfOf = { kind: 'CITIZEN', name: 'Lê Văn Khác', email: 'khac@example.vn' }
    const code = await filed(marriage({ onBehalfOf }))
    const [sealed = ''] = await contacts(code)
    expect(await desk.openContact({ dossier: code }, sealed)).toEqual({ email, phone })
  })
})

describe('the address in later events', () => {
  it('is there again only where the applicant was corrected', async () => {
    const code = await filed(marriage())
    await desk.act('clerk-1', 'note', code, 1, { note: 'Gọi điện' })
    await desk.act('clerk-1', 'correct', code, 2, { changes: { returnBy: { method: 'POST' } }, reason })
    const changes = { applicant: { email: 'moi@example.vn' } }
    expect((await desk.act('clerk-1', 'correct', code, 3, { changes, reason })).status).toBe(200)
    const [, noted, returned, corrected = ''] = await contacts(code)
    expect([noted, returned]).toEqual([undefined, undefined])
    expect(await desk.openContact({ dossier: code }, corrected)).toEqual({ email: 'moi@example.vn', phone })
  })

  it('is empty where the corrected applicant has none', async () => {
    const code = await filed(marriage(without))
    await desk.act('clerk-1', 'correct', code, 1, { changes: { applicant: { name: 'Trần Thị Ví Dụ' } }, reason })
    expect(await contacts(code)).toEqual([undefined, ''])
  })
})

describe('a sealed address', () => {
  it('is another text each time, and opens under its own key and unchanged only', async () => {
    const seal = contactSealer(desk.kms, process.env.CONTACT_KEY ?? '')
    const [first, second] = [await seal({ dossier: 'A' }, { email }), await seal({ dossier: 'A' }, { email })]
    expect(first).not.toBe(second)
    expect(await desk.openContact({ dossier: 'A' }, second)).toEqual({ email })
    const other = contactSealer(desk.kms, process.env.SEALED_KEY ?? '')
    await expect(desk.openContact({ dossier: 'A' }, await other({ dossier: 'A' }, { email }))).rejects.toThrow()
    await expect(desk.openContact({ dossier: 'A' }, first.slice(8))).rejects.toThrow()
  })

  it('that was left for a feedback is not opened as that of a dossier, whatever their names', async () => {
    const seal = contactSealer(desk.kms, process.env.CONTACT_KEY ?? '')
    const ofFeedback = await seal({ feedback: 'A' }, { email })
    expect(await desk.openContact({ feedback: 'A' }, ofFeedback)).toEqual({ email })
    await expect(desk.openContact({ dossier: 'A' }, ofFeedback)).rejects.toThrow()
  })
})
