import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../infra/local/aws.ts'

/** A block of commands of a runbook. */
export interface Block {
  runbook: string
  /** The heading that it stands under. */
  under: string
  /** Which block under that heading, from 1. */
  number: number
  commands: string
}

/** The blocks of shell commands in the text of a runbook. */
export function blocksOf(runbook: string, text: string): Block[] {
  const blocks: Block[] = []
  let under = ''
  let open: string[] | undefined
  for (const line of text.split('\n')) {
    if (open) {
      if (line.trim() === '```') {
        const number = blocks.filter((block) => block.under === under).length + 1
        blocks.push({ runbook, under, number, commands: open.join('\n') })
        open = undefined
      } else open.push(line)
    } else if (/^\s*```sh$/.test(line)) open = []
    else if (/^#+ /.test(line)) under = line.replace(/^#+ /, '')
  }
  return blocks
}

/** The blocks of all runbooks. */
export const allBlocks = (): Block[] => {
  const folder = join(root, 'docs', 'operations')
  const files = readdirSync(folder).filter((file) => file.endsWith('.md'))
  return files.sort().flatMap((file) => blocksOf(file.replace('.md', ''), readFileSync(join(folder, file), 'utf8')))
}

/** How a block is named: `restore / Tables 2`. */
export const nameOf = ({ runbook, under, number }: Block): string => `${runbook} / ${under} ${number}`
