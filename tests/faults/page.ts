import { type Machine, measuredOn } from '../figures/machine.ts'
import { markdownTable } from '../figures/markdown.ts'
import type { Page } from '../figures/page.ts'
import { type Proved, perPromise, type Told, violations, wrongIn, wrongWith } from './report.ts'

/** A whole run, and where it was made. */
export interface Reliability extends Proved {
  machine: Machine
}

const counts = ['operations>', 'faults>', 'violations>']

function section(told: Told): string {
  const rows = told.findings.map((finding) => {
    const { title, promise, operations, faults, note = '' } = finding
    const kept = promise === undefined ? 'measured only' : String(promise)
    return [title, kept, String(operations), String(faults), String(wrongIn(finding, told.hurried).length), note]
  })
  const wrong = wrongWith(told).map((violation) => `- ! ${violation.replaceAll('\n', ' ')}`)
  const table = markdownTable(['what was tried', 'promise', ...counts, 'remark'], rows)
  return [`## ${told.title}`, `\`npm run faults -- ${told.name}\`, ${told.seconds} s.`, table, ...wrong].join('\n\n')
}

const render = (proved: Reliability): string => `# Reliability: what was done to break it, and what broke

Written by \`npm run faults\` (${measuredOn(proved.machine)}), in ${proved.seconds} s; \`--seed ${proved.seed}\` brings the same
faults again. The store is an emulator behind a proxy that spoils calls: what it cannot show is in the README.

**violations: ${violations(proved, true)}**

${markdownTable(
  ['promise', ...counts],
  perPromise(proved).map(({ promise, text, operations, faults, violations: broken }) => [
    `${promise}. ${text}`,
    String(operations),
    String(faults),
    String(broken),
  ]),
)}

${proved.chapters.map(section).join('\n\n')}
`

export const page: Page<Reliability> = { name: 'reliability', render }
