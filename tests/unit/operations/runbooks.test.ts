import { describe, expect, it } from 'vitest'
import { excused, followed } from '../../recovery/followed.ts'
import { allBlocks, blocksOf, nameOf } from '../../recovery/runbook.ts'

describe('the commands of a runbook', () => {
  it('are found by the heading that they stand under, in lists too', () => {
    const text =
      '# A\n```sh\none\n```\n```\nan answer\n```\n## B\n1. Do:\n\n   ```sh\n   two\n   three\n   ```\n```sh\nfour\n```\n'
    expect(blocksOf('x', text).map((block) => [nameOf(block), block.commands.trim()])).toEqual([
      ['x / A 1', 'one'],
      ['x / B 1', 'two\n   three'],
      ['x / B 2', 'four'],
    ])
  })

  it('are all followed by the drill, or it is said why not', () => {
    expect(allBlocks().map(nameOf).sort()).toEqual([...followed, ...Object.keys(excused)].sort())
  })
})
