import { beforeAll, describe, expect, it } from 'vitest'
import { envelope } from '../../../shared/crypto/envelope.ts'
import { type Desk, marriage, online, openDesk } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

/** What lies sealed of a dossier. */
async function sealed(code: string) {
  const item = (await desk.dump()).find(({ pk, sk }) => pk === `DOSSIER#${code}` && sk === 'SEALED')
  const { open } = envelope(desk.kms, process.env.SEALED_KEY ?? '')
  const place = { table: 'dossiers', record: code, field: 'sealed' }
  return open<{ form: unknown }>(item?.sealed as Uint8Array, place)
}

describe('the form of a filing', () => {
  it.each([
    ['null', 'a\u0000'],
    ['bell', '\u0007a'],
    ['backspace', 'a\bc'],
    ['carriage return', 'a\r'],
    ['escape', '\u001b[0m'],
    ['delete', 'a\u007f'],
    ['next line', 'a\u0085'],
    ['half of a surrogate pair', '\ud83d'],
    ['other half', 'a\udc00b'],
    ['null after a backslash', '\\\u0000'],
  ])('with the character %s is 422, in a value, a list and a name', async (_, text) => {
    for (const form of [{ a: text }, { a: [1, { b: text }] }, { [text]: 1 }, { a: { [text]: 1 } }]) {
      const { status, body } = await desk.file('clerk-1', marriage({ form }))
      expect({ status, type: body.type }).toEqual({ status: 422, type: '/problems/invalid-request' })
      expect(body.errors[0].pointer).toMatch(/^\/form/)
    }
  })

  it('is stored in NFC, names and values, and otherwise as it was sent', async () => {
    const form = {
      ['Họ tên'.normalize('NFD')]: 'Nguyễn'.normalize('NFD'),
      list: [{ a: 'Hộ'.normalize('NFD') }, 1, null],
    }
    const { status, body } = await desk.file('clerk-1', marriage({ form }))
    expect(status).toBe(201)
    const stored = (await sealed(body.code)).form
    const expected = {
      ['Họ tên'.normalize('NFC')]: 'Nguyễn'.normalize('NFC'),
      list: [{ a: 'Hộ'.normalize('NFC') }, 1, null],
    }
    expect(JSON.stringify(stored)).toBe(JSON.stringify(expected))
  })

  it('keeps lines, tabs, quotes, backslashes, emoji and what only looks like an escape', async () => {
    // A combining mark after a line break has no letter to go with, though its escape has an n.
    const form = { a: 'một\nhai\t"ba"\\', b: '\\u0000 \\n', c: '👩‍👧', d: '\n\u0303', e: '\t\u0307', f: '\\n\u0303' }
    const { status, body } = await desk.file('clerk-1', marriage({ form }))
    expect(status).toBe(201)
    expect((await sealed(body.code)).form).toEqual({ ...form, f: '\\ñ' })
  })
})

describe('the files of a filing', () => {
  const file = (id: string) => ({ id, sha256: 'f'.repeat(64) })
  const many = (count: number, from = 0) => Array.from({ length: count }, (_, n) => file(`f${from + n}`))
  const withFiles = (...lists: ReturnType<typeof many>[]) =>
    ['TO_KHAI', 'GIAY_TO_TUY_THAN'].map((paper, index) => ({
      paper,
      kind: 'ELECTRONIC',
      copies: 1,
      attachments: lists[index] ?? [],
    }))
  const errorsOf = async (papers: object[]) => {
    const { status, body } = await desk.file('citizen-1', online({ papers }))
    expect(status).toBe(422)
    return body.errors.map(({ detail, pointer }: { detail: string; pointer: string }) => `${pointer} ${detail}`)
  }

  it('are each named once, in one paper and in two (422)', async () => {
    expect(await errorsOf(withFiles([file('a'), file('a')]))).toEqual(['/papers A file is named twice'])
    expect(await errorsOf(withFiles([file('a')], [file('b'), file('a')]))).toEqual(['/papers A file is named twice'])
  })

  it('are 50 at most, 10 of one paper (422)', async () => {
    const [first] = await errorsOf(withFiles(many(11)))
    expect(first).toMatch(/^\/papers\/0\/attachments /)
    await desk.store.keep('PROCEDURE', '9.000006', 1, sixPapers)
    const filed = (count: number) => {
      const papers = sixPapers.versions[0]?.cases[0]?.papers.map(({ code }, index) => ({
        paper: code,
        kind: 'ELECTRONIC',
        copies: 1,
        attachments: many(Math.max(0, Math.min(10, count - index * 10)), index * 10),
      }))
      return online({ procedure: '9.000006', case: 'ONE', papers })
    }
    const { status, body } = await desk.file('citizen-1', filed(51))
    expect({ status, errors: body.errors }).toEqual({
      status: 422,
      errors: [{ pointer: '/papers', detail: 'More than 50 files' }],
    })
    expect((await desk.file('citizen-1', filed(50))).status).toBe(201)
  })

  it('that are under check still are PENDING in the answer to the filing, those that are checked VERIFIED', async () => {
    const checked = await desk.checked(undefined, undefined, 'citizen-1')
    const filed = await desk.file('citizen-1', online({ papers: withFiles([checked, file('unknown')]) }))
    const [paper] = filed.body.papers
    expect(paper.attachments.map(({ status }: { status: string }) => status)).toEqual(['VERIFIED', 'PENDING'])
    expect((await desk.read('citizen-1', filed.body.code)).body.papers).toEqual(filed.body.papers)
  })
})

describe('the tax code of an applicant', () => {
  const applicant = (taxCode: string) => ({ kind: 'CITIZEN', name: 'A', taxCode })

  it('is masked when it is the identity number of a person, shown when it is that of a business', async () => {
    const person = await desk.file('clerk-1', marriage({ applicant: applicant('001199012345') }))
    expect(person.status).toBe(201)
    for (const { body } of [person, await desk.read('clerk-1', person.body.code)]) {
      expect(body.applicant.taxCode).toBe('•••345')
      expect(JSON.stringify(body)).not.toContain('001199012345')
    }
    const business = await desk.file('clerk-1', marriage({ applicant: applicant('0100109106') }))
    expect(business.body.applicant.taxCode).toBe('0100109106')
  })
})

/** A procedure of one case with six papers, none of them required. */
const sixPapers = {
  code: '9.000006',
  versions: [
    {
      version: 1,
      name: 'Thủ tục nhiều giấy tờ',
      effectiveFrom: '2025-07-01',
      competentAuthority: 'UBND',
      systemOfRecord: 'LOCAL',
      results: [],
      cases: [
        {
          code: 'ONE',
          papers: Array.from({ length: 6 }, (_, n) => ({ code: `P${n}`, required: false })),
          channels: [{ channel: 'ONLINE', limit: { unit: 'WORKING_DAY', value: 3 } }],
        },
      ],
    },
  ],
}
