import { describe, expect, it } from 'vitest'
import { apart, axis, chart, grouped } from '../../bench/chart.ts'

const two = {
  title: 'Units & rows',
  says: 'a: 1, 2; b: 4, 4',
  across: 'stored',
  up: 'units',
  at: [1_000, 100_000],
  lines: [
    { name: 'a', values: [1, 2] },
    { name: 'b <c>', values: [4, 4] },
  ],
}

describe('a chart', () => {
  it('has an axis in round steps, up to the greatest value', () => {
    expect([axis(16), axis(4), axis(696)]).toEqual([
      { top: 20, step: 5 },
      { top: 4, step: 1 },
      { top: 800, step: 200 },
    ])
  })

  it('moves labels apart that would stand on one another', () => {
    expect(apart([100, 40, 104, 300])).toEqual([100, 40, 116, 300])
  })

  it('is told to who cannot see it, and draws no markup of a name', () => {
    const drawn = chart(two)
    expect(drawn).toContain('aria-labelledby="title says"')
    expect(drawn).toContain('<title id="title">Units &amp; rows</title>')
    expect(drawn).toContain('<desc id="says">a: 1, 2; b: 4, 4</desc>')
    expect(drawn).toContain('b &lt;c&gt;: 4')
  })

  it('has a line through the values of each, over powers of ten', () => {
    const [first, second] = [...chart(two).matchAll(/<polyline points="([^"]+)"/g)].map(([, points]) => points)
    expect([first, second]).toEqual(['56,240 560,176', '56,48 560,48'])
    const thousand = chart({ ...two, at: [1_000, 10_000, 100_000], lines: [{ name: 'a', values: [1, 1, 1] }] })
    expect(thousand).toContain('308,')
  })

  it('is read on a light page and on a dark one', () => {
    expect(chart(two)).toContain('prefers-color-scheme:dark')
  })
})

describe('a number', () => {
  it('stands in thousands', () => {
    expect([999, 1_000, 1_234_567].map(grouped)).toEqual(['999', '1 000', '1 234 567'])
  })
})
