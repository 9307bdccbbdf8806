import { type Machine, measuredOn } from '../figures/machine.ts'
import { markdownTable } from '../figures/markdown.ts'
import type { Page } from '../figures/page.ts'
import { type Figure, plain, verdict } from './figures.ts'
import type { Growth, GrowthPoint } from './growth.ts'
import { growthChart } from './growth-chart.ts'
import type { Standing } from './standings.ts'

/** Figures that were taken in one way, and what a reader has to know of it. */
export interface Section {
  title: string
  text?: string
  figures: Figure[]
}

/** What a whole run of the bench measured. */
export interface Performance {
  machine: Machine
  seconds: number
  standings: Standing[]
  sections: Section[]
  growth?: Growth
  /** What could not be measured, and why. */
  missed: string[]
}

const sign = ({ better }: Pick<Figure, 'better'>) => (better === 'less' ? '≤' : '≥')
const line = (of: Pick<Figure, 'better'>, at: number | undefined) =>
  at === undefined ? '–' : `${sign(of)} ${plain(at)}`

const standing = (row: Standing): string[] => [
  row.metric,
  row.value === undefined ? 'not measured' : `${plain(row.value)} ${row.unit}`,
  row.best ?? '–',
  line(row, row.goal),
  line(row, row.limit),
  row.value === undefined ? '' : verdict({ ...row, figure: row.metric, value: row.value }),
  row.missing ?? row.note ?? '',
]

const figure = (of: Figure): string[] => [
  of.figure,
  `${plain(of.value)} ${of.unit}`,
  line(of, of.goal),
  line(of, of.limit),
  verdict(of),
  of.note ?? '',
]

const section = ({ title, text, figures }: Section): string =>
  [
    `## ${title}`,
    ...(text ? [text] : []),
    markdownTable(['figure', 'value>', 'goal>', 'fails at>', 'verdict', ''], figures.map(figure)),
  ].join('\n\n')

const chartName = 'growth.svg'

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ' ')

const point = ({ wcu, rcu, rows, timeRatio }: GrowthPoint): string =>
  `${plain(wcu)} WCU, ${plain(rcu)} RCU, ${rows} rows, × ${plain(timeRatio)}`

const grown = ({ sizes, cases, rounds, filled }: Growth): string =>
  [
    '## Growth: what a use case costs with more dossiers stored',
    `Units by the rules of the store, rows that it reads, and the time as ratio to that with ${grouped(sizes[0] ?? 0)} dossiers, the median of
${rounds} rounds that take the sizes by turns. ${grouped(filled.rows)} rows were written for it in ${plain(filled.seconds)} s.
What grows in time and not in units is the local store: it looks through all rows of an index or of a long partition.`,
    markdownTable(
      ['use case', ...sizes.map(grouped)],
      cases.map(({ useCase, at }) => [useCase, ...at.map(point)]),
    ),
    `![Capacity units of each use case by the number of stored dossiers](${chartName})`,
  ].join('\n\n')

function counted(standings: Standing[]): string {
  const verdicts = standings.flatMap((row) =>
    row.value === undefined ? [] : [verdict({ ...row, figure: row.metric, value: row.value })],
  )
  const of = (begins: string) => verdicts.filter((text) => text.startsWith(begins)).length
  return `${standings.length} goals: ${of('✓')} reached, ${of('!')} short of the goal, ${of('✗')} past the limit, ${standings.length - verdicts.length} not measured.`
}

function render({ machine, seconds, standings, sections, growth, missed }: Performance): string {
  const goals = markdownTable(
    ['goal', 'value>', 'at best', 'goal>', 'fails at>', 'verdict', ''],
    standings.map(standing),
  )
  const parts = [
    '# Performance',
    `Written by \`npm run bench\` in ${seconds} s (${measuredOn(machine)}). Bytes, units and rows have no noise and are held by tests.
Times are of that machine with what else it did: ratios of two things by turns, medians of five rounds and more, never asserted.`,
    counted(standings),
    goals,
    ...sections.map(section),
    ...(growth ? [grown(growth)] : []),
    ...(missed.length > 0 ? [`## Not measured in this run\n\n${missed.map((one) => `- ${one}`).join('\n')}`] : []),
  ]
  return `${parts.join('\n\n')}\n`
}

/** docs/figures/performance.md: the goals and how they stand, then every figure behind them. */
export const page: Page<Performance> = {
  name: 'performance',
  render,
  drawings: { [chartName]: ({ growth }) => (growth ? growthChart(growth) : '') },
}
