import { beforeAll, describe, expect, it } from 'vitest'
import { mark } from '../../../shared/crypto/derived-token.ts'
import { canaries, complaint, type Desk, denunciation, note, openDesk, report } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const pointers = ({ status, body }: { status: number; body: { errors?: { pointer: string }[] } }) => ({
  status,
  pointers: body.errors?.map(({ pointer }) => pointer),
})

describe('a note for the box', () => {
  it('needs no account and no name: its author gets an id, a secret and a date', async () => {
    const { status, headers, body } = await desk.send(undefined, note())
    expect(status).toBe(201)
    expect(body).toMatchObject({ kind: 'GOP_Y', channel: 'BOX', status: 'RECEIVED', anonymous: true, version: 1 })
    expect(body.id).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/)
    expect(body.secret).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/)
    expect(body.dueAt).toMatch(/T17:00:00\.000\+07:00$/)
    expect(headers).toMatchObject({ location: `/v1/feedback/${body.id}`, etag: '"1"' })
  })

  it('that nobody signed is taken as a suggestion, whatever it calls itself', async () => {
    for (const kind of ['PHAN_ANH', 'KIEN_NGHI']) {
      expect((await desk.send(undefined, note({ kind }))).body).toMatchObject({ kind: 'GOP_Y', anonymous: true })
      expect((await desk.send(undefined, note({ kind, anonymous: undefined }))).body).toMatchObject({ kind: 'GOP_Y' })
    }
  })

  it('is legal feedback where its author says who he is', async () => {
    expect((await desk.send(undefined, report({ channel: 'BOX' }))).body).toMatchObject({
      kind: 'PHAN_ANH',
      anonymous: false,
    })
  })
})

describe('legal feedback', () => {
  it('needs an author with name, address, and telephone or e-mail', async () => {
    const { submitter } = report() as { submitter: Record<string, unknown> }
    for (const kind of ['PHAN_ANH', 'KIEN_NGHI']) {
      const without = (...names: string[]) =>
        desk.send(
          undefined,
          report({ kind, submitter: { ...submitter, ...Object.fromEntries(names.map((n) => [n])) } }),
        )
      expect((await without()).status).toBe(201)
      expect((await without('phone')).status).toBe(201)
      expect((await without('email')).status).toBe(201)
      expect(pointers(await without('phone', 'email'))).toEqual({ status: 422, pointers: ['/submitter/phone'] })
      expect(pointers(await without('address'))).toEqual({ status: 422, pointers: ['/submitter/address'] })
      expect(pointers(await without('name'))).toEqual({ status: 422, pointers: ['/submitter/name'] })
      for (const more of [{ anonymous: true }, {}]) {
        const nobodys = await desk.send(undefined, report({ kind, submitter: undefined, ...more }))
        expect(pointers(nobodys)).toEqual({ status: 422, pointers: ['/submitter'] })
      }
    }
  })

  it('has an author or is anonymous, never both', async () => {
    const both = await desk.send(undefined, report({ kind: 'GOP_Y', anonymous: true }))
    expect(pointers(both)).toEqual({ status: 422, pointers: ['/anonymous'] })
  })

  it('is told apart from a complaint and a denunciation by its words', async () => {
    const told = async (content: string) => (await desk.send(undefined, report({ content }))).body.kind
    expect(await told('Tôi khiếu nại quyết định số 12 của phường.')).toBe('KHIEU_NAI')
    expect(await told('Tôi làm đơn tố cáo cán bộ nhận tiền.')).toBe('TO_CAO')
    const byNobody = { submitter: undefined, anonymous: true, content: 'Tôi làm đơn tố cáo cán bộ nhận tiền.' }
    expect((await desk.send(undefined, report(byNobody))).body.kind).toBe('TO_CAO')
  })
})

describe('the agency that it is for', () => {
  const agencyOf = async (who: string | undefined, body: object) => {
    const answer = await desk.send(who, { ...body, agency: undefined })
    return answer.status === 201 ? answer.body.agency : pointers(answer)
  }

  it('is the one named, else that of the clerk who takes it down, else that of the dossier', async () => {
    expect((await desk.send(undefined, report({ agency: 'H26.999' }))).body.agency).toBe('H26.999')
    expect(await agencyOf('clerk-9', report({ channel: 'HOTLINE' }))).toBe('H26.999')
    expect(await agencyOf('clerk-9', report({ channel: 'WEB' }))).toBe('H26.125')
    expect(await agencyOf(undefined, report())).toBe('H26.125')
  })

  it('must be known, open and have a desk (422)', async () => {
    expect(await agencyOf(undefined, note())).toEqual({ status: 422, pointers: ['/agency'] })
    for (const agency of ['H99', 'H26', 'H26.001']) {
      expect(pointers(await desk.send(undefined, note({ agency })))).toEqual({ status: 422, pointers: ['/agency'] })
    }
  })
})

describe('what somebody says at the counter or on the telephone', () => {
  it.each(['COUNTER', 'HOTLINE'])('is taken down by a clerk of the agency and by nobody else: %s', async (channel) => {
    const by = async (who: string | undefined) => (await desk.send(who, report({ channel, agency: 'H26.125' }))).status
    expect(await by(undefined)).toBe(401)
    for (const who of ['citizen-1', 'clerk-9', 'specialist-1', 'leader-1', 'portal-1']) {
      expect([who, await by(who)]).toEqual([who, 403])
    }
    expect(await by('clerk-1')).toBe(201)
  })

  it('names the clerk in its event, and who writes himself is named in none', async () => {
    const byOf = async (who: string | undefined, body: object) => {
      const { id } = await desk.sent(body, who)
      const [entry] = await desk.journal(id)
      return [entry?.data.by, entry?.by.id]
    }
    const clerk = [{ id: 'clerk-1', agency: 'H26.125' }, 'clerk-1']
    expect(await byOf('clerk-1', report({ channel: 'HOTLINE' }))).toEqual(clerk)
    expect(await byOf('clerk-1', note())).toEqual(clerk)
    for (const who of [undefined, 'citizen-1', 'clerk-1']) {
      const [by, id] = await byOf(who, report())
      expect([by, id]).toEqual([undefined, expect.stringMatching(/^holder:feedback:/)])
    }
  })
})

describe('files', () => {
  const attachments = [{ id: 'file-1', sha256: 'a'.repeat(64) }]

  it('are named in the event, with a mark of who is signed in and nothing of who is not', async () => {
    const eventOf = async (who: string | undefined, body: object) => {
      const { id } = await desk.sent({ ...body, attachments }, who)
      return { id, data: (await desk.journal(id))[0]?.data }
    }
    const { id, data } = await eventOf('citizen-1', report())
    expect(data).toMatchObject({ attachments, uploader: mark(`${id}\ncitizen-1`) })
    expect((await eventOf(undefined, report())).data).toMatchObject({ attachments })
    expect((await eventOf(undefined, report())).data).not.toHaveProperty('uploader')
    expect((await eventOf('clerk-1', report({ channel: 'COUNTER' }))).data).not.toHaveProperty('uploader')
  })

  it('that come later are named in the events of their acts, with the same mark, or with who of the staff named them', async () => {
    const { id, secret } = await desk.sent(report())
    await desk.act('clerk-1', 'request-info', id, 1, { question: 'Có ảnh không?' })
    await desk.act('citizen-1', 'add-info', id, 2, { text: 'Có', secret, attachments })
    await desk.act('clerk-1', 'answer', id, 3, { text: 'Cảm ơn', attachments })
    const [, , added, answered] = await desk.journal(id)
    expect(added?.data).toMatchObject({ attachments, uploader: mark(`${id}\ncitizen-1`) })
    expect(added?.data).not.toHaveProperty('by')
    expect(answered?.data).toMatchObject({ attachments, by: { id: 'clerk-1', agency: 'H26.125' } })
    expect(answered?.data).not.toHaveProperty('uploader')
  })

  it('are at most ten, each with id and hash', async () => {
    const files = (n: number) => Array.from({ length: n }, (_, i) => ({ id: `f-${i}`, sha256: 'b'.repeat(64) }))
    expect((await desk.send(undefined, note({ attachments: files(10) }))).status).toBe(201)
    expect((await desk.send(undefined, note({ attachments: files(11) }))).status).toBe(422)
    expect((await desk.send(undefined, note({ attachments: [{ id: 'f', sha256: 'x' }] }))).status).toBe(422)
  })
})

describe('the clocks', () => {
  it('give an answer fifteen working days, and seven to take up a complaint or denunciation', async () => {
    const dueOf = async (body: object) => Date.parse((await desk.send(undefined, body)).body.dueAt)
    const [ordinary, apart, other] = [await dueOf(report()), await dueOf(complaint()), await dueOf(denunciation())]
    expect(apart).toBe(other)
    expect(apart).toBeLessThan(ordinary)
  })
})

describe('the address of the author', () => {
  it('travels sealed in the first event, bound to the feedback', async () => {
    const { id } = await desk.sent(report())
    const [entry] = await desk.journal(id)
    const { phone, email } = canaries
    expect(await desk.openContact({ feedback: id }, String(entry?.data.contact))).toEqual({ phone, email })
    await expect(desk.openContact({ feedback: '0000000000' }, String(entry?.data.contact))).rejects.toThrow()
    expect((await desk.journal((await desk.sent(note())).id))[0]?.data).not.toHaveProperty('contact')
  })
})
