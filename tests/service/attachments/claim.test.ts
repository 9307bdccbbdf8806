import { beforeAll, describe, expect, it } from 'vitest'
import { events } from '../../../functions/attachments/events.ts'
import { type Desk, openDesk } from './desk.ts'
import { announced, pdf } from './samples.ts'

const agency = 'H26.125'
let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  await desk.staff('clerk', agency)
  await desk.staff('officer', agency, 'specialist')
  await desk.staff('machine:city', agency, 'integration')
  await desk.staff('machine:other', agency, 'integration')
  await desk.staff('elsewhere', 'H26.126')
  await desk.staff('former', agency, 'clerk', 2, false)
  await desk.staff('former', agency, 'clerk', 1, true)
})

let count = 0
const code = () => `${agency}-261124-${String(++count).padStart(4, '0')}`
const bytes = pdf('claimed')
const { sha256 } = announced(bytes)
const filed = (id: string, by: string, more = {}) => ({
  attachments: [{ id, sha256 }],
  filedBy: { id: by },
  agency,
  ...more,
})
const statusFor = async (who: string | undefined, id: string) => (await desk.look(who, id)).status

describe('A dossier that names a file', () => {
  it('has it when the uploader filed the dossier, and its agency and its citizen may read it', async () => {
    const id = await desk.upload('citizen', bytes)
    expect(await statusFor('clerk', id)).toBe(404)
    await desk.dossier(code(), filed(id, 'citizen', { owner: 'citizen' }), 'dossier.submitted')
    for (const reader of ['citizen', 'clerk', 'officer']) expect(await statusFor(reader, id)).toBe(200)
    for (const stranger of ['other-citizen', 'elsewhere', 'former']) expect(await statusFor(stranger, id)).toBe(404)
    expect(await statusFor(undefined, id)).toBe(401)
    expect((await desk.look('officer', id, '/content')).status).toBe(302)
    expect((await desk.look('elsewhere', id, '/content')).status).toBe(404)
  })

  it('shows it to the staff of the agencies above its own, as they are known, and to no other city’s', async () => {
    await desk.staff('city-leader', 'H26', 'leader')
    await desk.staff('other-city', 'H29', 'leader')
    const id = await desk.upload('citizen', bytes)
    await desk.dossier(code(), filed(id, 'citizen', { owner: 'citizen' }), 'dossier.submitted')
    expect(await statusFor('city-leader', id)).toBe(404)
    await desk.agency(agency, ['H26'])
    expect(await statusFor('city-leader', id)).toBe(200)
    expect((await desk.look('city-leader', id, '/content')).status).toBe(302)
    expect(await statusFor('other-city', id)).toBe(404)
    const loose = await desk.upload('citizen', bytes)
    expect(await statusFor('city-leader', loose)).toBe(404)
  })

  it('keeps the newest lineage, whatever the order of arrival, and hands back what it cannot read', async () => {
    await desk.agency('H29.1', ['H29'], 2)
    expect(await desk.agency('H29.1', [], 1)).toEqual({ batchItemFailures: [] })
    const [copy] = await desk.items('AGENCY#H29.1', 'COPY')
    expect(copy).toEqual({ pk: 'AGENCY#H29.1', sk: 'COPY', version: 2, lineage: ['H29'] })
    expect(await desk.agency('H29.1', 'H29' as never, 3)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] })
  })

  it('has it when the uploader is a colleague of who filed it', async () => {
    const id = await desk.upload('clerk', bytes)
    const dossier = code()
    await desk.dossier(dossier, filed(id, 'officer', { owner: 'citizen', filedBy: { id: 'officer', agency } }))
    expect(await statusFor('citizen', id)).toBe(200)
    const last = (await desk.journal(`ATTACHMENT#${id}`)).at(-1)
    expect(last).toMatchObject({
      type: 'attachment.claimed',
      version: 2,
      agency,
      data: { dossier, status: 'VERIFIED' },
    })
    expect(events['attachment.claimed'].parse(last?.data)).toEqual(last?.data)
  })

  it('has it when the uploader did the act that names it', async () => {
    const id = await desk.upload('courier', bytes)
    await desk.dossier(code(), filed(id, 'citizen', { by: { id: 'courier' } }), 'dossier.completed')
    expect(await statusFor('clerk', id)).toBe(200)
    expect(await statusFor('courier', id)).toBe(404)
  })

  it('leaves a machine the files that it delivered, and no others', async () => {
    const id = await desk.upload('machine:city', bytes)
    await desk.dossier(code(), filed(id, 'machine:city'), 'dossier.submitted')
    for (const reader of ['machine:city', 'clerk']) expect(await statusFor(reader, id)).toBe(200)
    expect(await statusFor('machine:other', id)).toBe(404)
  })

  it('has it before the check is done, and hears of the verdict', async () => {
    const { id } = (await desk.ask('clerk', announced(bytes))).body
    const dossier = code()
    await desk.dossier(dossier, filed(id, 'clerk'))
    await desk.smuggle(id, bytes)
    const journal = await desk.journal(`ATTACHMENT#${id}`)
    expect(journal.map(({ type }) => type)).toEqual(['attachment.claimed', 'attachment.verified'])
    expect(journal[1]).toMatchObject({ agency, data: { dossier } })
  })

  it('has it once, however often and late its events come', async () => {
    const id = await desk.upload('clerk', bytes)
    const dossier = code()
    await Promise.all([1, 2, 3].map(() => desk.dossier(dossier, filed(id, 'clerk'))))
    await desk.dossier(dossier, filed(id, 'clerk'), 'dossier.returned')
    expect(await desk.journal(`ATTACHMENT#${id}`)).toHaveLength(2)
  })

  it('is told NOT_YOURS for a stranger’s file, whose owner loses nothing', async () => {
    const id = await desk.upload('citizen', bytes)
    const stolen = code()
    await Promise.all([1, 2, 3].map(() => desk.dossier(stolen, filed(id, 'thief', { owner: 'thief' }))))
    const refusal = (await desk.journal(`ATTACHMENT#${id}`)).at(-1)
    expect(refusal).toMatchObject({
      type: 'attachment.rejected',
      version: 2,
      data: { dossier: stolen, reason: 'NOT_YOURS' },
    })
    expect(events['attachment.rejected'].parse(refusal?.data)).toEqual(refusal?.data)
    expect(JSON.stringify(refusal)).not.toContain('citizen')
    for (const stranger of ['thief', 'clerk']) expect(await statusFor(stranger, id)).toBe(404)
    expect((await desk.look('citizen', id)).body.status).toBe('VERIFIED')
    await desk.dossier(code(), filed(id, 'citizen', { owner: 'citizen' }))
    expect(await statusFor('clerk', id)).toBe(200)
  })

  it('is told HASH_MISMATCH when it names other bytes', async () => {
    const id = await desk.upload('citizen', bytes)
    const data = { ...filed(id, 'citizen'), attachments: [{ id, sha256: '0'.repeat(64) }] }
    await desk.dossier(code(), data)
    expect((await desk.journal(`ATTACHMENT#${id}`)).at(-1)?.data.reason).toBe('HASH_MISMATCH')
    expect(await statusFor('clerk', id)).toBe(404)
  })

  it('is told UNKNOWN for a file that nobody announced, each dossier once', async () => {
    const id = '01KB04G9Z6Y0N3T5Q8R2V7X4WC'
    const [first, second] = [code(), code()]
    for (const dossier of [first, second, first]) await desk.dossier(dossier, filed(id, 'citizen'))
    const journal = await desk.journal(`UNKNOWN#${id}`)
    expect(journal.map(({ data }) => [data.dossier, data.reason])).toEqual([
      [first, 'UNKNOWN'],
      [second, 'UNKNOWN'],
    ])
  })

  it('does not get a file that another dossier has, nor one whose bytes are bad', async () => {
    const id = await desk.upload('clerk', bytes)
    await desk.dossier(code(), filed(id, 'clerk'))
    await desk.dossier(code(), filed(id, 'clerk'))
    expect((await desk.journal(`ATTACHMENT#${id}`)).at(-1)?.data.reason).toBe('NOT_YOURS')

    const html = Buffer.from('<html>bad</html>')
    const bad = await desk.upload('clerk', html)
    await desk.dossier(code(), { ...filed(bad, 'clerk'), attachments: [{ id: bad, sha256: announced(html).sha256 }] })
    expect((await desk.journal(`ATTACHMENT#${bad}`)).at(-1)?.data.reason).toBe('TYPE_MISMATCH')
  })

  it('has nothing to say when it names no file', async () => {
    const { batchItemFailures: failures } = await desk.dossier(code(), { code: 'x' }, 'dossier.handed-over')
    expect(failures).toEqual([])
  })
})
