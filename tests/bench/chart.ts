/** A line for each thing, over an axis of powers of ten. */
export interface Chart {
  title: string
  /** What it shows, for who can't see it. */
  says: string
  across: string
  up: string
  /** Where along the axis the values stand, ascending. */
  at: readonly number[]
  lines: readonly { name: string; values: readonly number[] }[]
}

const [width, height] = [880, 360]
const plot = { left: 56, right: 560, top: 48, bottom: 304 }
/** Told apart without colours by their dashes, and readable on white and on black. */
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9']
const dashes = ['none', '8 4', '2 4', '12 4 2 4', '4 4', '1 3']
const labelHeight = 16

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const short = (value: number) => String(Math.round(value * 10) / 10)
/** Thousands apart, as in all tables. */
export const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ' ')

/** A round number on or above the greatest value, and the step of the lines up to it. */
export function axis(greatest: number): { top: number; step: number } {
  const power = 10 ** Math.floor(Math.log10(Math.max(greatest, 1e-9)))
  const step = ([0.2, 0.5, 1, 2].find((one) => greatest / (one * power) <= 6) ?? 2) * power
  return { top: Math.ceil(greatest / step) * step, step }
}

/** Labels that would stand on one another are moved apart, downwards; the highest stays. */
export function apart(places: readonly number[], gap = labelHeight): number[] {
  const moved: number[] = []
  let before = Number.NEGATIVE_INFINITY
  const order = [...places.keys()].sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0))
  for (const index of order) {
    before = Math.max(places[index] ?? 0, before + gap)
    moved[index] = before
  }
  return moved
}

function scales({ at, lines }: Chart) {
  const [first, last] = [Math.log10(at[0] ?? 1), Math.log10(at.at(-1) ?? 10)]
  const { top, step } = axis(Math.max(...lines.flatMap(({ values }) => values)))
  return {
    step,
    top,
    x: (value: number) => plot.left + ((Math.log10(value) - first) / (last - first || 1)) * (plot.right - plot.left),
    y: (value: number) => plot.bottom - (value / top) * (plot.bottom - plot.top),
  }
}

const text = (x: number, y: number, words: string, more = '') =>
  `<text x="${short(x)}" y="${short(y)}"${more}>${escaped(words)}</text>`

function axes(chart: Chart): string[] {
  const { x, y, top, step } = scales(chart)
  const across = chart.at.map((value) => text(x(value), plot.bottom + 20, grouped(value), ' text-anchor="middle"'))
  const up = Array.from({ length: Math.round(top / step) + 1 }, (_, n) => n * step).flatMap((value) => [
    `<line class="grid" x1="${plot.left}" x2="${plot.right}" y1="${short(y(value))}" y2="${short(y(value))}"/>`,
    text(plot.left - 8, y(value) + 4, short(value), ' text-anchor="end"'),
  ])
  const middle = (plot.left + plot.right) / 2
  return [...up, ...across, text(middle, height - 12, chart.across, ' text-anchor="middle"'), text(8, 32, chart.up)]
}

function lines(chart: Chart): string[] {
  const { x, y } = scales(chart)
  const labels = apart(chart.lines.map(({ values }) => y(values.at(-1) ?? 0) + 4))
  return chart.lines.flatMap(({ name, values }, index) => {
    const points = values.map((value, at): [number, number] => [x(chart.at[at] ?? 1), y(value)])
    const colour = colours[index % colours.length] ?? ''
    const path = points.map(([px, py]) => `${short(px)},${short(py)}`).join(' ')
    return [
      `<polyline points="${path}" stroke="${colour}" stroke-dasharray="${dashes[index % dashes.length]}"/>`,
      ...points.map(([px, py]) => `<circle cx="${short(px)}" cy="${short(py)}" r="3.5" fill="${colour}"/>`),
      text(plot.right + 12, labels[index] ?? 0, `${name}: ${short(values.at(-1) ?? 0)}`, ` style="fill:${colour}"`),
    ]
  })
}

const style = `text{font:13px system-ui,sans-serif;fill:#57606a}.title{font-weight:600;font-size:14px}
.grid{stroke:#8c959f;stroke-opacity:.35}polyline{fill:none;stroke-width:2}
@media(prefers-color-scheme:dark){text{fill:#b1bac4}}`

/** A drawing as SVG: its text says all that the picture does, and its colours are read on a light page and on a dark one. */
export function chart(given: Chart): string {
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title says">`,
    `<title id="title">${escaped(given.title)}</title>`,
    `<desc id="says">${escaped(given.says)}</desc>`,
    `<style>${style}</style>`,
    text(8, 16, given.title, ' class="title"'),
    ...axes(given),
    ...lines(given),
    '</svg>',
  ].join('\n')}\n`
}
