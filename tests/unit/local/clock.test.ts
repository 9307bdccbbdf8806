import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { offsetFor, readOffset, writeOffset } from '../../../infra/local/clock.ts'

const realNow = Date.parse('2026-11-25T03:00:00Z')
const day = 24 * 60 * 60 * 1000

describe('the clock of the sandbox', () => {
  it('goes on by a duration from where it stands', () => {
    expect(offsetFor({ advance: 'P3D' }, 0, realNow)).toBe(3 * day)
    expect(offsetFor({ advance: 'PT90M' }, day, realNow)).toBe(day + 90 * 60 * 1000)
    expect(offsetFor({ advance: 'P1M' }, 0, realNow)).toBe(30 * day)
  })

  it('goes to an instant with any offset', () => {
    expect(offsetFor({ at: '2026-11-26T10:00:00+07:00' }, 0, realNow)).toBe(day)
  })

  it('may stay where it is, to tick only', () => {
    expect(offsetFor({ advance: 'PT0S' }, day, realNow)).toBe(day)
  })

  it.each([{ advance: '-P1D' }, { at: '2026-11-24T03:00:00Z' }])('refuses to go back: %j', (body) => {
    expect(() => offsetFor(body, 0, realNow)).toThrow(expect.objectContaining({ status: 409 }))
  })

  it.each([
    {},
    [],
    null,
    'P3D',
    { advance: 3 },
    { advance: 'three days' },
    { at: '2026-11-26' },
    { advance: 'P1D', at: '2026-11-26T00:00:00Z' },
    { advance: 'P1D', at: 5 },
    { advance: 'P1D', more: true },
    { advance: 'P9999999Y' },
  ])('refuses what it cannot read: %j', (body) => {
    expect(() => offsetFor(body, 0, realNow)).toThrow(expect.objectContaining({ status: 422 }))
  })

  it('keeps its offset in the file that the functions read', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'clock-')), 'clock.json')
    writeOffset(file, 5000)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ offsetMs: 5000 })
    expect(readOffset(file)).toBe(5000)
  })
})
