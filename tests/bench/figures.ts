/** One line of the bench: what was measured, against what. */
export interface Figure {
  figure: string
  /** The row of the goals that it fills (goals.ts), if it does. */
  row?: string
  value: number
  unit: string
  /** The fail line; left out where there is none. */
  limit?: number
  goal?: number
  /** What is better. */
  better: 'less' | 'more'
  note?: string
}

/** How a figure stands to its goal and fail line. */
export function verdict({ value, limit, goal, better }: Figure): string {
  const keeps = (line: number) => (better === 'less' ? value <= line : value >= line)
  if (limit !== undefined && !keeps(limit)) return '✗ past the limit'
  if (goal !== undefined && !keeps(goal)) return '! short of the goal'
  return limit === undefined && goal === undefined ? '' : '✓'
}

/** A number for people: two digits after the point at most. */
export const plain = (value: number) => String(Number(value.toFixed(2)))
const columns = ['figure', 'value', 'limit', 'goal', 'verdict', ''] as const

/** The figures as a table for people, a line each. */
export function table(title: string, figures: Figure[]): string {
  const rows = figures.map((figure) => {
    const { value, unit, limit, goal, better, note = '' } = figure
    const sign = better === 'less' ? '≤' : '≥'
    const line = (at: number | undefined) => (at === undefined ? '–' : `${sign} ${plain(at)}`)
    return [figure.figure, `${plain(value)} ${unit}`, line(limit), line(goal), verdict(figure), note]
  })
  const widths = columns.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const text = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return [`\n${title}`, text(columns), ...rows.map(text)].join('\n')
}

export const ascending = (values: number[]): number[] => values.toSorted((a, b) => a - b)

/** Below which value this share of them lies; they are sorted. */
export const percentile = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
