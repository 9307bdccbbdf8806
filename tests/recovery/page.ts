import { type Machine, measuredOn } from '../figures/machine.ts'
import { markdownTable } from '../figures/markdown.ts'
import type { Page } from '../figures/page.ts'
import type { RecoveryRow } from './row.ts'

/** What the drill, the restores and the runbooks came to. */
export interface Recovery {
  machine: Machine
  seconds: number
  rows: RecoveryRow[]
}

const chapters: [RecoveryRow['chapter'], string, string][] = [
  [
    'drill',
    'Export and restore',
    'A desk that has worked for a while is exported (`npm run export`), loses every stack that remembers, is made anew and filled from the folder (`npm run restore`). The platform, with its keys and who signs in, stays: what is sealed can be opened by these keys alone.',
  ],
  [
    'point in time',
    'Tables restored by DynamoDB',
    'The restore of a table gives it back without its settings. The local AWS restores the table as it is now, whatever the instant: that another instant is met is not shown here.',
  ],
  [
    'runbooks',
    'Runbooks followed',
    'Each runbook of `docs/operations` was followed in a situation made by hand: the commands as they stand there, run one by one. The local AWS has no metrics, so no alarm rang before.',
  ],
]

const verdict = ({ wrong }: RecoveryRow) => (wrong.length === 0 ? 'holds' : `! ${wrong.join('; ')}`)

function render({ machine, seconds, rows }: Recovery): string {
  const wrong = rows.filter((row) => row.wrong.length > 0).length
  const parts = chapters.flatMap(([chapter, title, says]) => {
    const own = rows.filter((row) => row.chapter === chapter)
    const lines = own.map((row) => [row.what, row.found, verdict(row)])
    return own.length === 0 ? [] : [`## ${title}`, '', says, '', markdownTable(['what', 'found', ''], lines), '']
  })
  return [
    '# Recovery',
    '',
    `Written by \`npm run drill\` and by nothing else. ${measuredOn(machine)}; ${seconds} s.`,
    '',
    `${rows.length - wrong} of ${rows.length} hold.`,
    '',
    ...parts,
  ].join('\n')
}

export const page: Page<Recovery> = { name: 'recovery', render }
