import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { page as peers } from '../../bench/peers/page.ts'
import { page as performance } from '../../bench/performance-page.ts'
import { page as scale } from '../../bench/scale-page.ts'
import { page as reliability } from '../../faults/page.ts'
import { markdownTable } from '../../figures/markdown.ts'
import { drifted, type Page } from '../../figures/page.ts'
import { page as guards } from '../../guards/page.ts'
import { page as recovery } from '../../recovery/page.ts'
import { page as security } from '../../security/page.ts'

const pages = [guards, peers, performance, recovery, reliability, scale, security] as Page<never>[]
const folder = join(import.meta.dirname, '../../../docs/figures')

describe('the pages of figures', () => {
  it.each(pages.map((page) => [page.name, page] as const))('%s says what was measured and nothing else', (_, page) => {
    expect(drifted(page)).toEqual([])
  })

  it('are all written by a program that is named here', () => {
    const written = pages.flatMap(({ name, drawings = {} }) => [`${name}.json`, `${name}.md`, ...Object.keys(drawings)])
    expect(readdirSync(folder).sort()).toEqual(written.sort())
  })
})

describe('a table of Markdown', () => {
  it('keeps a cell in its place, whatever is in it', () => {
    const table = markdownTable(['what', 'how many>'], [['a | b\nc', '3']])
    expect(table).toBe('| what | how many |\n| --- | --: |\n| a \\| b c | 3 |')
  })
})
