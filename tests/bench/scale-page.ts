import { markdownTable } from '../figures/markdown.ts'
import type { Page } from '../figures/page.ts'
import { chart, grouped } from './chart.ts'
import { type CostPart, goals, total } from './cost.ts'
import type { Standing } from './cost-standing.ts'
import { plain, verdict } from './figures.ts'
import { breaksAt, hottest, type KeyFamily, scales, writeGoal, writeLimit } from './keys.ts'
import { type ReadKey, readLimit } from './keys-reads.ts'
import { priced, prices } from './prices.ts'
import type { Ceiling } from './scale-ceilings.ts'
import type { Nation } from './scale-nation.ts'

/** What `npm run bench:scale` reckons. */
export interface Scale {
  nation: Nation
  families: KeyFamily[]
  reads: ReadKey[]
  ceilings: Ceiling[]
  standing: Standing
  perThousand: CostPart[]
  idle: CostPart[]
}

const dollars = (value: number) => `$ ${value.toFixed(3)}`
const times = (value: number | undefined) => (value === undefined ? 'never' : `${plain(value)} ×`)
const columns = scales.map((scale) => `${scale} ×>`)
const short = (value: number, goal: number, limit?: number) =>
  verdict({ figure: '', value, unit: '', goal, limit, better: 'less' })

/** The few that grow with the country; those of one dossier or one officer stay as they are and are told in a line. */
function keys({ families, nation }: Scale): string {
  const growing = families.filter((family) => breaksAt(family) !== undefined)
  const still = families.filter((family) => breaksAt(family) === undefined)
  const most = Math.max(...still.map(({ perSecond }) => perSecond[0] ?? 0))
  const { family, wcu } = hottest(families, 100)
  return [
    '## Keys: write units a second of the hottest partition',
    `Each partition is one that the services' own stores write in the life of a dossier, with the units of those very items. It is
the busiest hour of ${grouped(nation.communes)} communes with ${grouped(nation.dossiersPerYear / 1e6)} million dossiers a year, all in one deployment, and 10 and 100 times
as many dossiers in as many communes. The n-th commune has 1 / n^${nation.zipf} of the first, a peak day ${nation.peakDay} times an ordinary one,
its peak hour ${nation.peakHour} of it; limits, acts of an officer and the rest are in \`tests/bench/scale-nation.ts\`, and are assumed.
A partition takes ${grouped(writeLimit)} units a second; the goal is ${writeGoal} at 100 times the nation.`,
    `**At 100 times the nation: ${plain(wcu)} WCU/s, ${family}: ${short(wcu, writeGoal, writeLimit)}**`,
    markdownTable(
      ['partition', 'of each', 'WCU in a life>', ...columns, 'full at>', 'verdict'],
      growing.map((one) => [
        `${one.service}: \`${one.family}\``,
        one.kind,
        plain(one.wcuPerLife),
        ...one.perSecond.map(plain),
        times(breaksAt(one)),
        short(one.perSecond.at(-1) ?? 0, writeGoal, writeLimit),
      ]),
    ),
    `${still.length} more are of one dossier, one officer or one minute, and stay at ${plain(most)} WCU/s or less whatever the scale. An address is
taken for one behind which the people of the largest commune sit. \`FEED#{agency}\` is counted as if each event moved the
end of the feed alone; batches of up to ten share one. Who tries a budget on and on writes as often as the throttle of the API lets him.`,
    '![Write units a second of the hottest partitions at 1, 10 and 100 times the nation](scale-keys.svg)',
  ].join('\n\n')
}

const reads = ({ reads, nation }: Scale): string =>
  [
    '## Keys: read units a second',
    `Copies of other services' records are remembered for ${nation.rememberedSeconds} s by each function. A partition gives ${grouped(readLimit)} units a second.`,
    markdownTable(
      ['read', 'RCU each>', ...columns, 'full at>'],
      reads.map(({ says, rcu, perSecond }) => [
        says,
        plain(rcu),
        ...perSecond.map(plain),
        times(readLimit / (perSecond[0] ?? 1)),
      ]),
    ),
  ].join('\n\n')

const ends = ({ ceilings }: Scale): string =>
  [
    '## What ends before a key does',
    'Settings and workers, if the whole nation were one deployment. A city or a province of its own is far below all of them.',
    markdownTable(
      ['what', 'where', 'asked for a second at 1 ×>', 'there>', 'ends at>'],
      ceilings.map(({ says, where, asked, there, ends }) => [says, where, plain(asked), plain(there), times(ends)]),
    ),
  ].join('\n\n')

const parts = (all: CostPart[]): string =>
  markdownTable(
    ['part', 'amount>', 'of', 'list price>', 'after what is free>', ''],
    all.map(({ says, of, amount, dollars: listed, afterFree, beside }) => [
      says,
      plain(amount),
      prices[of].per,
      dollars(listed),
      dollars(afterFree),
      beside ? `beside the total: ${beside}` : '',
    ]),
  )

function costs({ perThousand, idle, standing }: Scale): string {
  const [thousand, month, free] = [total(perThousand), total(idle), total(idle, 'afterFree')]
  const beside = perThousand.filter((part) => part.beside)
  return [
    '## Cost of 1 000 dossiers',
    `By formula: units of the golden files times a mix of use cases (\`tests/bench/cost-mix.ts\`, assumed) times prices.`,
    `**${dollars(thousand)} at list prices, without mail and scanner (goal ${dollars(goals.perThousand)}): ${short(thousand, goals.perThousand)}** Mail adds
${dollars(sumOf(beside, 'mail'))}, the malware scanner ${dollars(sumOf(beside, 'scanner'))}. One thousand a month alone would cost ${dollars(total(perThousand, 'afterFree'))}: what every account has for nothing is enough for most parts.`,
    parts(perThousand),
    '## Cost of a month in which nobody comes',
    `Counted in the templates of production: ${standing.alarms} alarms, ${standing.queues.free + standing.queues.bounded} queues that functions empty (of which
${standing.queues.bounded} have a bound, and are asked by five at once where the others are asked by two), ${standing.keys} keys, ${standing.sweeps} sweeps a minute.`,
    `**${dollars(month)} at list prices, ${dollars(free)} after what is free (goal ${dollars(goals.idle)}): ${short(free, goals.idle)}**`,
    parts(idle),
  ].join('\n\n')
}

const sumOf = (all: CostPart[], beside: CostPart['beside']) =>
  all.filter((part) => part.beside === beside).reduce((sum, { dollars: listed }) => sum + listed, 0)

const list = (): string =>
  [
    '## Prices',
    `${priced.region}, written down on ${priced.on}; without tax. **Unchecked**: to be compared with the price list before anybody relies on them.`,
    markdownTable(
      ['for', 'dollars>', 'free a month>', 'source'],
      Object.values(prices).map((price) => [
        price.per,
        price.dollars < 0.001 ? `${plain(price.dollars * 1e6)} a million` : String(price.dollars),
        'free' in price ? grouped(price.free) : '–',
        price.source,
      ]),
    ),
  ].join('\n\n')

const intro = `# Scale on paper

Written by \`npm run bench:scale\`, which reckons and measures no time: the same on every machine.
\`tests/unit/bench\` holds it to what the stores and the golden files say now.`

const render = (scale: Scale): string =>
  `${[intro, keys(scale), reads(scale), ends(scale), costs(scale), list()].join('\n\n')}\n`

/** The five hottest at each scale. */
const drawing = ({ families }: Scale): string => {
  const shown = families.filter((family) => breaksAt(family) !== undefined).slice(0, 5)
  return chart({
    title: 'Write units a second of the hottest partitions, at times the nation',
    says: shown
      .map(({ service, family, perSecond }) => `${service} ${family}: ${perSecond.map(plain).join(', ')}`)
      .join('; '),
    across: 'times the nation',
    up: 'write units a second; a partition takes 1 000, the goal is 400',
    at: scales,
    lines: shown.map(({ service, family, perSecond }) => ({ name: `${service} ${family}`, values: perSecond })),
  })
}

/** docs/figures/scale.md. */
export const page: Page<Scale> = { name: 'scale', render, drawings: { 'scale-keys.svg': drawing } }
