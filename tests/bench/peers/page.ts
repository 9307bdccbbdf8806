import { type Machine, measuredOn } from '../../figures/machine.ts'
import { markdownTable } from '../../figures/markdown.ts'
import type { Page } from '../../figures/page.ts'
import type { Slice } from './load.ts'

export interface Compared {
  machine: Machine
  clients: number
  rounds: number
  sides: { name: string; stands: string; median: Slice }[]
}

const number = (value: number, digits = 1) => (Number.isFinite(value) ? value.toFixed(digits) : '–')

const render = ({ machine, clients, rounds, sides }: Compared): string => `# The same intake by others

Written by \`npm run bench:peers\` (${measuredOn(machine)}): a filing with a form of 2 KB, ${clients} clients, the sides by
turns, the median of ${rounds} rounds. Absolute numbers wander by 20–40 % on a shared machine; compare columns of one run.

${markdownTable(
  ['side', 'requests a second>', 'p50 ms>', 'p99 ms>', 'server CPU ms each>', 'store CPU ms each>', 'server MiB>'],
  sides.map(({ name, median: { perSecond, p50, p99, serverCpu, storeCpu, serverMib } }) => [
    name,
    ...[
      number(perSecond, 0),
      number(p50),
      number(p99),
      number(serverCpu, 2),
      number(storeCpu, 2),
      number(serverMib, 0),
    ],
  ]),
)}

What each side is:

${sides.map(({ name, stands }) => `- **${name}**: ${stands}`).join('\n')}

Requests a second of ours say nothing of AWS: its store and its keys are an emulator on the same two cores, which is the
bottleneck, keeps nothing on a disk, and is no DynamoDB. What may be compared is the CPU of the servers.
`

export const page: Page<Compared> = { name: 'peers', render }
