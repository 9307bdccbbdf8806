import { type Machine, measuredOn } from '../figures/machine.ts'
import { markdownTable } from '../figures/markdown.ts'
import type { Page } from '../figures/page.ts'

/** What came of one guard's fault. */
export interface Tried {
  area: string
  guards: string
  file: string
  test: string
  /** How many tests turned red. */
  red: number
  /** Why it proves nothing, if so. */
  trouble?: string
}

export interface Guarded {
  machine: Machine
  tried: Tried[]
}

/** The guards whose fault no test noticed. */
export const unnoticed = ({ tried }: Guarded): Tried[] => tried.filter(({ trouble }) => trouble !== undefined)

const render = (guarded: Guarded): string => `# Guards and the faults that take them away

Written by \`npm run guards\` (${measuredOn(guarded.machine)}), which changes one place of the product at a time in a copy of
the tree and runs the test that has to notice. ${guarded.tried.length} faults, unnoticed: ${unnoticed(guarded).length}.

${markdownTable(
  ['area', 'guard', 'changed in', 'noticed by', 'tests red>'],
  guarded.tried.map(({ area, guards, file, test, red, trouble }) => [
    area,
    guards,
    `\`${file}\``,
    trouble === undefined ? `\`${test}\`` : `✗ ${trouble}`,
    String(red),
  ]),
)}
`

export const page: Page<Guarded> = { name: 'guards', render }
