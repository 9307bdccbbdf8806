import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { offsetFor, readOffset, stopsBetween, writeOffset } from '../../../infra/local/clock.ts'

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

  it('goes forward by a year at most, since whatever falls due looks at every hour on the way', () => {
    expect(offsetFor({ advance: 'P366D' }, 0, realNow)).toBe(366 * day)
    const far = { at: '9999-12-31T00:00:00Z' }
    expect(() => offsetFor(far, 0, realNow)).toThrow(expect.objectContaining({ status: 422 }))
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

describe('on its way the clock of the sandbox', () => {
  const stops = (from: string, to: string) =>
    stopsBetween(Date.parse(from), Date.parse(to)).map((stop) =>
      new Date(stop + 7 * 60 * 60 * 1000).toISOString().slice(5, 16),
    )

  it('stops where offices open and close, and where it was sent', () => {
    expect(stops('2026-11-25T10:00:00+07:00', '2026-11-27T09:30:00+07:00')).toEqual(
      ['25T17:00', '26T08:00', '26T17:00', '27T08:00', '27T09:30'].map((at) => `11-${at}`),
    )
  })

  it('goes at once to what is near', () => {
    expect(stops('2026-11-25T10:00:00+07:00', '2026-11-25T12:00:00+07:00')).toEqual(['11-25T12:00'])
    expect(stops('2026-11-25T10:00:00+07:00', '2026-11-25T17:00:00+07:00')).toEqual(['11-25T17:00'])
    expect(stops('2026-11-25T10:00:00+07:00', '2026-11-25T10:00:00+07:00')).toEqual(['11-25T10:00'])
  })

  it('jumps over what is long before the end of a long way', () => {
    const way = stops('2026-11-25T10:00:00+07:00', '2027-11-25T12:00:00+07:00')
    expect([way.length, way[0], way.at(-1)]).toEqual([21, '11-15T17:00', '11-25T12:00'])
  })
})
