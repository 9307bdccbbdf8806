import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarFeed, type FeedEntry } from '../../../shared/icalendar/feed.ts'
import { readAgain, readFeed } from './read.ts'

const entry: FeedEntry = {
  uid: 'H26.125-261126-0001@motcua',
  sequence: 2,
  cancelled: false,
  dueAt: '2026-11-27T10:00:00.000Z',
  changedAt: '2026-11-25T03:00:00.000Z',
  summary: 'Hạn trả hồ sơ H26.125-261126-0001',
  description: 'Điểm tiếp nhận: H26.125-01\nhttps://desk.example.vn/dossiers/H26.125-261126-0001',
  url: 'https://desk.example.vn/dossiers/H26.125-261126-0001',
}
const other = { ...entry, uid: 'H26.125-261126-0002@motcua' }
const lines = (feed: string) => feed.split('\r\n')
const longest = (feed: string) => Math.max(...lines(feed).map((line) => Buffer.byteLength(line)))

describe('a calendar feed', () => {
  it('is read as what it says: the moment, the text, the link', () => {
    const { entries, ...calendar } = readFeed(calendarFeed('Hạn hồ sơ và ý kiến: Phường Ví Dụ', [entry]))
    expect(calendar).toEqual({ name: 'Hạn hồ sơ và ý kiến: Phường Ví Dụ', method: 'PUBLISH', refresh: 'PT1H' })
    const { cancelled: _, changedAt, dueAt, ...same } = entry
    expect(entries).toEqual([{ ...same, status: 'CONFIRMED', start: dueAt, end: dueAt, stamp: changedAt }])
  })

  it('takes no time from the day of who reads it', () => {
    const feed = lines(calendarFeed('x', [entry]))
    expect(feed).toContain('TRANSP:TRANSPARENT')
    expect(feed).toContain('DTSTART:20261127T100000Z')
    expect(feed.filter((line) => line.startsWith('DTEND') || line.startsWith('BEGIN:VALARM'))).toEqual([])
  })

  it('keeps what is over, as cancelled', () => {
    const { entries } = readFeed(calendarFeed('x', [{ ...entry, cancelled: true }, other]))
    expect(entries.map(({ uid, status }) => [uid, status])).toEqual([
      [entry.uid, 'CANCELLED'],
      [other.uid, 'CONFIRMED'],
    ])
  })

  it('without entries is a calendar still', () => {
    expect(readFeed(calendarFeed('x', []))).toMatchObject({ name: 'x', entries: [] })
  })

  it('of the same entries is the same bytes whenever it is made, of others it is not', async () => {
    const first = calendarFeed('x', [entry, other])
    await new Promise((resume) => setTimeout(resume, 1_100))
    expect(calendarFeed('x', [entry, other])).toBe(first)
    for (const changed of [
      { ...entry, dueAt: '2026-11-30T10:00:00.000Z' },
      { ...entry, sequence: 3 },
      { ...entry, cancelled: true },
    ]) {
      expect(calendarFeed('x', [changed, other])).not.toBe(first)
    }
  })

  it('folds lines at 75 bytes and never within a letter', () => {
    const description = 'Bộ phận Tiếp nhận và Trả kết quả, phường Ví Dụ '.repeat(9).normalize('NFC')
    const decomposed = description.normalize('NFD')
    for (const text of [description, decomposed, `${'ộ'.repeat(200)}👩‍💼${'ữ'.repeat(200)}`]) {
      const feed = calendarFeed('x', [{ ...entry, description: text }])
      expect(longest(feed)).toBeLessThanOrEqual(75)
      expect(longest(feed)).toBeGreaterThan(70)
      expect(Buffer.from(feed).toString()).toBe(feed)
      expect(readFeed(feed)).toMatchObject({ entries: [{ description: text }] })
    }
  })

  it('has a name that every program reads alike, whatever the agency is called', () => {
    const name = (agency: string) => readFeed(calendarFeed(agency, [entry])).name
    expect(name('Ủy ban nhân dân phường Ví Dụ, thành phố Mẫu; cơ sở 2')).toBe(
      'Ủy ban nhân dân phường Ví Dụ thành phố Mẫu cơ sở 2',
    )
    expect(name('a\r\nMETHOD:CANCEL\\')).toBe('a METHOD:CANCEL ')
    expect(name('Ủy ban nhân dân phường Ví Dụ '.repeat(6))).toBe('Ủy ban nhân dân phường Ví Dụ '.repeat(6))
  })

  it('gives back whatever text was put in, and no line of its own making', () => {
    const letters = fc.constantFrom('ộ', 'Đ', ' ', ',', ';', ':', '\\', '"', '\n', 'n', 'N', 'END:VEVENT', '👩‍💼', 'a')
    const texts = fc.array(letters, { minLength: 1, maxLength: 80 }).map((all) => all.join(''))
    fc.assert(
      fc.property(texts, (text) => {
        const feed = calendarFeed(text, [{ ...entry, summary: text, description: text }])
        const read = readFeed(feed)
        expect(read.entries).toHaveLength(1)
        expect(read.entries[0]).toMatchObject({ summary: text, description: text, uid: entry.uid })
        expect(longest(feed)).toBeLessThanOrEqual(75)
      }),
    )
  })
})

describe('a program that reads the feed again', () => {
  const first = readFeed(calendarFeed('x', [entry, other])).entries

  it('moves what has moved, and doubles nothing', () => {
    const moved = { ...entry, dueAt: '2026-11-30T10:00:00.000Z', sequence: 4 }
    const calendar = readAgain(first, readFeed(calendarFeed('x', [moved, other])).entries)
    expect(calendar.map(({ uid, start }) => [uid, start])).toEqual([
      [entry.uid, '2026-11-30T10:00:00.000Z'],
      [other.uid, other.dueAt],
    ])
  })

  it('takes out what is cancelled', () => {
    const over = { ...entry, cancelled: true, sequence: 4 }
    const calendar = readAgain(first, readFeed(calendarFeed('x', [over, other])).entries)
    expect(calendar.map(({ status }) => status)).toEqual(['CANCELLED', 'CONFIRMED'])
  })
})
