import { describe, expect, it } from 'vitest'
import type { ProcedureSummary } from '../../../functions/procedures/procedure-schema.ts'
import { found, search } from '../../../functions/procedures/search.ts'

const summary = (version: number, effectiveFrom: string, effectiveTo?: string): ProcedureSummary => ({
  code: '1.001193',
  version,
  name: 'Đăng ký khai sinh',
  field: { code: 'HO_TICH', name: 'Hộ tịch' },
  level: 'COMMUNE',
  onlineLevel: 'FULL',
  effectiveFrom,
  ...(effectiveTo ? { effectiveTo } : {}),
})
const versions = [summary(1, '2025-07-01', '2027-02-28'), summary(2, '2027-03-01')]
const at = '2026-11-25'

describe('a search', () => {
  it.each(['khai sinh', 'Đăng ký khai sinh', 'đang ky', 'dang ky', 'KHAI SINH', 'sinh', '1.001193', '001193'])(
    'finds Đăng ký khai sinh by “%s”',
    (q) => expect(found(versions, { q, at })?.version).toBe(1),
  )

  it.each(['khai tử', 'hộ tịch', 'ký-kết', '1.001194'])('does not find it by “%s”', (q) =>
    expect(found(versions, { q, at })).toBeUndefined(),
  )

  it('finds the words as their decomposed spelling too', () => {
    expect(found(versions, { q: 'Đăng ký'.normalize('NFD'), at })?.code).toBe('1.001193')
  })

  it.each([
    ['HO_TICH', 1],
    ['Hộ tịch', 1],
    ['ho tich', 1],
    ['CHUNG_THUC', undefined],
  ])('in the field %s shows version %s', (field, version) =>
    expect(found(versions, { field, at })?.version).toBe(version),
  )

  it('shows the version of the date and nothing before the first', () => {
    expect(found(versions, { at: '2027-03-01' })?.version).toBe(2)
    expect(found(versions, { at: '2025-06-30' })).toBeUndefined()
  })

  it('passes over what does not fit', async () => {
    async function* procedures() {
      yield { summary: versions }
      yield { summary: [{ ...summary(1, '2025-07-01'), code: '1.000656', name: 'Đăng ký khai tử' }] }
    }
    const shown: string[] = []
    for await (const { code } of search(procedures(), { q: 'tu', at })) shown.push(code)
    expect(shown).toEqual(['1.000656'])
  })
})
