import * as z from 'zod'

const controls = '\\u0000-\\u001f\\u007f-\\u009f'
const controlsButLines = '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f'
// What trim() removes, less the controls. Listed, because \s differs between the languages that read the pattern.
const spaces = ' \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff'

const singleLine = notBlank(controls, spaces)
const severalLines = notBlank(controlsButLines, `${spaces}\\t\\n\\r`)

/**
 * Text of 1 to `max` characters (code points): trimmed, NFC, no control characters, no half of a surrogate pair.
 * `lines` allows tabs and line breaks, the latter stored as `\n`.
 */
export function PlainText(max: number, { lines = false }: { lines?: boolean } = {}) {
  return z
    .string()
    .regex(lines ? severalLines : singleLine, { error: 'must not be blank or hold control characters' })
    .refine((text) => text.isWellFormed(), { error: 'must be well-formed Unicode' })
    .overwrite((text) => text.replace(/\r\n?/g, '\n').normalize('NFC').trim())
    .refine((text) => characters(text) <= max, { error: `must have at most ${max} characters` })
    .meta({ minLength: 1, maxLength: max })
}

// Only one way to match each character, so that a hostile text costs linear time.
function notBlank(refused: string, blanks: string): RegExp {
  return new RegExp(`^[${blanks}]*[^${blanks}${refused}][^${refused}]*$`)
}

// JSON Schema's maxLength counts code points; String.length counts UTF-16 units.
function characters(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}
