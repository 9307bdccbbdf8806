import type { Words } from './facts.ts'
import type { Block } from './templates.ts'

// {name}, {name?} and {name|words}, as templates.ts explains them.
const placeholder = /\{([A-Za-z]+)(?:(\?)|\|([^{}]*))?\}/g

/**
 * A text with its facts, in one go, so that braces within a fact stay what they are; undefined where a fact that need
 * not be there is not. RangeError for one that must.
 */
export function fill(text: string, words: Words): string | undefined {
  let left = false
  const filled = text.replace(placeholder, (_, name: string, mayLack?: string, instead?: string) => {
    const word = words[name as keyof Words] || instead
    if (word) return word
    if (!mayLack) throw new RangeError(`"${text}" needs ${name}`)
    left = true
    return ''
  })
  return left ? undefined : filled
}

/** The same for a whole piece of a letter; undefined when nothing is left of it. */
export function fillBlock(block: Block, words: Words): Block | undefined {
  if (typeof block === 'string') return fill(block, words)
  if (isList(block)) {
    const lines = block.flatMap((line) => fill(line, words) ?? [])
    return lines.length > 0 ? lines : undefined
  }
  const rows = Object.entries(block).flatMap(([label, value]) => {
    const filled = fill(value, words)
    return filled === undefined ? [] : [[label, filled]]
  })
  return rows.length > 0 ? Object.fromEntries(rows) : undefined
}

/** Whether a piece is a list. Array.isArray alone does not tell a read-only list from rows. */
export const isList = (block: Block): block is readonly string[] => Array.isArray(block)
