import { type Machine, measuredOn } from '../figures/machine.ts'
import { markdownTable } from '../figures/markdown.ts'
import type { Page } from '../figures/page.ts'
import type { SecurityRow } from './row.ts'

export interface SecurityFigures {
  machine: Machine
  rows: SecurityRow[]
}

const sum = (rows: SecurityRow[], of: (row: SecurityRow) => number) => rows.reduce((total, row) => total + of(row), 0)

function chapter(area: string, rows: SecurityRow[]): string {
  const table = markdownTable(
    ['what holds', 'tried>', 'failed>'],
    rows.map(({ what, tried, failed }) => [what, String(tried), failed.length === 0 ? '0' : `**${failed.length}**`]),
  )
  const notes = rows.flatMap(({ what, note }) => (note === undefined ? [] : [`- *${what}*: ${note}`]))
  const wrong = rows.flatMap(({ failed }) => failed.map((line) => `- failed: ${line.split('\n')[0]}`))
  return [
    `## ${area}`,
    table,
    ...(notes.length > 0 ? [notes.join('\n')] : []),
    ...(wrong.length > 0 ? [wrong.join('\n')] : []),
  ].join('\n\n')
}

/** docs/figures/security: what was tried to break, how often, and where it gave way. */
export const page: Page<SecurityFigures> = {
  name: 'security',
  render: ({ machine, rows }) => {
    const areas = [...new Set(rows.map(({ area }) => area))]
    const failed = sum(rows, (row) => row.failed.length)
    return `${[
      '# Security: what was tried',
      `Written by \`npm run security\`, by nothing else. ${measuredOn(machine)}.`,
      `**${sum(rows, (row) => row.tried)} tried, ${failed} failed.** Each part alone: \`npm run security -- <part>\`.`,
      ...areas.map((area) =>
        chapter(
          area,
          rows.filter((row) => row.area === area),
        ),
      ),
    ].join('\n\n')}\n`
  },
}
