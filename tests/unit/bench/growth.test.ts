import { describe, expect, it } from 'vitest'
import { growthChart } from '../../bench/growth-chart.ts'
import { copier, type Item, marshalled, patternOf, services } from '../../bench/growth-pattern.ts'

const dueAt = '2026-01-13T10:00:00.000Z'
/** Hashes are over the code, and whoever files has another key each time. */
const comparable = (items: Item[]) =>
  items.map(({ chain: _, ...item }) =>
    JSON.stringify(item)
      .replace(/"k":\{"S":"[^"]+"\}/g, '"k":{}')
      .replace(/"KEY#[^"]+"/, '"KEY#"'),
  )

describe('a dossier that is stored to fill a table', () => {
  it('has the rows that the stores of the services would write under its code', async () => {
    const [first, second] = [await patternOf(dueAt), await patternOf(dueAt, 1)]
    expect([first.code, second.code]).toEqual(['H26.125-260106-0001', 'H26.125-260106-0002'])
    // It is the first of the feed there, where nothing else was put.
    const copied = Object.fromEntries(copier(first)(second.code, 1))
    for (const service of services) {
      const written = second.own[service].map(marshalled)
      expect(written.length).toBeGreaterThan(0)
      expect(comparable(copied[service] ?? [])).toEqual(comparable(written))
    }
  })
})

describe('the chart of growth', () => {
  it('has a line for each use case, of read and write units together', () => {
    const point = (wcu: number, rcu: number) => ({ wcu, rcu, rows: 1, timeRatio: 1, milliseconds: 1 })
    const cases = [
      { useCase: 'intake', at: [point(15, 1), point(15, 1)] },
      { useCase: 'look-up', at: [point(2, 0.5), point(2, 0.5)] },
    ]
    const drawn = growthChart({ sizes: [1_000, 10_000], cases, filled: { seconds: 1, rows: 1 }, rounds: 5 })
    expect(drawn).toContain('<desc id="says">intake: 16, 16 units; look-up: 2.5, 2.5 units</desc>')
    expect(drawn.match(/<polyline/g)).toHaveLength(2)
  })
})
