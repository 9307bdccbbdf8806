import { describe, expect, it } from 'vitest'
import { entryOf, feedName, rowsOf, shownOf, stillShown } from '../../../functions/reminders/feed.ts'
import type { FeedRow } from '../../../functions/reminders/feed-rows.ts'
import type { Feed } from '../../../functions/reminders/store.ts'
import type { Membership } from '../../../shared/permission/actor.ts'
import { local } from './sample.ts'

const at = (agency: string, role: Membership['role'] = 'clerk'): Membership => ({ agency, role, name: 'x' })
const feed: Feed = {
  id: 'f',
  person: 'officer',
  of: 'MINE',
  agency: 'H26.125',
  tokenHash: 'h',
  salt: 's',
  createdAt: local('2026-11-16 09:00'),
}
const row = (code: string, more: Partial<FeedRow> = {}): FeedRow => ({
  code,
  receivingPoint: 'H26.125-01',
  dueAt: local('2026-11-19 17:00'),
  sequence: 1,
  state: 'CONFIRMED',
  changedAt: local('2026-11-16 09:10'),
  ...more,
})

describe('a feed', () => {
  it('is shown while its maker works at a desk of the agency or above it', () => {
    expect(stillShown(feed, [at('H26.125', 'specialist')], ['H26'])).toBe(true)
    expect(stillShown(feed, [at('H26', 'leader')], ['H26'])).toBe(true)
    for (const now of [[], [at('H26.999')], [at('H26.125', 'supervisor')], [at('H26.125', 'administrator')]]) {
      expect(stillShown(feed, now, ['H26'])).toBe(false)
    }
  })

  it('has the rows of its maker, or those of the agency', () => {
    expect(rowsOf(feed)).toEqual({ agency: 'H26.125', officer: 'officer' })
    expect(rowsOf({ ...feed, of: 'AGENCY' })).toEqual({ agency: 'H26.125' })
  })

  it('has a name that tells the two apart', () => {
    expect(feedName({ of: 'MINE' }, 'Phường Ví Dụ')).toBe('Hạn hồ sơ và ý kiến của tôi: Phường Ví Dụ')
    expect(feedName({ of: 'AGENCY' }, 'Phường Ví Dụ')).toBe('Hạn hồ sơ và ý kiến: Phường Ví Dụ')
  })

  it('shows all of its rows as they come, as long as an answer has room for them', () => {
    const rows = [row('b', { state: 'CANCELLED' }), row('a')]
    expect(shownOf(rows, 2)).toEqual(rows)
  })

  it('of too many shows what is to be done, the earliest first, and only then what is over', () => {
    const late = local('2026-11-30 17:00')
    const rows = [row('a', { state: 'CANCELLED' }), row('b', { dueAt: late }), row('c'), row('d')]
    expect(shownOf(rows, 3).map(({ code }) => code)).toEqual(['b', 'c', 'd'])
    expect(shownOf(rows, 2).map(({ code }) => code)).toEqual(['c', 'd'])
  })
})

describe('an entry of a feed', () => {
  const code = 'H26.125-261126-0001'

  it('is known by the code of the dossier, and leads to it', () => {
    expect(entryOf(row(code, { sequence: 3 }), 'https://desk.example.vn')).toEqual({
      uid: `${code}@motcua`,
      sequence: 3,
      cancelled: false,
      dueAt: local('2026-11-19 17:00'),
      changedAt: local('2026-11-16 09:10'),
      summary: `Hạn trả hồ sơ ${code}`,
      description: `Điểm tiếp nhận: H26.125-01\nhttps://desk.example.vn/dossiers/${code}`,
      url: `https://desk.example.vn/dossiers/${code}`,
    })
  })

  it('says in words too that it is over, for programs that show cancelled ones', () => {
    const over = entryOf(row(code, { state: 'CANCELLED' }), 'https://desk.example.vn')
    expect(over.cancelled).toBe(true)
    expect(over.description).toMatch(/^Không còn hạn trả này\.\n/)
  })
})
