import { describe, expect, it } from 'vitest'
import { TypedInstant } from '../../../shared/calendar/instant-schema.ts'

const messages = (text: unknown) => TypedInstant.safeParse(text).error?.issues.map(({ message }) => message)

describe('an instant as somebody types it', () => {
  it.each([
    '2026-11-26T09:00:00Z',
    '2026-11-26T09:00:00+07:00',
    '2026-11-26T09:00:00.123456789+07:00',
    '2026-11-26T09:00:00.1Z',
    '2000-01-01T00:00:00Z',
    '2099-12-31T23:59:59Z',
  ])('%s is one', (text) => {
    expect(TypedInstant.parse(text)).toBe(text)
  })

  it.each(['2026-11-26', 'tomorrow', '2026-11-26T09:00:00', '2026-02-30T09:00:00Z', '', 7, ' 2026-11-26T09:00:00Z'])(
    '%j is none, and nothing more is said of it',
    (text) => {
      expect(messages(text)).toHaveLength(1)
    },
  )

  it('lies in this century, whose days can be counted', () => {
    for (const year of ['1999', '2100', '0001']) {
      expect(messages(`${year}-01-01T00:00:00Z`)).toEqual(['must lie between the years 2000 and 2099'])
    }
  })

  it('has no more digits after the second than a nanosecond', () => {
    for (const end of ['Z', '+07:00']) {
      expect(messages(`2026-11-26T09:00:00.1234567890${end}`)).toEqual(['must have at most 9 digits after the second'])
    }
  })
})
