import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inForceOn, publish, retire, summaries, takingEffectOn } from '../../../functions/procedures/procedure.ts'
import type { Procedure, ProcedureVersion } from '../../../functions/procedures/procedure-schema.ts'
import { plusDays } from '../../../shared/calendar/instant.ts'

const code = '1.001193'
const version = (effectiveFrom: string, name = 'Đăng ký khai sinh'): ProcedureVersion => ({
  name,
  field: { code: 'HO_TICH', name: 'Hộ tịch' },
  level: 'COMMUNE',
  effectiveFrom,
  onlineLevel: 'FULL',
  competentAuthority: 'Ủy ban nhân dân cấp xã',
  systemOfRecord: 'MINISTRY',
  boundaryFree: 'PROVINCE',
  results: [],
  cases: [{ code: 'A', name: 'A', papers: [], channels: [{ channel: 'DESK', limit: { unit: 'SAME_DAY' }, fees: [] }] }],
  legalBases: [],
  unverified: [],
})

const published = (...dates: string[]) =>
  dates.reduce<Procedure[]>((versions, date) => publish(versions, code, version(date)) ?? versions, [])

describe('publishing', () => {
  it('numbers versions from 1 and ends each the day before the next', () => {
    expect(published('2025-07-01', '2026-03-01', '2028-03-01')).toMatchObject([
      { version: 1, code, effectiveFrom: '2025-07-01', effectiveTo: '2026-02-28' },
      { version: 2, code, effectiveFrom: '2026-03-01', effectiveTo: '2028-02-29' },
      { version: 3, code, effectiveFrom: '2028-03-01' },
    ])
  })

  it('refuses a version that does not take effect later than every other', () => {
    const versions = published('2026-01-01', '2027-01-01')
    for (const date of ['2027-01-01', '2026-06-01', '2025-01-01']) {
      expect(publish(versions, code, version(date))).toBeUndefined()
    }
  })

  it('leaves the versions it was given as they were', () => {
    const versions = published('2026-01-01')
    publish(versions, code, version('2027-01-01'))
    expect(versions[0]).not.toHaveProperty('effectiveTo')
  })

  it('keeps an earlier retirement and shortens a later one', () => {
    const ended = (effectiveTo: string) =>
      publish(retire(published('2026-01-01'), effectiveTo) ?? [], code, version('2027-01-01'))?.[0]?.effectiveTo
    expect(ended('2026-06-30')).toBe('2026-06-30')
    expect(ended('2027-06-30')).toBe('2026-12-31')
  })

  it('finds the version of a date of effect, whatever came after it', () => {
    expect(takingEffectOn(published('2026-01-01', '2027-01-01'), '2026-01-01')?.version).toBe(1)
    expect(takingEffectOn(published('2026-01-01'), '2026-01-02')).toBeUndefined()
  })
})

describe('the version in force', () => {
  const versions = retire(published('2026-01-01', '2027-03-01'), '2027-12-31') ?? []
  it.each([
    ['2025-12-31', undefined],
    ['2026-01-01', 1],
    ['2027-02-28', 1],
    ['2027-03-01', 2],
    ['2027-12-31', 2],
    ['2028-01-01', undefined],
  ])('on %s is %s', (date, expected) => expect(inForceOn(versions, date)?.version).toBe(expected))

  it('is exactly one on every date from the first on, however the versions follow', () => {
    const offsets = fc.uniqueArray(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(offsets, fc.integer({ min: 0, max: 2100 }), (days, asked) => {
        const dates = days.toSorted((a, b) => a - b).map((day) => plusDays('2025-07-01', day))
        const date = plusDays('2025-07-01', asked)
        const versions = published(...dates)
        const inForce = versions.filter((each) => inForceOn([each], date))
        expect(inForce).toHaveLength(date < (dates[0] ?? '') ? 0 : 1)
        expect(inForceOn(versions, date)).toBe(inForce[0])
      }),
    )
  })
})

describe('retiring', () => {
  it('ends the newest version at the date', () => {
    expect(retire(published('2026-01-01', '2027-01-01'), '2027-06-30')?.[1]?.effectiveTo).toBe('2027-06-30')
  })
  it('on the very day of effect leaves one day', () => {
    expect(retire(published('2026-01-01'), '2026-01-01')?.[0]?.effectiveTo).toBe('2026-01-01')
  })
  it('replaces a former date', () => {
    const once = retire(published('2026-01-01'), '2026-06-30') ?? []
    expect(retire(once, '2026-12-31')?.[0]?.effectiveTo).toBe('2026-12-31')
  })
  it('is refused before the newest version takes effect, or when there is none', () => {
    expect(retire(published('2026-01-01', '2027-01-01'), '2026-12-31')).toBeUndefined()
    expect(retire([], '2026-12-31')).toBeUndefined()
  })
})

describe('the summaries', () => {
  it('carry what a list shows and no more', () => {
    expect(summaries(published('2026-01-01', '2027-01-01'))[0]).toEqual({
      code,
      version: 1,
      name: 'Đăng ký khai sinh',
      field: { code: 'HO_TICH', name: 'Hộ tịch' },
      level: 'COMMUNE',
      onlineLevel: 'FULL',
      effectiveFrom: '2026-01-01',
      effectiveTo: '2026-12-31',
    })
  })
})
