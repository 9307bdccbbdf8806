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
    // A fraction and an offset that look like a year of this century are not one.
    expect(messages('1999-01-01T00:00:00.2026-07:00')).toEqual(['must lie between the years 2000 and 2099'])
  })

  it('is told of one fault at a time, the year first', () => {
    expect(messages('1999-01-01T00:00:00.1234567890Z')).toEqual(['must lie between the years 2000 and 2099'])
  })

  it('is published by one pattern that agrees with what is checked', () => {
    const { override } = TypedInstant.meta() as { override: { type: string; format: string; pattern: string } }
    expect(override).toMatchObject({ type: 'string', format: 'date-time' })
    const ends = ['Z', '+07:00', '-23:59', '+24:00', '', '.5Z', '.123456789Z', '.1234567890Z', '.Z']
    const starts = ['2000-01-01T00:00:00', '2099-12-31T23:59:59', '1999-12-31T23:59:59', '2100-01-01T00:00:00']
    const wrong = ['2026-13-01T09:00:00', '2026-11-32T09:00:00', '2026-11-26T24:00:00', '2026-11-26T09:60:00']
    for (const text of [...starts, ...wrong].flatMap((start) => ends.map((end) => start + end))) {
      expect([text, new RegExp(override.pattern).test(text)]).toEqual([text, TypedInstant.safeParse(text).success])
    }
  })

  it('has no more digits after the second than a nanosecond', () => {
    for (const end of ['Z', '+07:00']) {
      expect(messages(`2026-11-26T09:00:00.1234567890${end}`)).toEqual(['must have at most 9 digits after the second'])
    }
  })
})
