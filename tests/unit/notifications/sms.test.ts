import { describe, expect, it } from 'vitest'
import { samples } from '../../../docs/preview-mail/samples.ts'
import { sms } from '../../../functions/notifications/render.ts'
import { inSmsLetters, shortened } from '../../../functions/notifications/sms.ts'
import {
  type ApplicantTemplate,
  type AuthorTemplate,
  type Template,
  templates,
} from '../../../functions/notifications/templates.ts'
import { longest } from './longest.ts'

const notices = templates.filter(
  (one): one is Template & (ApplicantTemplate | AuthorTemplate) => one.reader !== 'STAFF',
)
const cases = notices.map(({ name, version, reader, sms: text }) => ({ name, version, reader, text }))
/** The letters of GSM's alphabet (3GPP TS 23.038) that ASCII has too; each takes one of the 160 places. */
const gsmLetters = /^[@$_ !"#%&'()*+,\-./0-9:;<=>?A-Za-z\n\r]*$/

describe('an SMS', () => {
  it.each(cases)('$name $version reads as the golden file', async ({ name, version }) => {
    await expect(`${sms(name, version, samples[name])}\n`).toMatchFileSnapshot(`golden/${name}.${version}.sms.txt`)
  })

  it.each(cases)('$name $version is one SMS, even with the longest facts', ({ name, version }) => {
    for (const facts of [samples[name], longest(name)]) {
      const message = sms(name, version, facts)
      expect(message).toMatch(gsmLetters)
      expect(message.length).toBeLessThanOrEqual(160)
      expect(message).not.toMatch(/[{}]|undefined/)
    }
  })

  it.each(cases)(
    '$name $version keeps code and host whole and shortens the agency’s name',
    ({ name, version, reader }) => {
      const facts = longest(name)
      const message = sms(name, version, facts)
      const what = reader === 'AUTHOR' ? 'Y kien' : 'Ho so'
      expect(message).toMatch(new RegExp(`^UBND( Phuong)?[^:]*: ${what} `))
      expect(message).toContain(`${what} ${facts.code} `)
      expect(message).toMatch(/[Tt]ra cuu: [^ ]+$/)
      expect(message.endsWith(`ra cuu: ${new URL(facts.link).host}`)).toBe(true)
    },
  )

  it.each(cases)('$name $version is written without marks, as it will be sent', ({ text }) => {
    expect(text.replace(/[{}]/g, '')).toMatch(gsmLetters)
  })

  it('names the agency whole where there is room, and not at all where there is none', () => {
    expect(sms('accepted', 1, samples.accepted)).toMatch(/^UBND Phuong Vi Du: Ho so /)
    expect(sms('late', 1, { ...longest('late'), agency: 'Trungtamhanhchinhcong' })).toMatch(/^Ho so /)
  })

  it('is not written without a fact that it needs, nor for a reminder', () => {
    expect(() => sms('accepted', 1, { ...samples.accepted, dueAt: undefined })).toThrow('needs due')
    expect(() => sms('overdue', 1, samples.overdue)).toThrow(new RangeError('overdue is not sent by SMS'))
  })
})

describe('the letters of an SMS', () => {
  it('are those of the text without Vietnamese marks', () => {
    expect(inSmsLetters('Ủy ban nhân dân Phường Đồng Tháp, đường Nguyễn Ảnh Thủ')).toBe(
      'Uy ban nhan dan Phuong Dong Thap, duong Nguyen Anh Thu',
    )
    expect(inSmsLetters('Ủy ban'.normalize('NFD'))).toBe('Uy ban')
  })

  it('have no dash, quote or sign that would make it dearer', () => {
    expect(inSmsLetters('08:00–12:00 “A” ‘b’ [c] {d} e~f|g^h\\i `j` €5 😀')).toBe(
      `08:00-12:00 "A" 'b' c d e f g h i j 5`,
    )
    expect(inSmsLetters('a\n\tb')).toBe('a b')
  })
})

describe('a shortened name', () => {
  it.each([
    ['Phuong Vi Du', 12, 'Phuong Vi Du'],
    ['Phuong Vi Du', 11, 'Phuong Vi'],
    ['Phuong Vi Du', 9, 'Phuong Vi'],
    ['Phuong Vi Du', 8, 'Phuong'],
    ['Phuong Vi Du', 3, ''],
    ['Phuong Vi Du', -5, ''],
  ])('of %s with room for %i is %s', (name, room, expected) => expect(shortened(name, room)).toBe(expected))
})
